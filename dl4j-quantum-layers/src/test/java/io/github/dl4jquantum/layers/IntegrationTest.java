package io.github.dl4jquantum.layers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
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
import org.deeplearning4j.nn.transferlearning.FineTuneConfiguration;
import org.deeplearning4j.nn.transferlearning.TransferLearning;
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
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** The layers inside DL4J's wrappers and beside its other pieces. Oracle: central differences, where gradients pass. */
@Timeout(120)
class IntegrationTest {

    private static final int STEPS = 4;
    private static final int MINIBATCH = 3;

    @BeforeAll
    static void computeInDouble() {
        GradientChecks.computeInDouble();
    }

    @AfterAll
    static void restoreFloat() {
        GradientChecks.restoreFloat();
    }

    @Test
    void lastTimeStep() {
        checkFeedForwardHead(new LastTimeStep(qlstm()), InputType.recurrent(Networks.N_IN));
    }

    @ParameterizedTest
    @EnumSource(Bidirectional.Mode.class)
    void bidirectionalInEveryMode(Bidirectional.Mode mode) {
        checkRecurrentHead(new Bidirectional(mode, qlstm()), InputType.recurrent(Networks.N_IN));
    }

    /** Forward alone: in DL4J 1.0.0-M2.1 the gradient of this pair of wrappers fails whatever the layer. */
    @Test
    void bidirectionalLastTimeStep() {
        Layer both = new Bidirectional(Bidirectional.Mode.CONCAT, new LastTimeStep(qlstm()));
        InputType type = InputType.recurrent(Networks.N_IN);
        MultiLayerNetwork network = network(type, both, output());
        assertArrayEquals(
                new long[] {MINIBATCH, 4},
                network.feedForward(sequences(type)).get(1).shape());
        assertTrue(Double.isFinite(network.output(sequences(type)).sumNumber().doubleValue()));
    }

    @Test
    void maskZeroLayer() {
        Layer masking = new MaskZeroLayer.Builder()
                .setUnderlying(qlstm())
                .setMaskValue(0.0)
                .build();
        checkRecurrentHead(masking, InputType.recurrent(Networks.N_IN));
    }

    @Test
    void timeSeriesWithTheTimeAxisBeforeTheFeatures() {
        checkRecurrentHead(qlstm(), InputType.recurrent(Networks.N_IN, STEPS, RNNFormat.NWC));
    }

    @Test
    void globalPooling() {
        MultiLayerNetwork network = network(
                InputType.recurrent(Networks.N_IN), qlstm(), new GlobalPoolingLayer.Builder().build(), output());
        GradientChecks.check(network, sequences(InputType.recurrent(Networks.N_IN)), vectors(), null);
    }

    @Test
    void timeDistributedCircuit() {
        checkRecurrentHead(
                new TimeDistributed(vqc(), RNNFormat.NCW), InputType.recurrent(Networks.N_IN, STEPS, RNNFormat.NCW));
    }

    @Test
    void circuitBehindASequence() {
        checkRecurrentHead(qlstm(), InputType.recurrent(Networks.N_IN), vqc());
    }

    @Test
    void twoCellsOnTopOfEachOther() {
        checkRecurrentHead(qlstm(), InputType.recurrent(Networks.N_IN), qlstm());
    }

    @Test
    void computationGraphWithTwoInputs() {
        ComputationGraph graph = new ComputationGraph(new NeuralNetConfiguration.Builder()
                .dataType(DataType.DOUBLE)
                .updater(new Adam(0.05))
                .graphBuilder()
                .addInputs("sequence", "features")
                .setInputTypes(InputType.recurrent(Networks.N_IN), InputType.feedForward(5))
                .addLayer("cell", new LastTimeStep(qlstm()), "sequence")
                .addLayer("circuit", vqc(), "features")
                .addLayer("out", output(), "cell", "circuit")
                .setOutputs("out")
                .build());
        graph.init();
        INDArray[] inputs = {sequences(InputType.recurrent(Networks.N_IN)), Networks.random(5, MINIBATCH, 5)};
        INDArray[] labels = {vectors()};
        var data = new MultiDataSet(inputs, labels);
        double before = graph.score(data);
        for (int k = 0; k < 30; k++) {
            graph.fit(data);
        }
        assertTrue(graph.score(data) < before);
        assertArrayEquals(new long[] {1, 6}, graph.getParam("circuit_angles").shape());
    }

    @Test
    void aFrozenCellKeepsItsParametersUnderANewHead() {
        MultiLayerNetwork network = network(InputType.recurrent(Networks.N_IN), qlstm(), rnnOutput());
        MultiLayerNetwork transferred = new TransferLearning.Builder(network)
                .fineTuneConfiguration(new FineTuneConfiguration.Builder()
                        .updater(new Adam(0.1))
                        .build())
                .setFeatureExtractor(0)
                .nOutReplace(1, Networks.N_OUT, WeightInit.XAVIER)
                .build();
        INDArray before = transferred.getLayer(0).params().dup();
        INDArray head = transferred.getLayer(1).params().dup();
        INDArray labels = Networks.random(2, MINIBATCH, Networks.N_OUT, STEPS);
        transferred.fit(new DataSet(sequences(InputType.recurrent(Networks.N_IN)), labels));
        assertEquals(before, transferred.getLayer(0).params());
        assertNotEquals(head, transferred.getLayer(1).params());
    }

    @Test
    void minibatchesOfEverySizeAndLengthInOneFit() {
        MultiLayerNetwork network = network(InputType.recurrent(Networks.N_IN), qlstm(), rnnOutput());
        network.setLearningRate(0.01);
        for (int round = 0; round < 3; round++) {
            for (int[] shape : new int[][] {{1, 5}, {70, 2}, {3, 1}, {130, 4}}) {
                INDArray x = Networks.random(1, shape[0], Networks.N_IN, shape[1]);
                INDArray y = Networks.random(2, shape[0], Networks.N_OUT, shape[1]);
                network.fit(new DataSet(x, y));
                assertArrayEquals(y.shape(), network.output(x).shape());
            }
        }
        assertTrue(Double.isFinite(network.params().sumNumber().doubleValue()));
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

    private static QLSTM qlstm() {
        return new QLSTM.Builder().nOut(2).qubits(2).circuitLayers(1).build();
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
