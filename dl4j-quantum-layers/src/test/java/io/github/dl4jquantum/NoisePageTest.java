package io.github.dl4jquantum;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.backend.CircuitRunner;
import io.github.dl4jquantum.backend.FakeDevice;
import io.github.dl4jquantum.backend.KeptCounts;
import io.github.dl4jquantum.backend.ProcessBackend;
import io.github.dl4jquantum.engine.Execution;
import io.github.dl4jquantum.layers.QLSTM;
import io.github.dl4jquantum.layers.VqcLayer;
import io.github.dl4jquantum.noise.NoiseFile;
import io.github.dl4jquantum.noise.NoiseModel;
import io.github.dl4jquantum.noise.NoisePreset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** The examples of NOISE.md: what it shows is what is compiled and run here. */
@Timeout(60)
class NoisePageTest {

    private static final Path PAGE = Path.of("NOISE.md");
    private static final Path SOURCE = Path.of("src/test/java/io/github/dl4jquantum/NoisePageTest.java");

    @TempDir
    private Path folder;

    private static MultiLayerNetwork small() {
        MultiLayerNetwork network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .seed(1)
                .list()
                .layer(new VqcLayer.Builder()
                        .nIn(2)
                        .nOut(2)
                        .qubits(2)
                        .circuitLayers(1)
                        .build())
                .layer(new OutputLayer.Builder(LossFunction.MSE)
                        .nIn(2)
                        .nOut(1)
                        .activation(Activation.IDENTITY)
                        .build())
                .build());
        network.init();
        return network;
    }

    /** The calibration that the page shows. */
    private Path calibration() throws IOException {
        return Files.writeString(
                folder.resolve("calibration.json"),
                blocks(Files.readString(PAGE), "```json\n", "```").get(0));
    }

    private static INDArray evaluated(Path model, Path calibration, INDArray features) throws IOException {
        // PAGE
        MultiLayerNetwork network = ModelSerializer.restoreMultiLayerNetwork(model.toFile());
        NoiseModel noise = NoiseFile.read(calibration.toString()); // or NoisePreset.HELIOS_2026.model()
        INDArray exact = network.output(features);
        INDArray noisy = Execution.of(noise).run(() -> network.output(features));
        // END
        assertFalse(exact.equalsWithEps(noisy, 1e-6));
        return noisy;
    }

    private static QLSTM layer() {
        // PAGE
        QLSTM layer = new QLSTM.Builder()
                .nIn(8)
                .nOut(8)
                .noise(NoisePreset.H2_2023.model())
                .shots(200, 7)
                .build();
        // END
        return layer;
    }

    private static List<INDArray> mitigated(MultiLayerNetwork network, NoiseModel noise, INDArray features) {
        // PAGE
        Execution shots = Execution.of(noise).shots(1000, 42);
        INDArray sampled = shots.run(() -> network.output(features));
        INDArray mitigated = shots.invertReadout().extrapolate(1, 3).run(() -> network.output(features));
        // END
        return List.of(sampled, mitigated);
    }

    private static INDArray onDevice(List<String> command, Path file, MultiLayerNetwork network, INDArray features)
            throws IOException {
        // PAGE
        try (ProcessBackend backend = new ProcessBackend(command, Duration.ofMinutes(10));
                KeptCounts kept = KeptCounts.in(file)) {
            CircuitRunner runner = new CircuitRunner(backend, 1000, 500, kept); // 1000 shots, at most 500 circuits
            return Execution.on(runner).run(() -> network.output(features));
        }
        // END
    }

    @Test
    void aLoadedNetworkIsEvaluatedUnderNoise() throws IOException {
        MultiLayerNetwork network = small();
        Path model = folder.resolve("network.zip");
        ModelSerializer.writeModel(network, model.toFile(), false);
        INDArray features = Nd4j.create(new float[][] {{0.3f, -0.7f}, {1.1f, 0.2f}});
        INDArray noisy = evaluated(model, calibration(), features);
        NoiseModel noise = NoiseFile.read(calibration().toString());
        INDArray sampled = mitigated(network, noise, features).get(0);
        // A mean of 1000 shots scatters by less than 1 / sqrt(1000); the two weights of the output layer are below 2.
        assertTrue(noisy.sub(sampled).amaxNumber().doubleValue() < 5 * 2 * 2 / Math.sqrt(1000));
    }

    @Test
    void aLayerHasNoiseOfItsOwn() {
        assertEquals(new QLSTM.Builder().nIn(8).nOut(8).build(), layer());
    }

    /** A device that reads 0 alone has expectations 1. */
    @Test
    void aNetworkRunsOnADevice() throws Exception {
        MultiLayerNetwork network = small();
        INDArray features = Nd4j.create(new float[][] {{0.3f, -0.7f}});
        Path kept = folder.resolve("kept.jsonl");
        INDArray out = onDevice(FakeDevice.command("good", folder.resolve("log")), kept, network, features);
        INDArray weights = network.getLayer(1).getParam("W");
        double expected = weights.sumNumber().doubleValue()
                + network.getLayer(1).getParam("b").getDouble(0);
        assertEquals(expected, out.getDouble(0), 1e-5);
        assertEquals(1, Files.readAllLines(kept).size());
    }

    @Test
    void thePageShowsWhatIsRunHere() throws IOException {
        assertEquals(
                blocks(Files.readString(SOURCE), "// PAGE\n", "// END"),
                blocks(Files.readString(PAGE), "```java\n", "```"));
    }

    /** The texts between two marks, without indentation. */
    private static List<String> blocks(String text, String from, String to) {
        return Pattern.compile(
                        "(?m)^ *" + Pattern.quote(from) + "(.*?)^ *" + Pattern.quote(to),
                        Pattern.DOTALL | Pattern.MULTILINE)
                .matcher(text)
                .results()
                .map(match -> match.group(1).stripTrailing().stripIndent())
                .toList();
    }
}
