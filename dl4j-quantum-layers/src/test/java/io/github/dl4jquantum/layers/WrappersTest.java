package io.github.dl4jquantum.layers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.conf.layers.recurrent.TimeDistributed;
import org.deeplearning4j.nn.conf.layers.util.MaskZeroLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** The layers inside DL4J's wrappers and beside its other pieces. Oracle: central differences, where gradients pass. */
@Timeout(120)
class WrappersTest {

    private static final int STEPS = 4;
    private static final int MINIBATCH = 3;
    private static final QuantumLayer[] RECURRENT = {QuantumLayer.QLSTM, QuantumLayer.QGRU, QuantumLayer.GRU};

    @BeforeAll
    static void computeInDouble() {
        GradientChecks.computeInDouble();
    }

    @AfterAll
    static void restoreFloat() {
        GradientChecks.restoreFloat();
    }

    @ParameterizedTest
    @EnumSource(names = {"QLSTM", "QGRU", "GRU"})
    void lastTimeStep(QuantumLayer kind) {
        checkFeedForwardHead(new LastTimeStep(kind.sizedByInput()), InputType.recurrent(Networks.N_IN));
    }

    @ParameterizedTest
    @EnumSource(Bidirectional.Mode.class)
    void bidirectionalInEveryMode(Bidirectional.Mode mode) {
        for (QuantumLayer kind : RECURRENT) {
            checkRecurrentHead(new Bidirectional(mode, kind.sizedByInput()), InputType.recurrent(Networks.N_IN));
        }
    }

    /** In NWC too, where DL4J 1.0.0-M2.1 reverses along the axis of the layer's format. */
    @ParameterizedTest
    @EnumSource(names = {"QLSTM", "QGRU", "GRU"})
    void bidirectionalWithTheTimeAxisBeforeTheFeatures(QuantumLayer kind) {
        checkRecurrentHead(
                new Bidirectional(Bidirectional.Mode.ADD, kind.sizedByInput()),
                InputType.recurrent(Networks.N_IN, STEPS, RNNFormat.NWC));
    }

    /** Forward alone: in DL4J 1.0.0-M2.1 the gradient of this pair of wrappers fails whatever the layer. */
    @ParameterizedTest
    @EnumSource(names = {"QLSTM", "QGRU", "GRU"})
    void bidirectionalLastTimeStep(QuantumLayer kind) {
        Layer both = new Bidirectional(Bidirectional.Mode.CONCAT, new LastTimeStep(kind.sizedByInput()));
        InputType type = InputType.recurrent(Networks.N_IN);
        MultiLayerNetwork network = network(type, both, output());
        assertArrayEquals(
                new long[] {MINIBATCH, 4},
                network.feedForward(sequences(type)).get(1).shape());
        assertTrue(Double.isFinite(network.output(sequences(type)).sumNumber().doubleValue()));
        DataSet data = new DataSet(sequences(type), vectors());
        // The day this does not throw, the gradient can be checked.
        assertThrows(RuntimeException.class, () -> network.fit(data));
    }

    @ParameterizedTest
    @EnumSource(names = {"QLSTM", "QGRU", "GRU"})
    void maskZeroLayer(QuantumLayer kind) {
        Layer masking = new MaskZeroLayer.Builder()
                .setUnderlying(kind.sizedByInput())
                .setMaskValue(0.0)
                .build();
        checkRecurrentHead(masking, InputType.recurrent(Networks.N_IN));
    }

    @ParameterizedTest
    @EnumSource(names = {"QLSTM", "QGRU", "GRU"})
    void globalPooling(QuantumLayer kind) {
        MultiLayerNetwork network = network(
                InputType.recurrent(Networks.N_IN),
                kind.sizedByInput(),
                new GlobalPoolingLayer.Builder().build(),
                output());
        GradientChecks.check(network, sequences(InputType.recurrent(Networks.N_IN)), vectors(), null);
    }

    @Test
    void timeDistributedCircuit() {
        checkRecurrentHead(
                new TimeDistributed(vqc(), RNNFormat.NCW), InputType.recurrent(Networks.N_IN, STEPS, RNNFormat.NCW));
    }

    @ParameterizedTest
    @EnumSource(names = {"QLSTM", "QGRU", "GRU"})
    void circuitBehindASequence(QuantumLayer kind) {
        checkRecurrentHead(kind.sizedByInput(), InputType.recurrent(Networks.N_IN), vqc());
    }

    @ParameterizedTest
    @EnumSource(names = {"QLSTM", "QGRU", "GRU"})
    void twoCellsOnTopOfEachOther(QuantumLayer kind) {
        checkRecurrentHead(kind.sizedByInput(), InputType.recurrent(Networks.N_IN), kind.sizedByInput());
    }

    @ParameterizedTest
    @EnumSource(names = {"QLSTM", "QGRU", "GRU"})
    void computationGraphWithTwoInputs(QuantumLayer kind) {
        ComputationGraph graph = new ComputationGraph(new NeuralNetConfiguration.Builder()
                .dataType(DataType.DOUBLE)
                .updater(Networks.noUpdater())
                .graphBuilder()
                .addInputs("sequence", "features")
                .setInputTypes(InputType.recurrent(Networks.N_IN), InputType.feedForward(5))
                .addLayer("cell", new LastTimeStep(kind.sizedByInput()), "sequence")
                .addLayer("circuit", vqc(), "features")
                .addLayer("out", output(), "cell", "circuit")
                .setOutputs("out")
                .build());
        graph.init();
        graph.setParams(Networks.random(9, 1, graph.numParams()));
        INDArray[] inputs = {sequences(InputType.recurrent(Networks.N_IN)), Networks.random(5, MINIBATCH, 5)};
        GradientChecks.check(graph, inputs, vectors());
        assertArrayEquals(new long[] {1, 6}, graph.getParam("circuit_angles").shape());
    }

    private static void checkRecurrentHead(Layer first, InputType type, Layer... more) {
        Layer[] layers = new Layer[more.length + 2];
        layers[0] = first;
        System.arraycopy(more, 0, layers, 1, more.length);
        layers[layers.length - 1] = rnnOutput();
        MultiLayerNetwork network = network(type, layers);
        INDArray labels = Networks.random(2, MINIBATCH, Networks.N_OUT, STEPS);
        boolean timeFirst = ((InputType.InputTypeRecurrent) type).getFormat() == RNNFormat.NWC;
        GradientChecks.check(network, sequences(type), timeFirst ? labels.permute(0, 2, 1) : labels, null);
    }

    private static void checkFeedForwardHead(Layer first, InputType type) {
        GradientChecks.check(network(type, first, output()), sequences(type), vectors(), null);
    }

    private static MultiLayerNetwork network(InputType type, Layer... layers) {
        NeuralNetConfiguration.ListBuilder list = new NeuralNetConfiguration.Builder()
                .seed(3)
                .dataType(DataType.DOUBLE)
                .weightInit(WeightInit.XAVIER)
                .updater(new Sgd(1))
                .list();
        for (Layer layer : layers) {
            list.layer(layer);
        }
        MultiLayerNetwork network =
                new MultiLayerNetwork(list.setInputType(type).build());
        network.init();
        return Networks.scattered(network);
    }

    private static VqcLayer vqc() {
        return new VqcLayer.Builder().nOut(3).qubits(2).circuitLayers(1).build();
    }

    private static RnnOutputLayer rnnOutput() {
        return new RnnOutputLayer.Builder(LossFunction.MSE)
                .nOut(Networks.N_OUT)
                .activation(Activation.IDENTITY)
                .build();
    }

    private static OutputLayer output() {
        return new OutputLayer.Builder(LossFunction.MSE)
                .nOut(Networks.N_OUT)
                .activation(Activation.IDENTITY)
                .build();
    }

    private static INDArray sequences(InputType type) {
        INDArray sequences = Networks.random(1, MINIBATCH, Networks.N_IN, STEPS);
        boolean timeFirst = ((InputType.InputTypeRecurrent) type).getFormat() == RNNFormat.NWC;
        return timeFirst ? sequences.permute(0, 2, 1).dup('c') : sequences;
    }

    private static INDArray vectors() {
        return Networks.random(2, MINIBATCH, Networks.N_OUT);
    }
}
