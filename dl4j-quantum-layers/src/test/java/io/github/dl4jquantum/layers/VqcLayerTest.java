package io.github.dl4jquantum.layers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.circuit.Ansatz;
import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.engine.Engine;
import io.github.dl4jquantum.testing.Tolerances;
import java.util.Arrays;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Oracles: the same network run another way, and figures of the layer's documentation. */
@Timeout(120)
class VqcLayerTest {

    private static final int MINIBATCH = 8;

    @ParameterizedTest
    @CsvSource({"4, 4, 48", "8, 4, 84", "4, 2, 58", "8, 2, 94"})
    void mapsExistExactlyWhereTheSizesDiffer(int nIn, int nOut, int expected) {
        VqcLayer layer = new VqcLayer.Builder()
                .nIn(nIn)
                .nOut(nOut)
                .qubits(4)
                .circuitLayers(4)
                .build();
        assertEquals(expected, layer.initializer().numParams(layer));
    }

    @Test
    void fitLowersTheScore() {
        MultiLayerNetwork network = network(DataType.FLOAT, Engine.AUTO);
        DataSet data = data(DataType.FLOAT);
        double before = network.score(data);
        for (int k = 0; k < 100; k++) {
            network.fit(data);
        }
        assertTrue(network.score(data) < 0.5 * before, before + " -> " + network.score(data));
    }

    /** The stock layer of DL4J 1.0.0-M2.1 would go twice as far. */
    @Test
    void aStepOfGradientDescentFollowsTheGradientOnce() {
        MultiLayerNetwork network = new MultiLayerNetwork(
                Networks.feedForwardConfiguration(layer(Engine.CPU), 3, DataType.DOUBLE, new Sgd(0.1)));
        network.init();
        INDArray gradient =
                Networks.gradient(network, data(DataType.DOUBLE)).dup().ravel();
        INDArray before = network.params().dup().ravel();
        network.fit(data(DataType.DOUBLE));
        // DL4J adds gradients up over the minibatch and divides in the updater.
        INDArray expected = before.sub(gradient.mul(0.1 / MINIBATCH));
        assertEquals(0, expected.sub(network.params().ravel()).amaxNumber().doubleValue(), Tolerances.DOUBLE);
    }

    @Test
    void setInputTypeFindsTheSize() {
        MultiLayerNetwork network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .list()
                .layer(new VqcLayer.Builder().nOut(3).qubits(2).circuitLayers(1).build())
                .layer(new OutputLayer.Builder(LossFunction.MSE)
                        .nIn(3)
                        .nOut(2)
                        .activation(Activation.IDENTITY)
                        .build())
                .setInputType(InputType.feedForward(5))
                .build());
        network.init();
        INDArray x = Nd4j.rand(DataType.FLOAT, 4, 5);
        assertEquals(
                5, ((VqcLayer) network.getLayerWiseConfigurations().getConf(0).getLayer()).getNIn());
        assertArrayEquals(new long[] {4, 2}, network.output(x).shape());
    }

    @Test
    void contradictionsAndBadSizesAreRefused() {
        Circuit circuit = Ansatz.paper(2, 1);
        assertThrows(
                IllegalStateException.class,
                () -> new VqcLayer.Builder().circuit(circuit).qubits(2).build());
        assertThrows(IllegalArgumentException.class, () -> new VqcLayer.Builder().qubits(25));
        assertThrows(IllegalArgumentException.class, () -> new VqcLayer.Builder().nIn(0));
        VqcLayer withoutSize = new VqcLayer.Builder().qubits(2).build();
        String message = assertThrows(
                        IllegalStateException.class,
                        () -> Networks.feedForward(withoutSize, 2, DataType.FLOAT, new Adam()))
                .getMessage();
        assertTrue(message.contains("nIn(...)"), message);
    }

    /** Without a map in front, nothing else would notice: the circuits read the first numbers that there are. */
    @Test
    void anInputOfAnotherShapeIsRefused() {
        VqcLayer bare = new VqcLayer.Builder().nIn(2).qubits(2).circuitLayers(1).build();
        org.deeplearning4j.nn.api.Layer layer =
                Networks.feedForward(bare, 2, DataType.DOUBLE, new Sgd(0.1)).getLayer(0);
        for (long[] shape : new long[][] {{4, 3}, {4, 1}, {4, 2, 1}}) {
            INDArray x = Nd4j.zeros(DataType.DOUBLE, shape);
            String message = assertThrows(
                            IllegalArgumentException.class,
                            () -> layer.activate(x, false, LayerWorkspaceMgr.noWorkspaces()))
                    .getMessage();
            assertTrue(message.contains(Arrays.toString(shape)) && message.contains("[minibatch, 2]"), message);
        }
    }

    private static MultiLayerNetwork network(DataType type, Engine engine) {
        return Networks.feedForward(layer(engine), 3, type, new Adam(0.05));
    }

    private static VqcLayer layer(Engine engine) {
        return new VqcLayer.Builder()
                .nIn(Networks.N_IN)
                .nOut(3)
                .qubits(2)
                .circuitLayers(1)
                .engine(engine)
                .build();
    }

    private static DataSet data(DataType type) {
        return new DataSet(
                Networks.random(1, MINIBATCH, Networks.N_IN).castTo(type),
                Networks.random(2, MINIBATCH, Networks.N_OUT).castTo(type));
    }
}
