package io.github.dl4jquantum.layers;

import static io.github.dl4jquantum.layers.Networks.assertNear;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.circuit.Ansatz;
import io.github.dl4jquantum.engine.Engine;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.transferlearning.FineTuneConfiguration;
import org.deeplearning4j.nn.transferlearning.TransferLearning;
import org.deeplearning4j.nn.weights.WeightInit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.Sgd;

/**
 * Transfer learning that changes sizes and fine-tunes, on three layers: one of DL4J's, one of this project, an output.
 * Oracles: a network that was described with the new sizes and has the same parameters, and the update rule by hand.
 */
@Timeout(120)
class TransferSizesTest {

    private static final int FRONT = 5;
    private static final int NEW = 4;

    /** DL4J 1.0.0-M2.1 makes transferred graphs in float, whatever the old one was. */
    private static final double FLOAT = 1e-6;

    /** A kind of layer, its gates of one circuit or of three. */
    record Case(QuantumLayer kind, int circuits) {

        Layer layer() {
            return circuits == 1 ? kind.layer() : BankTest.layer(kind, circuits, Ansatz.paper(2, 1), Engine.CPU);
        }
    }

    static Stream<Case> cases() {
        return Stream.concat(
                Stream.of(QuantumLayer.values()).map(kind -> new Case(kind, 1)),
                Stream.of(QuantumLayer.VQC, QuantumLayer.QLSTM, QuantumLayer.QGRU)
                        .map(kind -> new Case(kind, 3)));
    }

    private static Layer[] layers(Case kind, int front, int out) {
        FeedForwardLayer layer = (FeedForwardLayer) kind.layer().clone();
        layer.setNIn(front);
        layer.setNOut(out);
        Layer first = kind.kind == QuantumLayer.VQC
                ? new DenseLayer.Builder().nIn(Networks.N_IN).nOut(front).build()
                : new LSTM.Builder().nIn(Networks.N_IN).nOut(front).build();
        Layer head = kind.kind == QuantumLayer.VQC ? Networks.output(out) : Networks.rnnOutput(out);
        return new Layer[] {first, layer, head};
    }

    private static NeuralNetConfiguration.Builder settings() {
        return new NeuralNetConfiguration.Builder()
                .seed(7)
                .dataType(DataType.DOUBLE)
                .updater(new Sgd(0.1));
    }

    private static MultiLayerNetwork network(Case kind, int front, int out) {
        MultiLayerConfiguration configuration =
                settings().list(layers(kind, front, out)).build();
        MultiLayerNetwork network = new MultiLayerNetwork(configuration);
        network.init();
        return Networks.scattered(network);
    }

    private static ComputationGraph graph(Case kind, int front, int out) {
        Layer[] layers = layers(kind, front, out);
        ComputationGraph graph = new ComputationGraph(settings()
                .graphBuilder()
                .addInputs("in")
                .addLayer("first", layers[0], "in")
                .addLayer("quantum", layers[1], "first")
                .addLayer("out", layers[2], "quantum")
                .setOutputs("out")
                .build());
        graph.init();
        graph.setParams(Networks.random(9, 1, graph.numParams()));
        return graph;
    }

    private static void assertIs(
            Case kind, int front, int out, int kept, MultiLayerNetwork before, MultiLayerNetwork after) {
        MultiLayerNetwork expected = network(kind, front, out);
        assertEquals(expected.numParams(), after.numParams());
        expected.paramTable().forEach((key, parameter) -> {
            assertArrayEquals(parameter.shape(), after.getParam(key).shape(), key);
            if (key.startsWith(kept + "_")) {
                assertEquals(before.getParam(key), after.getParam(key), key);
            }
        });
        expected.setParams(after.params());
        DataSet data = kind.kind.data();
        assertNear(expected.output(data.getFeatures()), after.output(data.getFeatures()), 0);
        expected.fit(data);
        after.fit(data);
        assertNear(expected.params(), after.params(), 1e-14);
        assertTrue(after.summary().contains(front + "," + out), after.summary());
    }

    /** An edited vertex has DL4J's default updater if none is named. */
    private static TransferLearning.GraphBuilder transfer(ComputationGraph graph) {
        return new TransferLearning.GraphBuilder(graph)
                .fineTuneConfiguration(new FineTuneConfiguration.Builder()
                        .updater(new Sgd(0.1))
                        .build());
    }

    private static void assertIs(
            Case kind, int front, int out, String kept, ComputationGraph before, ComputationGraph after) {
        ComputationGraph expected = graph(kind, front, out);
        assertEquals(expected.numParams(), after.numParams());
        assertNear(
                before.getLayer(kept).params().ravel(),
                after.getLayer(kept).params().ravel().castTo(DataType.DOUBLE),
                FLOAT);
        expected.setParams(after.params().castTo(DataType.DOUBLE));
        DataSet data = kind.kind.data();
        assertNear(
                expected.outputSingle(data.getFeatures()),
                after.outputSingle(data.getFeatures()).castTo(DataType.DOUBLE),
                FLOAT);
        expected.fit(data);
        after.fit(data);
        assertNear(expected.params(), after.params().castTo(DataType.DOUBLE), FLOAT);
        assertTrue(after.summary().contains(front + "," + out), after.summary());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aLayerInFrontChangesItsOutput(Case kind) {
        MultiLayerNetwork network = network(kind, FRONT, 3);
        assertIs(
                kind,
                NEW,
                3,
                2,
                network,
                new TransferLearning.Builder(network)
                        .nOutReplace(0, NEW, WeightInit.XAVIER)
                        .build());
        ComputationGraph graph = graph(kind, FRONT, 3);
        assertIs(
                kind,
                NEW,
                3,
                "out",
                graph,
                transfer(graph).nOutReplace("first", NEW, WeightInit.XAVIER).build());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void itsOwnOutputChanges(Case kind) {
        // Two qubits: of two outputs no map is needed, so that one comes or goes with the size.
        for (int[] outs : new int[][] {{3, NEW}, {3, 2}, {2, 3}}) {
            MultiLayerNetwork network = network(kind, FRONT, outs[0]);
            assertIs(
                    kind,
                    FRONT,
                    outs[1],
                    0,
                    network,
                    new TransferLearning.Builder(network)
                            .nOutReplace(1, outs[1], WeightInit.XAVIER)
                            .build());
            ComputationGraph graph = graph(kind, FRONT, outs[0]);
            assertIs(
                    kind,
                    FRONT,
                    outs[1],
                    "first",
                    graph,
                    transfer(graph)
                            .nOutReplace("quantum", outs[1], WeightInit.XAVIER)
                            .build());
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void itsOwnInputChangesWithTheLayerInFront(Case kind) {
        MultiLayerNetwork network = network(kind, FRONT, 3);
        MultiLayerNetwork replaced = new TransferLearning.Builder(network)
                .nInReplace(1, NEW, WeightInit.XAVIER)
                .nOutReplace(0, NEW, WeightInit.XAVIER)
                .build();
        assertIs(kind, NEW, 3, 2, network, replaced);
        ComputationGraph graph = graph(kind, FRONT, 3);
        ComputationGraph replacedGraph = transfer(graph)
                .nInReplace("quantum", NEW, WeightInit.XAVIER)
                .nOutReplace("first", NEW, WeightInit.XAVIER)
                .build();
        assertIs(kind, NEW, 3, "out", graph, replacedGraph);
    }

    /** p - rate (gradient + l2 p) for weights; biases and angles know no l2. */
    @ParameterizedTest
    @MethodSource("cases")
    void fineTuningReachesUpdaterAndL2(Case kind) {
        MultiLayerNetwork network = network(kind, FRONT, 3);
        MultiLayerNetwork tuned = new TransferLearning.Builder(network)
                .fineTuneConfiguration(new FineTuneConfiguration.Builder()
                        .updater(new Sgd(0.03))
                        .l2(0.2)
                        .build())
                .build();
        DataSet data = kind.kind.data();
        Networks.gradient(network, data);
        tuned.fit(data);
        network.getLayer(1).paramTable().forEach((name, before) -> {
            INDArray gradient = network.gradient().getGradientFor("1_" + name).div(QuantumLayer.MINIBATCH);
            INDArray expected = before.sub(
                    gradient.add(before.mul(name.endsWith("W") ? 0.2 : 0)).mul(0.03));
            assertNear(expected, tuned.getParam("1_" + name), 1e-12);
        });
    }
}
