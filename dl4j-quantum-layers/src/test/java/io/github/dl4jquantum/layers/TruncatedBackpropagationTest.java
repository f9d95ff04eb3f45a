package io.github.dl4jquantum.layers;

import static io.github.dl4jquantum.layers.Networks.assertNear;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.dl4jquantum.circuit.Ansatz;
import io.github.dl4jquantum.engine.Engine;
import java.util.HashMap;
import java.util.Map;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.layers.recurrent.BaseRecurrentLayer;
import org.deeplearning4j.nn.layers.recurrent.RnnOutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.config.Sgd;

/**
 * Truncated backpropagation through time, chunk by chunk. Oracle: central differences of a chunk's loss in which the
 * cell's parameters vary over the chunk's last steps alone, while its earlier steps, and the state that the chunk before
 * left, stay as they were; the output layer's parameters vary over the whole chunk.
 */
@Timeout(60)
class TruncatedBackpropagationTest {

    private static final int STEPS = 6;
    private static final double RATE = 0.3;
    private static final double STEP = 1e-5;
    private static final LayerWorkspaceMgr NONE = LayerWorkspaceMgr.noWorkspaces();

    /** In DL4J 1.0.0-M2.1 a fit goes back through the whole chunk, whatever the backward length. */
    @ParameterizedTest
    @CsvSource({
        "QLSTM, 1, 2, 2",
        "QLSTM, 1, 4, 3",
        "QLSTM, 3, 4, 3",
        "QGRU, 1, 2, 2",
        "QGRU, 1, 4, 1",
        "QGRU, 3, 4, 1",
        "GRU, 1, 4, 3"
    })
    void aFitIsOneUpdatePerChunkFromTheStateThatTheLastOneLeft(QuantumLayer kind, int circuits, int forward, int back) {
        MultiLayerConfiguration conf =
                kind.configuration(layer(kind, circuits), DataType.DOUBLE, all -> all.updater(new Sgd(RATE)));
        conf.setBackpropType(BackpropType.TruncatedBPTT);
        conf.setTbpttFwdLength(forward);
        conf.setTbpttBackLength(back);
        MultiLayerNetwork network = new MultiLayerNetwork(conf);
        network.init();
        MultiLayerNetwork byHand = kind.scattered(layer(kind, circuits), all -> all);
        network.setParams(byHand.params());
        network.fit(kind.data(QuantumLayer.MINIBATCH, STEPS));

        Map<String, INDArray> state = Map.of();
        int chunks = 0;
        for (int from = 0; from < STEPS; from += forward) {
            Chunk chunk = Chunk.of(kind, byHand, state, from, Math.min(STEPS, from + forward), forward);
            state = chunk.stateAfter();
            byHand.params().subi(chunk.gradient().mul(RATE));
            chunks++;
        }
        assertEquals(chunks, network.getIterationCount());
        assertNear(byHand.params(), network.params(), 1e-8);
    }

    /** What the layer itself offers, and a ComputationGraph under errors from outside asks for. */
    @ParameterizedTest
    @CsvSource({
        "QLSTM, 1, 1",
        "QLSTM, 1, 2",
        "QLSTM, 1, 3",
        "QLSTM, 1, 9",
        "QLSTM, 3, 1",
        "QLSTM, 3, 3",
        "QLSTM, 3, 9",
        "QGRU, 1, 1",
        "QGRU, 1, 2",
        "QGRU, 1, 3",
        "QGRU, 1, 9",
        "QGRU, 3, 1",
        "QGRU, 3, 3",
        "GRU, 1, 1",
        "GRU, 1, 3",
        "GRU, 1, 9"
    })
    void theGradientGoesBackAsManyStepsAsAsked(QuantumLayer kind, int circuits, int back) {
        MultiLayerNetwork network = kind.scattered(layer(kind, circuits), all -> all);
        Map<String, INDArray> state = Chunk.of(kind, network, Map.of(), 0, 2, 2).stateAfter();
        Chunk chunk = Chunk.of(kind, network, state, 2, STEPS, back);
        INDArray expected = chunk.gradient();
        Map<String, INDArray> stateAfter = chunk.stateAfter();

        network.initGradientsView();
        BaseRecurrentLayer<?> cell = chunk.cell();
        cell.rnnSetTBPTTState(state);
        RnnOutputLayer head = (RnnOutputLayer) network.getLayer(1);
        head.setInput(cell.rnnActivateUsingStoredState(chunk.x(), true, false, NONE), NONE);
        head.setLabels(chunk.labels());
        INDArray upstream = head.backpropGradient(null, NONE).getSecond();
        INDArray ofInput = cell.tbpttBackpropGradient(upstream, back, NONE).getSecond();

        // As in DL4J's LSTM, this pass stores the state, too.
        assertEquals(stateAfter.keySet(), cell.rnnGetTBPTTState().keySet());
        stateAfter.forEach(
                (key, value) -> assertNear(value, cell.rnnGetTBPTTState().get(key), 1e-12));
        INDArray actual = cell.getGradientsViewArray().ravel().div(QuantumLayer.MINIBATCH);
        assertNear(expected.ravel().get(NDArrayIndex.interval(0, actual.length())), actual, 1e-8);
        int fixed = Math.max(0, STEPS - 2 - back);
        assertEquals(
                0, fixed == 0 ? 0 : Chunk.steps(ofInput, 0, fixed).amaxNumber().doubleValue());
    }

    private static Layer layer(QuantumLayer kind, int circuits) {
        return circuits == 1 ? kind.layer() : BankTest.layer(kind, circuits, Ansatz.paper(2, 1), Engine.CPU);
    }

    /** One stretch of the sequence, with the state before it. */
    private record Chunk(
            MultiLayerNetwork network,
            Map<String, INDArray> before,
            INDArray x,
            INDArray labels,
            int back,
            INDArray parameters) {

        static Chunk of(
                QuantumLayer kind,
                MultiLayerNetwork network,
                Map<String, INDArray> before,
                int from,
                int to,
                int back) {
            INDArray x = steps(kind.features(QuantumLayer.MINIBATCH, STEPS), from, to);
            INDArray labels = steps(kind.labels(QuantumLayer.MINIBATCH, STEPS), from, to);
            return new Chunk(network, before, x, labels, back, network.params().dup());
        }

        Map<String, INDArray> stateAfter() {
            cell().rnnSetTBPTTState(before);
            cell().rnnActivateUsingStoredState(x.dup(), true, true, NONE);
            return new HashMap<>(cell().rnnGetTBPTTState());
        }

        INDArray gradient() {
            INDArray gradient = parameters.ulike();
            for (long k = 0; k < gradient.length(); k++) {
                gradient.putScalar(k, (loss(k, STEP) - loss(k, -STEP)) / (2 * STEP));
            }
            network.setParams(parameters);
            return gradient;
        }

        /** DL4J's MSE: a sum over time, a mean over outputs and minibatch; one parameter is moved by {@code shift}. */
        private double loss(long parameter, double shift) {
            int time = (int) x.size(2);
            int fixed = Math.max(0, time - back);
            INDArray activations = Networks.random(0, x.size(0), Networks.N_OUT, time);
            network.setParams(parameters);
            cell().rnnSetTBPTTState(before);
            for (int t = 0; t < time; t++) {
                if (t == fixed) {
                    network.params().putScalar(parameter, parameters.getDouble(parameter) + shift);
                }
                INDArray y = cell().rnnActivateUsingStoredState(steps(x, t, t + 1), true, true, NONE);
                activations.put(
                        new INDArrayIndex[] {NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.interval(t, t + 1)},
                        y);
            }
            network.getLayer(1).setInput(activations, NONE);
            INDArray error = network.getLayer(1).activate(false, NONE).sub(labels);
            return error.mul(error).sumNumber().doubleValue() / Networks.N_OUT / x.size(0);
        }

        BaseRecurrentLayer<?> cell() {
            return (BaseRecurrentLayer<?>) network.getLayer(0);
        }

        static INDArray steps(INDArray sequence, int from, int to) {
            return sequence.get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.interval(from, to))
                    .dup();
        }
    }
}
