package io.github.dl4jquantum.layers;

import static io.github.dl4jquantum.layers.Networks.assertNear;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.testing.Tolerances;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Sequences in parts, of different lengths, and with time before features. Oracle: the whole sequence, alone. */
@Timeout(60)
class SequencesTest {

    private static final int STEPS = 6;
    /** Lengths of the sequences of a minibatch. */
    private static final int[] LENGTHS = {6, 2, 4};

    @ParameterizedTest
    @CsvSource({"QLSTM, FLOAT", "QLSTM, DOUBLE", "QGRU, FLOAT", "QGRU, DOUBLE", "GRU, FLOAT", "GRU, DOUBLE"})
    void steppingEqualsTheWholeSequence(QuantumLayer kind, DataType type) {
        MultiLayerNetwork network = kind.network(kind.layer(), type, all -> all);
        network.setParams(Networks.random(8, 1, network.numParams()).castTo(type));
        INDArray x = kind.features(3, STEPS).castTo(type);
        INDArray whole = network.output(x);
        double tolerance = type == DataType.DOUBLE ? Tolerances.DOUBLE : 1e-5;
        for (int round = 0; round < 2; round++) {
            network.rnnClearPreviousState();
            for (int t = 0; t < STEPS; t++) {
                assertNear(steps(whole, t, t + 1), network.rnnTimeStep(steps(x, t, t + 1)), tolerance);
            }
        }
        network.rnnClearPreviousState();
        network.rnnTimeStep(steps(x, 0, 4));
        assertNear(steps(whole, 4, STEPS), network.rnnTimeStep(steps(x, 4, STEPS)), tolerance);
        INDArray another = kind.features(5, 1).castTo(type);
        String message = assertThrows(IllegalStateException.class, () -> network.rnnTimeStep(another))
                .getMessage();
        assertTrue(message.contains("rnnClearPreviousState()"), message);
    }

    /** The engine holds stored states until another sequence takes their place. */
    @ParameterizedTest
    @EnumSource(names = {"QLSTM", "QGRU", "GRU"})
    void storedStatesSurviveOtherSequencesAndCanBeTakenAwayAndPutBack(QuantumLayer kind) {
        MultiLayerNetwork network = kind.scattered(kind.layer(), all -> all);
        INDArray x = kind.features(3, STEPS);
        INDArray whole = network.output(x);
        network.rnnTimeStep(steps(x, 0, 2));
        network.output(kind.features(7, 2));
        Networks.gradient(network, kind.data(2, 3));
        assertNear(steps(whole, 2, 3), network.rnnTimeStep(steps(x, 2, 3)), Tolerances.DOUBLE);
        Map<String, INDArray> states = network.rnnGetPreviousState(0);
        network.rnnClearPreviousState();
        assertEquals(Map.of(), network.rnnGetPreviousState(0));
        assertNear(steps(whole, 0, 1), network.rnnTimeStep(steps(x, 0, 1)), Tolerances.DOUBLE);
        network.rnnSetPreviousState(0, states);
        assertNear(steps(whole, 3, 5), network.rnnTimeStep(steps(x, 3, 5)), Tolerances.DOUBLE);
        network.rnnSetPreviousState(0, states);
        INDArray another = kind.features(5, 1);
        String message = assertThrows(IllegalStateException.class, () -> network.rnnTimeStep(another))
                .getMessage();
        assertTrue(message.contains("of 3 sequences, the input of 5"), message);
    }

    @ParameterizedTest
    @EnumSource(names = {"QLSTM", "QGRU", "GRU"})
    void statesOfSteppingAndOfTruncatedBackpropagationAreKeptApart(QuantumLayer kind) {
        MultiLayerNetwork network = kind.scattered(kind.layer(), all -> all);
        INDArray x = kind.features(3, STEPS);
        INDArray whole = network.output(x);
        network.rnnTimeStep(steps(x, 0, 2));
        network.rnnActivateUsingStoredState(kind.features(7, 2), true, true);
        assertNear(steps(whole, 2, 3), network.rnnTimeStep(steps(x, 2, 3)), Tolerances.DOUBLE);
    }

    /** Oracle: DL4J's LSTM. */
    @ParameterizedTest
    @EnumSource(names = {"QLSTM", "QGRU", "GRU"})
    void layersAboveGetTheMaskThatTheyGetOfDl4jsLstm(QuantumLayer kind) {
        INDArray mask = Nd4j.ones(DataType.DOUBLE, 3, STEPS);
        var lstm = new LSTM.Builder().nIn(Networks.N_IN).nOut(kind.nOut).build();
        assertEquals(
                Networks.recurrent(lstm, kind.nOut, DataType.DOUBLE, Networks.noUpdater())
                        .getLayer(0)
                        .feedForwardMaskArray(mask, MaskState.Active, 3),
                kind.scattered(kind.layer(), all -> all).getLayer(0).feedForwardMaskArray(mask, MaskState.Active, 3));
    }

    @ParameterizedTest
    @EnumSource(names = {"QLSTM", "QGRU", "GRU"})
    void aSequenceThatIsNotToBeStoredLeavesTheStoredStates(QuantumLayer kind) {
        MultiLayerNetwork network = kind.scattered(kind.layer(), all -> all);
        INDArray x = kind.features(3, STEPS);
        INDArray whole = network.output(x);
        network.rnnActivateUsingStoredState(steps(x, 0, 2), false, true);
        for (int round = 0; round < 3; round++) {
            List<INDArray> activations = network.rnnActivateUsingStoredState(steps(x, 2, 4), false, false);
            assertNear(steps(whole, 2, 4), activations.get(activations.size() - 1), Tolerances.DOUBLE);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"QLSTM", "QGRU", "GRU"})
    void aComputationGraphDoesWhatAMultiLayerNetworkDoes(QuantumLayer kind) {
        ComputationGraph graph = Networks.graph(kind);
        MultiLayerNetwork network = kind.scattered(kind.layer(), all -> all);
        graph.setParams(network.params());
        INDArray x = kind.features(3, STEPS);
        INDArray whole = network.output(x);
        assertNear(whole, graph.outputSingle(x), 0);
        for (int t = 0; t < STEPS; t++) {
            assertNear(steps(whole, t, t + 1), graph.rnnTimeStep(steps(x, t, t + 1))[0], Tolerances.DOUBLE);
        }
        graph.setInputs(x);
        graph.setLabels(kind.labels(3, STEPS));
        graph.computeGradientAndScore();
        INDArray expected = Networks.gradient(network, kind.data(3, STEPS));
        assertNear(expected, graph.gradient().gradient().ravel(), Tolerances.DOUBLE);
    }

    /** Outputs, and gradients: those of the masked minibatch are the sum of what each sequence gives alone. */
    @ParameterizedTest
    @CsvSource({"QLSTM, true", "QLSTM, false", "QGRU, true", "QGRU, false", "GRU, true", "GRU, false"})
    void maskedSequencesOfDifferentLengthGetWhatEachWouldGetAlone(QuantumLayer kind, boolean paddedBefore) {
        MultiLayerNetwork network = kind.scattered(kind.layer(), all -> all);
        INDArray x = kind.features(LENGTHS.length, STEPS);
        INDArray labels = kind.labels(LENGTHS.length, STEPS);
        INDArray mask = Nd4j.zeros(DataType.DOUBLE, LENGTHS.length, STEPS);
        INDArray[] rows = new INDArray[LENGTHS.length];
        INDArray sum = network.params().ravel().mul(0);
        for (int k = 0; k < LENGTHS.length; k++) {
            int from = paddedBefore ? STEPS - LENGTHS[k] : 0;
            mask.get(NDArrayIndex.point(k), NDArrayIndex.interval(from, from + LENGTHS[k]))
                    .assign(1);
            DataSet alone = new DataSet(part(x, k, from), part(labels, k, from));
            rows[k] = network.output(alone.getFeatures());
            sum.addi(Networks.gradient(network, alone));
        }
        INDArray together = network.output(x, false, mask, mask);
        for (int k = 0; k < LENGTHS.length; k++) {
            assertNear(rows[k], part(together, k, paddedBefore ? STEPS - LENGTHS[k] : 0), Tolerances.DOUBLE);
        }
        assertNear(sum, Networks.gradient(network, new DataSet(x, labels, mask, mask)), Tolerances.DOUBLE);
    }

    /** Sequence k without its padding. */
    private static INDArray part(INDArray sequences, int k, int from) {
        return steps(sequences.get(NDArrayIndex.interval(k, k + 1)), from, from + LENGTHS[k])
                .dup();
    }

    @ParameterizedTest
    @EnumSource(names = {"QLSTM", "QGRU", "GRU"})
    void setInputTypeFindsTheSizeInBothFormatsWhichDoTheSame(QuantumLayer kind) {
        MultiLayerNetwork ncw = network(kind, RNNFormat.NCW);
        MultiLayerNetwork nwc = network(kind, RNNFormat.NWC);
        nwc.setParams(ncw.params());
        for (MultiLayerNetwork each : new MultiLayerNetwork[] {ncw, nwc}) {
            assertEquals(
                    Networks.N_IN,
                    ((FeedForwardLayer)
                                    each.getLayerWiseConfigurations().getConf(0).getLayer())
                            .getNIn());
        }
        INDArray x = Networks.random(1, 3, Networks.N_IN, STEPS);
        INDArray labels = Networks.random(2, 3, Networks.N_OUT, STEPS);
        INDArray timeFirst = x.permute(0, 2, 1).dup('c');
        assertNear(ncw.output(x), nwc.output(timeFirst).permute(0, 2, 1), Tolerances.DOUBLE);
        assertNear(
                Networks.gradient(ncw, new DataSet(x, labels)),
                Networks.gradient(
                        nwc, new DataSet(timeFirst, labels.permute(0, 2, 1).dup('c'))),
                Tolerances.DOUBLE);
        nwc.rnnClearPreviousState();
        INDArray first =
                nwc.rnnTimeStep(timeFirst.get(NDArrayIndex.all(), NDArrayIndex.interval(0, 2), NDArrayIndex.all()));
        assertNear(steps(ncw.output(x), 0, 2), first.permute(0, 2, 1), Tolerances.DOUBLE);
    }

    private static MultiLayerNetwork network(QuantumLayer kind, RNNFormat format) {
        MultiLayerNetwork network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .dataType(DataType.DOUBLE)
                .list()
                .layer(kind.sizedByInput())
                .layer(new RnnOutputLayer.Builder(LossFunction.MSE)
                        .nOut(Networks.N_OUT)
                        .activation(Activation.TANH)
                        .build())
                .setInputType(InputType.recurrent(Networks.N_IN, STEPS, format))
                .build());
        network.init();
        return Networks.scattered(network);
    }

    private static INDArray steps(INDArray sequence, int from, int to) {
        return sequence.get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.interval(from, to));
    }
}
