package io.github.dl4jquantum.layers.runtime;

import io.github.dl4jquantum.engine.Execution;
import io.github.dl4jquantum.engine.spi.CellParameter;
import io.github.dl4jquantum.engine.spi.CircuitEvaluator.Gradients;
import io.github.dl4jquantum.engine.spi.Precision;
import io.github.dl4jquantum.engine.spi.SequenceCell;
import io.github.dl4jquantum.engine.spi.SequenceEvaluator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.recurrent.BaseRecurrentLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A recurrent layer at work: hands whole sequences to what evaluates its cell.
 *
 * <p>A forward pass in training keeps the evaluator's tape, which the backward pass of the same iteration uses; DL4J's
 * own recurrent layers run forward twice.
 */
public abstract class RecurrentRuntime
        extends BaseRecurrentLayer<org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer> {

    private static final long serialVersionUID = 1L;

    /** Prepares the cell, for the {@link Execution} that the calling thread is in. */
    @FunctionalInterface
    public interface Evaluators {

        /**
         * {@return the cell's evaluator}
         *
         * @param <A> {@code float[]} or {@code double[]}
         * @param precision of the arithmetic
         */
        <A> SequenceEvaluator<A> in(Precision<A> precision);
    }

    private final transient SequenceCell cell;
    private final transient List<CellParameter> parameters;
    private final transient Evaluators evaluators;
    private transient Session<?> session;

    RecurrentRuntime(NeuralNetConfiguration conf, DataType dataType, SequenceCell cell, Evaluators evaluators) {
        super(conf, dataType);
        this.cell = cell;
        this.evaluators = evaluators;
        parameters = cell.parameters();
    }

    private Session<?> session() {
        if (session == null || session.execution != Execution.current()) {
            if (session != null) {
                session.settle();
                session.evaluator.close();
            }
            session = open(HostArrays.precision(dataType, layerConf().toString()));
        }
        return session;
    }

    private <A> Session<A> open(Precision<A> precision) {
        return new Session<>(precision, evaluators.in(precision), cell.states());
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspaceMgr) {
        return session().forward(training, Map.of(), workspaceMgr);
    }

    @Override
    public INDArray rnnTimeStep(INDArray input, LayerWorkspaceMgr workspaceMgr) {
        setInput(input, workspaceMgr);
        INDArray activations = session().forward(false, stateMap, workspaceMgr);
        session().storeStates(stateMap);
        return activations;
    }

    @Override
    public INDArray rnnActivateUsingStoredState(
            INDArray input, boolean training, boolean storeLastForTBPTT, LayerWorkspaceMgr workspaceMgr) {
        setInput(input, workspaceMgr);
        INDArray activations = session().forward(training, tBpttStateMap, workspaceMgr);
        if (storeLastForTBPTT) {
            session().storeStates(tBpttStateMap);
        }
        return activations;
    }

    @Override
    public Map<String, INDArray> rnnGetPreviousState() {
        settle();
        return super.rnnGetPreviousState();
    }

    @Override
    public void rnnSetPreviousState(Map<String, INDArray> states) {
        settle();
        super.rnnSetPreviousState(states);
    }

    @Override
    public Map<String, INDArray> rnnGetTBPTTState() {
        settle();
        return super.rnnGetTBPTTState();
    }

    @Override
    public void rnnSetTBPTTState(Map<String, INDArray> states) {
        settle();
        super.rnnSetTBPTTState(states);
    }

    @Override
    public void rnnClearPreviousState() {
        if (session != null) {
            session.held = null;
        }
        super.rnnClearPreviousState();
    }

    /** States lie where the engine keeps them until somebody asks for them. */
    private void settle() {
        if (session != null) {
            session.settle();
        }
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaceMgr) {
        return session().backward(epsilon, Integer.MAX_VALUE, workspaceMgr);
    }

    @Override
    public Pair<Gradient, INDArray> tbpttBackpropGradient(
            INDArray epsilon, int tbpttBackwardLength, LayerWorkspaceMgr workspaceMgr) {
        Pair<Gradient, INDArray> gradients = session().backward(epsilon, tbpttBackwardLength, workspaceMgr);
        session().storeStates(tBpttStateMap);
        return gradients;
    }

    @Override
    public Pair<INDArray, MaskState> feedForwardMaskArray(INDArray mask, MaskState state, int minibatchSize) {
        maskArray = mask;
        maskState = state;
        // As in DL4J's LSTM: what is masked here need not be masked again further up.
        return new Pair<>(mask, MaskState.Passthrough);
    }

    /** @throws IllegalArgumentException if there is no such parameter, or it has another shape */
    @Override
    public void setParam(String key, INDArray value) {
        INDArray parameter = params.get(key);
        if (parameter == null || !Arrays.equals(parameter.shape(), value.shape())) {
            throw new IllegalArgumentException("Parameter \"" + key + "\" of shape " + Arrays.toString(value.shape())
                    + " does not fit " + layerConf() + "; it has " + parameters + " " + layerId());
        }
        parameter.assign(value);
    }

    @Override
    public Gradient gradient() {
        throw new UnsupportedOperationException(layerConf() + " cannot be pretrained " + layerId());
    }

    @Override
    public Type type() {
        return Type.RECURRENT;
    }

    @Override
    public boolean isPretrainLayer() {
        return false;
    }

    @Override
    public void clear() {
        super.clear();
        if (session != null) {
            session.forget();
        }
    }

    /** The evaluator in the network's precision, and its last results. */
    private final class Session<A> {

        private final Precision<A> precision;
        private final SequenceEvaluator<A> evaluator;
        /** What the evaluator belongs to; null for the engine of the layer. */
        private final Execution execution = Execution.current();
        /** Keys of the stored states. */
        private final List<String> stateKeys;

        private SequenceEvaluator.Input<A> lastInput;
        private A lastParameters;
        private SequenceEvaluator.States<A> lastStates;
        /** Where the states belong that are stored, but that the evaluator still keeps; null for none. */
        private Map<String, INDArray> held;

        private SequenceEvaluator.States<A> heldStates;
        private int heldMinibatch;

        private int minibatch;
        private int steps;
        private boolean differentiable;

        Session(Precision<A> precision, SequenceEvaluator<A> evaluator, List<String> stateKeys) {
            this.precision = precision;
            this.evaluator = evaluator;
            this.stateKeys = stateKeys;
        }

        INDArray forward(boolean training, Map<String, INDArray> states, LayerWorkspaceMgr workspaceMgr) {
            assertInputSet(false);
            checkInput();
            applyDropOutIfNecessary(training, workspaceMgr);
            INDArray sequence = permuteIfNWC(input);
            minibatch = (int) sequence.size(0);
            steps = (int) sequence.size(2);
            A mask = maskArray == null ? null : HostArrays.copyOf(maskArray, precision);
            SequenceEvaluator.States<A> before = statesBefore(states);
            lastInput = new SequenceEvaluator.Input<>(
                    minibatch, steps, HostArrays.copyOf(sequence, precision), mask, before);
            lastParameters = parameters(training, workspaceMgr);
            var output = evaluator.forward(lastInput, lastParameters, training);
            lastStates = output.states();
            differentiable = training;
            return toArray(output.activations(), cell.nOut(), ArrayType.ACTIVATIONS, workspaceMgr);
        }

        private void checkInput() {
            long features = input.rank() == 3 ? permuteIfNWC(input).size(1) : -1;
            if (features != cell.nIn()) {
                throw new IllegalArgumentException("Input " + Arrays.toString(input.shape())
                        + " does not fit " + layerConf() + "; it must be [minibatch, "
                        + cell.nIn()
                        + ", time] in format NCW, this layer's is " + getDataFormat() + " " + layerId());
            }
        }

        /** Where the sequence goes on from: the stored states. */
        private SequenceEvaluator.States<A> statesBefore(Map<String, INDArray> stored) {
            if (stored == held) {
                checkStored(heldMinibatch);
                return heldStates;
            }
            settle();
            List<A> states = new ArrayList<>();
            for (String key : stateKeys) {
                INDArray state = stored.get(key);
                if (state != null) {
                    checkStored(state.size(0));
                    states.add(HostArrays.copyOf(state, precision));
                }
            }
            return () -> states;
        }

        private void checkStored(long sequences) {
            if (sequences != minibatch) {
                throw new IllegalStateException("The stored state is of " + sequences + " sequences, the input of "
                        + minibatch + "; call rnnClearPreviousState() first " + layerId());
            }
        }

        private A parameters(boolean training, LayerWorkspaceMgr workspaceMgr) {
            if (layerConf().getWeightNoise() == null) {
                return HostArrays.copyOf(paramsFlattened, precision);
            }
            A all = precision.allocate(Math.toIntExact(paramsFlattened.length()));
            for (CellParameter parameter : parameters) {
                INDArray noisy = getParamWithNoise(parameter.name(), training, workspaceMgr);
                HostArrays.copy(noisy, precision, all, parameter.offset());
            }
            return all;
        }

        /**
         * A sequence of the engine as an array of the network, in the layer's format. Its memory holds [minibatch,
         * time, features] in 'f' order: what output layers, to which every time step is an example, read as it is.
         */
        private INDArray toArray(A values, long features, ArrayType type, LayerWorkspaceMgr workspaceMgr) {
            long[] shape = {minibatch, steps, features};
            INDArray nwc = workspaceMgr.createUninitialized(type, dataType, shape, 'f');
            INDArray ncw = nwc.permute(0, 2, 1);
            HostArrays.fill(ncw, values, precision);
            return getDataFormat() == RNNFormat.NWC ? nwc : ncw;
        }

        Pair<Gradient, INDArray> backward(INDArray epsilon, int back, LayerWorkspaceMgr workspaceMgr) {
            assertInputSet(true);
            if (lastInput == null) {
                throw new IllegalStateException("Backpropagation without a forward pass before it " + layerId());
            }
            if (!differentiable) {
                // DL4J's FrozenLayerWithBackprop goes forward as if not in training, and then back.
                var again = evaluator.forward(lastInput, lastParameters, true).states();
                heldStates = heldStates == lastStates ? again : heldStates;
                lastStates = again;
                differentiable = true;
            }
            A upstream = HostArrays.copyOf(permuteIfNWC(epsilon), precision);
            Gradients<A> gradients = evaluator.backward(upstream, back);
            HostArrays.fill(gradientsFlattened, gradients.parameters(), precision);
            Gradient byName = new DefaultGradient();
            gradientViews.forEach(byName::setGradientFor);
            weightNoiseParams.clear();
            INDArray ofInput = toArray(gradients.inputs(), cell.nIn(), ArrayType.ACTIVATION_GRAD, workspaceMgr);
            return new Pair<>(byName, backpropDropOutIfPresent(ofInput));
        }

        /** The states after the last forward pass are what is stored from now on. */
        void storeStates(Map<String, INDArray> stored) {
            stored.clear();
            held = stored;
            heldStates = lastStates;
            heldMinibatch = minibatch;
        }

        /** Turns stored states that the evaluator still has into arrays of the network. */
        void settle() {
            if (held == null) {
                return;
            }
            List<A> states = heldStates.arrays();
            try (MemoryWorkspace outside = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
                for (int k = 0; k < stateKeys.size(); k++) {
                    INDArray state = Nd4j.createUninitialized(dataType, new long[] {heldMinibatch, cell.nOut()}, 'f');
                    HostArrays.fill(state, states.get(k), precision);
                    held.put(stateKeys.get(k), state);
                }
            }
            held = null;
        }

        void forget() {
            lastInput = null;
            lastParameters = null;
        }
    }
}
