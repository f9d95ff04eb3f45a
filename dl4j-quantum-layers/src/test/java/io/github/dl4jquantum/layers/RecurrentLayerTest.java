package io.github.dl4jquantum.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.circuit.Ansatz;
import io.github.dl4jquantum.engine.Engine;
import io.github.dl4jquantum.testing.Tolerances;
import java.io.File;
import java.nio.file.Path;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Oracles: the same network run another way, and figures of the layer's documentation. */
@Timeout(120)
class RecurrentLayerTest {

    private static final int STEPS = 6;

    @ParameterizedTest
    @CsvSource({"QLSTM, 1036, 288", "QGRU, 648, 144"})
    void thePaperSizedCellHasTheDocumentedParameters(Cell cell, long parameters, long inAngles) {
        Layer layer = cell.builder().nIn(16).nOut(16).qubits(4).circuitLayers(4).build();
        MultiLayerNetwork network = Networks.recurrent(layer, 16, DataType.FLOAT, new Adam());
        assertEquals(parameters, network.getLayer(0).numParams());
        long angles = network.paramTable().entrySet().stream()
                .filter(parameter -> parameter.getKey().endsWith("Angles"))
                .mapToLong(parameter -> parameter.getValue().length())
                .sum();
        assertEquals(inAngles, angles);
    }

    @ParameterizedTest
    @EnumSource(Cell.class)
    void fitLowersTheScore(Cell cell) {
        MultiLayerNetwork network = network(cell, DataType.FLOAT, Engine.AUTO);
        DataSet data = new DataSet(input(DataType.FLOAT), labels(DataType.FLOAT));
        double before = network.score(data);
        for (int k = 0; k < 60; k++) {
            network.fit(data);
        }
        assertTrue(network.score(data) < 0.5 * before, before + " -> " + network.score(data));
    }

    @ParameterizedTest
    @CsvSource({"QLSTM, FLOAT", "QLSTM, DOUBLE", "QGRU, FLOAT", "QGRU, DOUBLE"})
    void steppingEqualsTheWholeSequence(Cell cell, DataType type) {
        MultiLayerNetwork network = network(cell, type, Engine.CPU);
        INDArray input = input(type);
        INDArray whole = network.output(input);
        network.rnnClearPreviousState();
        for (int t = 0; t < STEPS; t++) {
            INDArray step = network.rnnTimeStep(
                    input.get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.interval(t, t + 1)));
            INDArray expected = whole.get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.interval(t, t + 1));
            double tolerance = type == DataType.DOUBLE ? Tolerances.DOUBLE : Tolerances.FLOAT / 10;
            assertEquals(0, step.sub(expected).amaxNumber().doubleValue(), tolerance);
        }
    }

    @ParameterizedTest
    @CsvSource({"QLSTM, SHARED", "QLSTM, PER_GATE", "QLSTM, NONE", "QGRU, SHARED", "QGRU, PER_GATE", "QGRU, NONE"})
    void bothEnginesGiveTheSameOutputsAndGradients(Cell cell, Projection projection) {
        for (DataType type : new DataType[] {DataType.DOUBLE, DataType.FLOAT}) {
            MultiLayerNetwork fused = network(cell, type, Engine.CPU, projection);
            MultiLayerNetwork graph = network(cell, type, Engine.SAMEDIFF, projection);
            graph.setParams(fused.params());
            double tolerance = type == DataType.DOUBLE ? Tolerances.DOUBLE : Tolerances.FLOAT;
            assertNear(fused.output(input(type)), graph.output(input(type)), tolerance);
            assertNear(gradient(fused, type), gradient(graph, type), tolerance);
        }
    }

    private static INDArray gradient(MultiLayerNetwork network, DataType type) {
        network.setInput(input(type));
        network.setLabels(labels(type));
        network.computeGradientAndScore();
        return network.gradient().gradient();
    }

    @ParameterizedTest
    @EnumSource(Cell.class)
    void aMaskLeavesEachSequenceWhatItWouldBeAlone(Cell cell) {
        MultiLayerNetwork network = network(cell, DataType.DOUBLE, Engine.CPU);
        INDArray input = input(DataType.DOUBLE);
        INDArray mask = Nd4j.ones(DataType.DOUBLE, 3, STEPS);
        mask.put(new INDArrayIndex[] {NDArrayIndex.point(1), NDArrayIndex.interval(4, 6)}, 0);
        INDArray masked = network.output(input, false, mask, null);
        INDArray alone =
                network.output(input.get(NDArrayIndex.interval(1, 2), NDArrayIndex.all(), NDArrayIndex.interval(0, 4)));
        INDArray same = masked.get(NDArrayIndex.interval(1, 2), NDArrayIndex.all(), NDArrayIndex.interval(0, 4));
        assertNear(alone, same, Tolerances.DOUBLE);
    }

    @ParameterizedTest
    @EnumSource(Cell.class)
    void truncatedBackpropagationCarriesTheState(Cell cell) {
        MultiLayerConfiguration conf = configuration(DataType.DOUBLE, layer(cell, Engine.CPU, Projection.SHARED));
        conf.setBackpropType(BackpropType.TruncatedBPTT);
        conf.setTbpttFwdLength(2);
        conf.setTbpttBackLength(2);
        MultiLayerNetwork network = new MultiLayerNetwork(conf);
        network.init();
        network.fit(new DataSet(input(DataType.DOUBLE), labels(DataType.DOUBLE)));
        assertEquals(STEPS / 2, network.getIterationCount());
        assertTrue(Double.isFinite(network.params().sumNumber().doubleValue()));
    }

    @ParameterizedTest
    @EnumSource(Cell.class)
    void jsonAndYamlRoundTripsAreEqual(Cell cell) {
        MultiLayerConfiguration conf = configuration(DataType.FLOAT, layer(cell, Engine.CPU, Projection.PER_GATE));
        assertEquals(conf, MultiLayerConfiguration.fromJson(conf.toJson()));
        assertEquals(conf, MultiLayerConfiguration.fromYaml(conf.toYaml()));
        assertFalse(conf.toJson().contains("engine"), "the engine is no part of a saved model");
        Layer own = cell.builder()
                .nIn(3)
                .nOut(2)
                .circuit(Ansatz.paperWithoutEntanglement(2, 1))
                .build();
        MultiLayerConfiguration withCircuit = configuration(DataType.FLOAT, own);
        MultiLayerConfiguration restored = MultiLayerConfiguration.fromJson(withCircuit.toJson());
        assertEquals(withCircuit, restored);
        assertNotEquals(conf, restored);
    }

    @ParameterizedTest
    @EnumSource(Cell.class)
    void aSavedNetworkGoesOnIdentically(Cell cell, @TempDir Path folder) throws Exception {
        MultiLayerNetwork network = network(cell, DataType.FLOAT, Engine.CPU);
        DataSet data = new DataSet(input(DataType.FLOAT), labels(DataType.FLOAT));
        network.fit(data);
        File file = folder.resolve("qlstm.zip").toFile();
        ModelSerializer.writeModel(network, file, true);
        MultiLayerNetwork restored = ModelSerializer.restoreMultiLayerNetwork(file, true);
        assertEquals(network.output(input(DataType.FLOAT)), restored.output(input(DataType.FLOAT)));
        network.fit(data);
        restored.fit(data);
        assertEquals(network.params(), restored.params());
    }

    @ParameterizedTest
    @EnumSource(Cell.class)
    void setInputTypeFindsTheSizeAndCloneIsEqual(Cell cell) {
        MultiLayerNetwork network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .list()
                .layer(cell.builder().nOut(2).qubits(2).circuitLayers(1).build())
                .layer(new RnnOutputLayer.Builder(LossFunction.MSE)
                        .nOut(2)
                        .activation(Activation.IDENTITY)
                        .build())
                .setInputType(InputType.recurrent(3))
                .build());
        network.init();
        assertEquals(network.output(input(DataType.FLOAT)), network.clone().output(input(DataType.FLOAT)));
        assertTrue(network.summary(InputType.recurrent(3)).contains("RecurrentRuntime"));
    }

    @Test
    void sizesThatDoNotFitTheBareCellAreRefusedWithTheRemedy() {
        QLSTM.Builder builder = new QLSTM.Builder().nIn(16).nOut(16).qubits(4).projection(Projection.NONE);
        String message =
                assertThrows(IllegalStateException.class, builder::build).getMessage();
        assertTrue(message.contains("nIn 16 + nOut 16 is 32") && message.contains("qubits(32)"), message);
    }

    @Test
    void badOptionsAreRefusedWithValueAndLimit() {
        QLSTM.Builder builder = new QLSTM.Builder();
        for (int qubits : new int[] {0, 40}) {
            String message = assertThrows(IllegalArgumentException.class, () -> builder.qubits(qubits))
                    .getMessage();
            assertTrue(message.contains(qubits + " qubits") && message.contains("1 to 16"), message);
        }
        assertThrows(IllegalArgumentException.class, () -> builder.circuitLayers(-1));
        assertThrows(
                IllegalStateException.class,
                () -> new QLSTM.Builder().qubits(4).circuit(Ansatz.paper(4, 1)).build());
        assertThrows(
                IllegalStateException.class,
                () -> new QLSTM.Builder().activation(Activation.RELU).build());
    }

    @Test
    void anInputOfAnotherSizeIsRefused() {
        MultiLayerNetwork network = network(Cell.QGRU, DataType.FLOAT, Engine.CPU);
        String message = assertThrows(
                        IllegalArgumentException.class, () -> network.output(Nd4j.rand(DataType.FLOAT, 1, 5, 4)))
                .getMessage();
        assertTrue(message.contains("[1, 5, 4]") && message.contains("[minibatch, 3, time]"), message);
    }

    private static MultiLayerNetwork network(Cell cell, DataType type, Engine engine) {
        return network(cell, type, engine, Projection.SHARED);
    }

    private static MultiLayerNetwork network(Cell cell, DataType type, Engine engine, Projection projection) {
        MultiLayerNetwork network = new MultiLayerNetwork(configuration(type, layer(cell, engine, projection)));
        network.init();
        return network;
    }

    private static QuantumRecurrentLayer layer(Cell cell, Engine engine, Projection projection) {
        return cell.builder()
                .nIn(Networks.N_IN)
                .nOut(Networks.N_OUT)
                .qubits(projection == Projection.NONE ? Networks.N_IN + Networks.N_OUT : 2)
                .circuitLayers(1)
                .projection(projection)
                .engine(engine)
                .build();
    }

    private static MultiLayerConfiguration configuration(DataType type, Layer layer) {
        return Networks.recurrentConfiguration(layer, Networks.N_OUT, type, new Adam(0.02));
    }

    private static INDArray input(DataType type) {
        return Networks.random(1, 3, Networks.N_IN, STEPS).castTo(type);
    }

    private static INDArray labels(DataType type) {
        return Networks.random(2, 3, Networks.N_OUT, STEPS).castTo(type);
    }

    private static void assertNear(INDArray expected, INDArray actual, double tolerance) {
        assertEquals(0, expected.sub(actual).amaxNumber().doubleValue(), tolerance);
    }
}
