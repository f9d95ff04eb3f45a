package io.github.dl4jquantum.layers;

import static io.github.dl4jquantum.testing.Agreement.assertClose;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.engine.Execution;
import io.github.dl4jquantum.noise.NoiseModel;
import io.github.dl4jquantum.noise.NoisePreset;
import io.github.dl4jquantum.testing.DenseNoise;
import io.github.dl4jquantum.testing.RandomNoise;
import io.github.dl4jquantum.testing.Tolerances;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;

/** Oracles: the exact run of the same network, the dense density matrix, central differences. */
@Timeout(120)
class ExecutionTest {

    private static MultiLayerNetwork network(String kind) {
        Layer layer = kind.equals("qlstm")
                ? new QLSTM.Builder().nIn(3).nOut(3).qubits(2).circuitLayers(1).build()
                : new QGRU.Builder()
                        .nIn(3)
                        .nOut(3)
                        .qubits(2)
                        .circuitLayers(1)
                        .circuits(2)
                        .build();
        return Networks.recurrent(layer, 3, DataType.DOUBLE, new Sgd(0.1));
    }

    private static MultiLayerNetwork vqc() {
        VqcLayer layer =
                new VqcLayer.Builder().nIn(2).nOut(2).qubits(2).circuitLayers(2).build();
        return Networks.feedForward(layer, 2, DataType.DOUBLE, new Sgd(0.1));
    }

    private static double[] values(INDArray array) {
        return array.dup('c').data().asDouble();
    }

    @ParameterizedTest
    @ValueSource(strings = {"qlstm", "qgru"})
    void aLoadedNetworkRunsUnderNoiseAndIsTheSameAfterwards(String kind) {
        MultiLayerNetwork network = network(kind);
        INDArray x = Nd4j.rand(DataType.DOUBLE, 4, 3, 5);
        double[] exact = values(network.output(x));
        String conf = network.getLayerWiseConfigurations().toJson();
        double[] noiseless = values(Execution.of(NoiseModel.NONE).run(() -> network.output(x)));
        assertClose(exact, noiseless, Tolerances.DOUBLE);
        double[] noisy = values(Execution.of(RandomNoise.everything()).run(() -> network.output(x)));
        assertFalse(Arrays.equals(exact, noisy));
        assertArrayEquals(exact, values(network.output(x)));
        assertEquals(conf, network.getLayerWiseConfigurations().toJson());
    }

    @Test
    void stepsGoOnFromStatesOfAnotherExecution() {
        MultiLayerNetwork network = network("qlstm");
        INDArray first = Nd4j.rand(DataType.DOUBLE, 2, 3, 2);
        INDArray second = Nd4j.rand(DataType.DOUBLE, 2, 3, 2);
        network.rnnTimeStep(first);
        double[] expected = values(network.rnnTimeStep(second));
        network.rnnClearPreviousState();
        network.rnnTimeStep(first);
        double[] actual = values(Execution.of(NoiseModel.NONE).run(() -> network.rnnTimeStep(second)));
        assertClose(expected, actual, Tolerances.DOUBLE);
    }

    @Test
    void aVqcLayerIsItsCircuitUnderNoise() {
        MultiLayerNetwork network = vqc();
        NoiseModel noise = RandomNoise.everything();
        INDArray x = Nd4j.create(new double[][] {{0.3, -0.9}});
        INDArray activations =
                Execution.of(noise).run(() -> network.feedForward(x).get(1).dup());
        Circuit circuit = ((VqcLayer) network.getLayer(0).conf().getLayer()).circuit();
        double[] angles = values(network.getLayer(0).getParam(VqcLayer.ANGLES));
        assertClose(
                new DenseNoise(circuit, noise).expectations(new double[] {0.3, -0.9}, angles),
                values(activations),
                Tolerances.DOUBLE);
    }

    @Test
    void shotsOfASeedAreTheSameAgainAndThoseOfAnotherAreNot() {
        MultiLayerNetwork network = vqc();
        INDArray x = Nd4j.rand(DataType.DOUBLE, 6, 2);
        NoiseModel noise = NoisePreset.SYCAMORE_2019.model();
        double[] first = values(Execution.of(noise).shots(100, 1).run(() -> network.output(x)));
        assertArrayEquals(first, values(Execution.of(noise).shots(100, 1).run(() -> network.output(x))));
        assertFalse(
                Arrays.equals(first, values(Execution.of(noise).shots(100, 2).run(() -> network.output(x)))));
    }

    @Test
    void gradientsOfANetworkUnderNoiseAreDifferences() {
        MultiLayerNetwork network = vqc();
        DataSet data = new DataSet(Nd4j.rand(DataType.DOUBLE, 5, 2), Nd4j.rand(DataType.DOUBLE, 5, 2));
        Execution execution = Execution.of(RandomNoise.everything());
        execution.run(() -> {
            network.setInput(data.getFeatures());
            network.setLabels(data.getLabels());
            network.computeGradientAndScore();
            // DL4J divides by the minibatch later, in the updater.
            INDArray gradient = network.gradient().gradient().div(data.numExamples());
            INDArray parameters = network.params();
            for (int k = 0; k < parameters.length(); k++) {
                double centre = parameters.getDouble(k);
                parameters.putScalar(k, centre + Tolerances.STEP);
                double plus = network.score(data);
                parameters.putScalar(k, centre - Tolerances.STEP);
                double minus = network.score(data);
                parameters.putScalar(k, centre);
                assertEquals((plus - minus) / (2 * Tolerances.STEP), gradient.getDouble(k), 1e-7);
            }
        });
    }

    @Test
    void trainingByShotsMovesTheParameters() {
        MultiLayerNetwork network = vqc();
        DataSet data = new DataSet(Nd4j.rand(DataType.DOUBLE, 5, 2), Nd4j.rand(DataType.DOUBLE, 5, 2));
        double before = network.getLayer(0).getParam(VqcLayer.ANGLES).getDouble(1);
        Execution.of(NoiseModel.NONE).shots(10, 3).run(() -> network.fit(data));
        assertNotEquals(before, network.getLayer(0).getParam(VqcLayer.ANGLES).getDouble(1));
    }

    @Test
    void theScopeEndsWithItsWorkHoweverThatEnds() {
        Execution outer = Execution.of(NoiseModel.NONE);
        outer.run(() -> {
            assertThrows(IllegalStateException.class, () -> Execution.of(RandomNoise.everything())
                    .run(() -> {
                        throw new IllegalStateException("stopped");
                    }));
            assertEquals(outer, Execution.current());
        });
        assertNull(Execution.current());
        assertTrue(assertThrows(IllegalStateException.class, outer::exactGradients)
                .getMessage()
                .contains("shots("));
    }

    private static Layer recurrent(NoiseModel noise) {
        QLSTM.Builder builder = new QLSTM.Builder().nIn(3).nOut(3).qubits(2).circuitLayers(1);
        return (noise == null ? builder : builder.noise(noise)).build();
    }

    @Test
    void noiseOfALayerIsThatOfAScopeAndNoPartOfTheModel() throws IOException {
        NoiseModel noise = RandomNoise.everything();
        MultiLayerNetwork plain = Networks.recurrent(recurrent(null), 3, DataType.DOUBLE, new Sgd(0.1));
        MultiLayerNetwork noisy = Networks.recurrent(recurrent(noise), 3, DataType.DOUBLE, new Sgd(0.1));
        noisy.setParams(plain.params());
        INDArray x = Nd4j.rand(DataType.DOUBLE, 4, 3, 5);
        double[] exact = values(plain.output(x));
        double[] expected = values(Execution.of(noise).run(() -> plain.output(x)));
        assertClose(expected, values(noisy.output(x)), Tolerances.DOUBLE);
        assertClose(expected, values(noisy.clone().output(x)), Tolerances.DOUBLE);
        assertClose(exact, values(Execution.of(NoiseModel.NONE).run(() -> noisy.output(x))), Tolerances.DOUBLE);
        assertEquals(recurrent(null), recurrent(noise));
        assertEquals(
                plain.getLayerWiseConfigurations().toJson(),
                noisy.getLayerWiseConfigurations().toJson());
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        ModelSerializer.writeModel(noisy, file, true);
        MultiLayerNetwork loaded =
                ModelSerializer.restoreMultiLayerNetwork(new ByteArrayInputStream(file.toByteArray()), true);
        assertClose(exact, values(loaded.output(x)), Tolerances.DOUBLE);
    }

    @Test
    void aVqcLayersOwnNoiseAndShotsAreThoseOfItsCircuit() {
        NoiseModel noise = RandomNoise.everything();
        VqcLayer.Builder builder =
                new VqcLayer.Builder().nIn(2).nOut(2).qubits(2).circuitLayers(2);
        VqcLayer noisy = builder.noise(noise).build();
        VqcLayer sampled = builder.shots(100, 1).build();
        double[] x = {0.3, -0.9};
        MultiLayerNetwork network = Networks.feedForward(noisy, 2, DataType.DOUBLE, new Sgd(0.1));
        double[] angles = values(network.getLayer(0).getParam(VqcLayer.ANGLES));
        double[] expected = new DenseNoise(noisy.circuit(), noise).expectations(x, angles);
        INDArray row = Nd4j.create(new double[][] {x});
        assertClose(expected, values(network.feedForward(row).get(1)), Tolerances.DOUBLE);
        MultiLayerNetwork byShots = Networks.feedForward(sampled, 2, DataType.DOUBLE, new Sgd(0.1));
        byShots.setParams(network.params());
        for (double z : values(byShots.feedForward(row).get(1))) {
            // A mean of 100 shots is a whole number of fiftieths.
            assertEquals(Math.rint(50 * z), 50 * z, 1e-9);
        }
        assertThrows(IllegalArgumentException.class, () -> builder.shots(0, 1));
    }
}
