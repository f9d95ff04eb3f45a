package io.github.dl4jquantum.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.circuit.Ansatz;
import io.github.dl4jquantum.engine.Engine;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;

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
    @EnumSource(names = {"QLSTM", "QGRU", "GRU"})
    void fitLowersTheScore(QuantumLayer kind) {
        Layer layer = kind.layer(QuantumLayer.Options.of(Engine.AUTO));
        MultiLayerNetwork network = kind.network(layer, DataType.FLOAT, all -> all.updater(new Adam(0.02)));
        DataSet data = new DataSet(input(DataType.FLOAT), labels(DataType.FLOAT));
        double before = network.score(data);
        for (int k = 0; k < 60; k++) {
            network.fit(data);
        }
        assertTrue(network.score(data) < 0.5 * before, before + " -> " + network.score(data));
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
            assertTrue(message.contains(qubits + " qubits") && message.contains("1 to 24"), message);
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

    @ParameterizedTest
    @EnumSource(QuantumLayer.class)
    void parametersThatDoNotFitAreRefusedAndOthersTaken(QuantumLayer kind) {
        MultiLayerNetwork network =
                kind.network(kind.layer(QuantumLayer.Options.of(Engine.CPU)), DataType.DOUBLE, all -> all);
        org.deeplearning4j.nn.api.Layer layer = network.getLayer(0);
        String key = layer.paramTable().keySet().iterator().next();
        INDArray held = layer.getParam(key);
        INDArray wider = Nd4j.ones(DataType.DOUBLE, held.size(0), held.size(1) + 1);
        for (Executable wrong :
                new Executable[] {() -> layer.setParam("none", held), () -> layer.setParam(key, wider)}) {
            String message = assertThrows(IllegalArgumentException.class, wrong).getMessage();
            assertTrue(message.contains("does not fit"), message);
        }
        layer.setParam(key, Nd4j.ones(DataType.DOUBLE, held.shape()));
        assertEquals(held.length(), layer.getParam(key).sumNumber().doubleValue());
        assertFalse(layer.isPretrainLayer());
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
}
