package io.github.dl4jquantum;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.circuit.Angle;
import io.github.dl4jquantum.circuit.AngleInit;
import io.github.dl4jquantum.circuit.Ansatz;
import io.github.dl4jquantum.circuit.CNOT;
import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.circuit.InputEncoding;
import io.github.dl4jquantum.circuit.RY;
import io.github.dl4jquantum.differentiation.GradientVariance;
import io.github.dl4jquantum.differentiation.Jacobian;
import io.github.dl4jquantum.differentiation.MetricTensor;
import io.github.dl4jquantum.differentiation.ParameterShift;
import io.github.dl4jquantum.engine.CircuitFunction;
import io.github.dl4jquantum.file.TrainingCheckpoint;
import io.github.dl4jquantum.forecast.Evaluation;
import io.github.dl4jquantum.forecast.FitListener;
import io.github.dl4jquantum.forecast.LatentForecaster;
import io.github.dl4jquantum.forecast.LatentModel;
import io.github.dl4jquantum.forecast.LatentSpace;
import io.github.dl4jquantum.forecast.Protocol;
import io.github.dl4jquantum.forecast.baseline.Dmd;
import io.github.dl4jquantum.kernel.QuantumKernel;
import io.github.dl4jquantum.layers.QLSTM;
import io.github.dl4jquantum.layers.QuanvolutionLayer;
import io.github.dl4jquantum.layers.VqcLayer;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.deeplearning4j.core.storage.StatsStorage;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.ui.model.stats.StatsListener;
import org.deeplearning4j.ui.model.stats.api.StatsReport;
import org.deeplearning4j.ui.model.stats.api.StatsType;
import org.deeplearning4j.ui.model.storage.InMemoryStatsStorage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.nd4j.linalg.ops.transforms.Transforms;

/** The examples of this module's pages: what they show is what is compiled and run here. */
@Timeout(60)
class PagesTest {

    private static final List<String> PAGES = List.of("LAYERS.md", "CIRCUITS.md", "FORECASTING.md");
    private static final Pattern LINK = Pattern.compile("\\]\\((?!http)([^)#]+)\\)");
    private static final Path SOURCE = Path.of("src/test/java/io/github/dl4jquantum/PagesTest.java");

    private static MultiLayerNetwork sequences() {
        // PAGE
        MultiLayerNetwork network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .seed(42)
                .updater(new Adam(1e-2))
                .list()
                .layer(new QLSTM.Builder().nOut(16).qubits(4).circuitLayers(4).build()) // was: LSTM.Builder()
                .layer(new RnnOutputLayer.Builder(LossFunction.MSE)
                        .nOut(2)
                        .activation(Activation.IDENTITY)
                        .build())
                .setInputType(InputType.recurrent(8))
                .build());
        network.init();
        // END
        return network;
    }

    private static MultiLayerNetwork features() {
        // PAGE
        MultiLayerNetwork network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .seed(42)
                .updater(new Adam(1e-2))
                .list()
                .layer(new DenseLayer.Builder()
                        .nOut(16)
                        .activation(Activation.TANH)
                        .build())
                .layer(new VqcLayer.Builder().nOut(8).qubits(4).circuitLayers(2).build())
                .layer(new OutputLayer.Builder(LossFunction.MSE)
                        .nIn(8)
                        .nOut(2)
                        .activation(Activation.IDENTITY)
                        .build())
                .setInputType(InputType.feedForward(8))
                .build());
        network.init();
        // END
        return network;
    }

    private static MultiLayerNetwork images() {
        // PAGE
        MultiLayerNetwork images = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .seed(42)
                .updater(new Adam(1e-2))
                .list()
                .layer(new QuanvolutionLayer.Builder()
                        .kernelSize(2, 2)
                        .stride(2, 2)
                        .circuitLayers(2)
                        .build())
                .layer(new OutputLayer.Builder(LossFunction.MSE)
                        .nOut(2)
                        .activation(Activation.IDENTITY)
                        .build())
                .setInputType(InputType.convolutional(8, 8, 1))
                .build());
        images.init();
        // END
        return images;
    }

    private static INDArray kernelAndDerivatives(INDArray train, INDArray labels, INDArray test) {
        // PAGE
        QuantumKernel kernel = new QuantumKernel(Ansatz.angleEmbedding(4)); // any circuit: a feature map
        INDArray gram = kernel.gram(train).add(Nd4j.eye(train.rows()).mul(1e-3));
        INDArray alpha = Nd4j.linalg().solve(gram, labels);
        INDArray predicted = kernel.gram(test, train).mmul(alpha); // kernel ridge regression

        Circuit circuit = Ansatz.stronglyEntangling(4, 2);
        double[] x = new double[circuit.inputs()];
        double[] theta = new Random(1).doubles(circuit.parameters()).toArray();
        Jacobian jacobian =
                new ParameterShift(circuit).jacobian(x, theta); // [observables][inputs], [observables][parameters]
        double[][] metric = new MetricTensor(circuit).blockDiagonal(x, theta);
        double plateau = GradientVariance.of(circuit, 0, x, 200, 1).mean();
        // END
        assertEquals(circuit.parameters(), jacobian.parameters()[0].length);
        assertEquals(circuit.parameters(), metric.length);
        assertTrue(plateau > 0 && plateau < 0.5);
        return predicted;
    }

    /** The kernel of four angles knows cos x_0, as it lies in its span. */
    @Test
    void imagesTrainAndKernelsPredict() {
        MultiLayerNetwork images = images();
        DataSet data = new DataSet(Nd4j.rand(DataType.FLOAT, 4, 1, 8, 8), Nd4j.rand(DataType.FLOAT, 4, 2));
        double before = images.score(data);
        for (int k = 0; k < 20; k++) {
            images.fit(data);
        }
        assertTrue(images.score(data) < before);
        INDArray train = Nd4j.rand(DataType.DOUBLE, 80, 4);
        INDArray test = Nd4j.rand(DataType.DOUBLE, 10, 4);
        INDArray expected = Transforms.cos(test.getColumn(0, true));
        INDArray found = kernelAndDerivatives(train, Transforms.cos(train.getColumn(0, true)), test);
        assertEquals(0, expected.sub(found).amaxNumber().doubleValue(), 0.05);
    }

    private static List<INDArray> circuitFunction() {
        // PAGE
        Circuit circuit = Circuit.builder(2)
                .add(new RY(0, Angle.parameter(0).times(Angle.input(0)).plus(Angle.parameter(1))))
                .add(new RY(1, Angle.input(1)))
                .add(new CNOT(0, 1))
                .build();
        INDArray x = Nd4j.create(new double[][] {{0.1, 0.2}, {0.3, 0.4}, {0.5, 0.6}}); // [minibatch, inputs]
        INDArray theta = Nd4j.create(new double[] {1.5, 0.5});
        try (CircuitFunction function = CircuitFunction.of(circuit)) {
            INDArray z = function.value(x, theta); // [minibatch, observables]: Z of both qubits
            INDArray upstream = Nd4j.onesLike(z);
            INDArray gradient = function.gradients(x, theta, upstream).parameters();
            return List.of(z, gradient);
        }
        // END
    }

    /** By hand: Z of the first qubit is cos(1.5 x0 + 0.5), of the second, behind the CNOT, that times cos x1. */
    @Test
    void theCircuitIsAFunction() {
        List<INDArray> result = circuitFunction();
        double[] gradient = new double[2];
        for (int k = 0; k < 3; k++) {
            double x0 = 0.1 + 0.2 * k;
            double x1 = 0.2 + 0.2 * k;
            assertEquals(Math.cos(1.5 * x0 + 0.5), result.get(0).getDouble(k, 0), 1e-12);
            assertEquals(Math.cos(1.5 * x0 + 0.5) * Math.cos(x1), result.get(0).getDouble(k, 1), 1e-12);
            double slope = -Math.sin(1.5 * x0 + 0.5) * (1 + Math.cos(x1));
            gradient[0] += slope * x0;
            gradient[1] += slope;
        }
        assertArrayEquals(gradient, result.get(1).toDoubleVector(), 1e-12);
    }

    private static double[] forecast(Protocol protocol) {
        // PAGE
        Protocol.Parts parts = protocol.parts(); // train, validation and test, generated
        LatentSpace space = protocol.latentSpace(parts)
                .fit(parts.train().windows(64), parts.validation().sequences(64), FitListener.NONE);
        QLSTM cell = new QLSTM.Builder()
                .nOut(128)
                .circuits(16)
                .encoding(InputEncoding.ANGLE)
                .angleInit(AngleInit.MODERATE_NORMAL)
                .directReadout(true)
                .build();
        LatentForecaster forecaster = LatentForecaster.builder(space)
                .latentModel(LatentModel.of(cell, protocol.latent(), 1e-2, 1))
                .latentUpdates(protocol.updates())
                .build()
                .fit(parts.train().windows(128), parts.validation().sequences(128));
        Dmd dmd = Dmd.fit(space, parts.train(), parts.validation());
        double own = Evaluation.of(forecaster, parts.test()).rollout().all().vrmse();
        double linear = Evaluation.of(dmd, parts.test()).rollout().all().vrmse();
        // END
        return new double[] {own, linear};
    }

    private static void resumable(MultiLayerNetwork network, DataSetIterator iterator, Path file) throws IOException {
        // PAGE
        TrainingCheckpoint checkpoint = new TrainingCheckpoint(file, Duration.ofMinutes(5));
        checkpoint.restore(network, iterator); // goes on, if there is a file
        network.addListeners(checkpoint);
        while (network.getEpochCount() < 20) {
            network.fit(iterator);
        }
        // END
    }

    @Test
    void aTrainingIsResumable(@TempDir Path folder) throws IOException {
        DataSet data = new DataSet(Nd4j.rand(DataType.FLOAT, 4, 8), Nd4j.rand(DataType.FLOAT, 4, 2));
        MultiLayerNetwork network = features();
        resumable(network, new ListDataSetIterator<>(data.asList(), 2), folder.resolve("checkpoint.zip"));
        assertEquals(40, network.getIterationCount(), "twenty epochs of two minibatches");
    }

    /** A viscous flow, a few trajectories, two updates. */
    @Test
    void theForecasterIsScoredBesideDmd() {
        Protocol small = Protocol.named("burgers2d").toBuilder()
                .parameter("reynolds", 10)
                .grid(16)
                .coarsening(1)
                .saveInterval(0.02)
                .byTrajectory(8, 2, 3)
                .latent(4)
                .updates(2)
                .build();
        for (double vrmse : forecast(small)) {
            assertTrue(vrmse > 0 && vrmse < 10, String.valueOf(vrmse));
        }
    }

    @Test
    void bothNetworksTrain() {
        INDArray sequence = Nd4j.rand(DataType.FLOAT, 4, 8, 5);
        INDArray features = Nd4j.rand(DataType.FLOAT, 4, 8);
        assertArrayEquals(new long[] {4, 2, 5}, sequences().output(sequence).shape());
        DataSet data = new DataSet(features, Nd4j.rand(DataType.FLOAT, 4, 2));
        MultiLayerNetwork network = features();
        double before = network.score(data);
        for (int k = 0; k < 20; k++) {
            network.fit(data);
        }
        assertTrue(network.score(data) < before);
    }

    /** Oracle: what DL4J's page reads, one series for each of the network's parameters. */
    @Test
    void theTrainingPageHasEveryParameter() {
        MultiLayerNetwork network = sequences();
        // PAGE
        StatsStorage storage = new InMemoryStatsStorage();
        network.setListeners(new StatsListener(storage, 1)); // an update of the page in every iteration
        // END
        network.fit(Nd4j.rand(DataType.FLOAT, 4, 8, 5), Nd4j.rand(DataType.FLOAT, 4, 2, 5));
        String session = storage.listSessionIDs().get(0);
        StatsReport report = (StatsReport)
                storage.getAllUpdatesAfter(session, StatsListener.TYPE_ID, 0).get(0);
        assertEquals(
                network.paramTable().keySet(),
                report.getMeanMagnitudes(StatsType.Updates).keySet());
    }

    @Test
    void thePagesShowWhatIsRunHere() throws IOException {
        List<String> shown = new ArrayList<>();
        for (String page : PAGES) {
            shown.addAll(blocks(Files.readString(Path.of(page)), "```java\n", "```"));
        }
        assertEquals(sorted(blocks(Files.readString(SOURCE), "// PAGE\n", "// END")), sorted(shown));
    }

    @Test
    void noPageLinksToWhatIsNotThere() throws IOException {
        for (String folder : List.of(".", "..", "../dl4j-pde-datasets", "../benchmarks")) {
            try (DirectoryStream<Path> pages = Files.newDirectoryStream(Path.of(folder), "*.md")) {
                for (Path page : pages) {
                    LINK.matcher(Files.readString(page)).results().forEach(link -> {
                        Path target = page.resolveSibling(link.group(1));
                        assertTrue(Files.exists(target), page + " links to " + target);
                    });
                }
            }
        }
    }

    private static List<String> sorted(List<String> blocks) {
        return blocks.stream().sorted().toList();
    }

    /** The texts between two marks, without indentation. */
    private static List<String> blocks(String text, String from, String to) {
        return Pattern.compile(Pattern.quote(from) + "(.*?)" + Pattern.quote(to), Pattern.DOTALL)
                .matcher(text)
                .results()
                .map(match -> match.group(1).stripIndent().strip())
                .toList();
    }
}
