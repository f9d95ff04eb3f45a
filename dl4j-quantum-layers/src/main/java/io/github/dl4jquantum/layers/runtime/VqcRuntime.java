package io.github.dl4jquantum.layers.runtime;

import io.github.dl4jquantum.engine.Execution;
import io.github.dl4jquantum.engine.spi.CircuitEvaluator;
import io.github.dl4jquantum.engine.spi.Precision;
import io.github.dl4jquantum.layers.VqcLayer;
import java.util.Arrays;
import java.util.Map;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.samediff.SameDiffLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.regularization.Regularization;

/**
 * A VqcLayer at work: linear maps by ND4J, the circuit by an engine.
 *
 * <p>Overrides what DL4J 1.0.0-M2.1's SameDiff layer gets wrong: its gradients are twice too large, {@code setParam}
 * assigns nothing, dropout and the regularisation's share of the score are left out.
 */
public final class VqcRuntime extends SameDiffLayer {

    private static final long serialVersionUID = 1L;

    private transient Session<?> session;

    public VqcRuntime(NeuralNetConfiguration conf, DataType dataType) {
        super(conf, dataType);
    }

    private VqcLayer vqc() {
        return (VqcLayer) conf.getLayer();
    }

    private Session<?> session() {
        if (session == null || session.execution != Execution.current()) {
            if (session != null) {
                session.evaluator.close();
            }
            session = open(HostArrays.precision(dataType, vqc().toString()));
        }
        return session;
    }

    private <A> Session<A> open(Precision<A> precision) {
        return new Session<>(
                precision,
                new BankEvaluator<>(vqc().engine().resolve(), vqc().circuit(), vqc().getCircuits(), precision));
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspaceMgr) {
        assertInputSet(false);
        if (input.rank() != 2 || input.size(1) != vqc().getNIn()) {
            throw new IllegalArgumentException("Input " + Arrays.toString(input.shape()) + " does not fit " + vqc()
                    + "; it must be [minibatch, " + vqc().getNIn() + "] " + layerId());
        }
        applyDropOutIfNecessary(training, workspaceMgr);
        return session().forward(training, workspaceMgr);
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaceMgr) {
        assertInputSet(true);
        return session().backward(epsilon, workspaceMgr);
    }

    @Override
    public void setParam(String key, INDArray value) {
        super.setParam(key, value); // Checks name and shape.
        paramTable.get(key).assign(value);
    }

    @Override
    public double calcRegularizationScore(boolean backpropParamsOnly) {
        double score = 0;
        for (Map.Entry<String, INDArray> parameter : paramTable().entrySet()) {
            var regularizations = layerConf().getRegularizationByParam(parameter.getKey());
            if (regularizations != null) {
                for (Regularization regularization : regularizations) {
                    score += regularization.score(parameter.getValue(), getIterationCount(), getEpochCount());
                }
            }
        }
        return score;
    }

    @Override
    public void clear() {
        super.clear();
        if (session != null) {
            session.forget();
        }
    }

    /** The engine's evaluator in the network's precision, and what the way back needs. */
    private final class Session<A> {

        private final Precision<A> precision;
        private final CircuitEvaluator<A> evaluator;
        /** What the evaluator belongs to; null for the engine of the layer. */
        private final Execution execution = Execution.current();
        /** Expectations of the last forward pass, outside all workspaces. */
        private INDArray expectations;

        private boolean differentiable;

        Session(Precision<A> precision, CircuitEvaluator<A> evaluator) {
            this.precision = precision;
            this.evaluator = evaluator;
        }

        INDArray forward(boolean training, LayerWorkspaceMgr workspaceMgr) {
            A z = evaluate(training);
            int minibatch = (int) input.size(0);
            INDArray out = workspaceMgr.createUninitialized(
                    ArrayType.ACTIVATIONS, dataType, new long[] {minibatch, vqc().getNOut()}, 'f');
            INDArray outputWeights = paramTable.get(VqcLayer.OUTPUT_W);
            if (outputWeights == null) {
                HostArrays.fill(out, z, precision);
            } else {
                expectations = detached(minibatch, z);
                expectations.mmuli(outputWeights, out);
                out.addiRowVector(paramTable.get(VqcLayer.OUTPUT_B));
            }
            return out;
        }

        /** The circuit's expectations. */
        private A evaluate(boolean training) {
            INDArray typed = input.castTo(dataType);
            INDArray weights = paramTable.get(VqcLayer.PROJECTION_W);
            INDArray q =
                    weights == null ? typed : typed.mmul(weights).addiRowVector(paramTable.get(VqcLayer.PROJECTION_B));
            differentiable = training;
            return evaluator.forward((int) input.size(0), HostArrays.copyOf(q, precision), angles(), training);
        }

        private INDArray detached(int minibatch, A z) {
            try (MemoryWorkspace outside = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
                long[] shape = {
                    minibatch,
                    (long) vqc().getCircuits() * vqc().circuit().observables().size()
                };
                INDArray array = Nd4j.createUninitialized(dataType, shape, 'f');
                HostArrays.fill(array, z, precision);
                return array;
            }
        }

        private A angles() {
            INDArray angles = paramTable.get(VqcLayer.ANGLES);
            return angles == null ? precision.allocate(0) : HostArrays.copyOf(angles, precision);
        }

        Pair<Gradient, INDArray> backward(INDArray epsilon, LayerWorkspaceMgr workspaceMgr) {
            if (!differentiable) {
                // DL4J's FrozenLayerWithBackprop goes forward as if not in training, and then back.
                evaluate(true);
            }
            INDArray upstream = epsilon.castTo(dataType);
            INDArray outputWeights = paramTable.get(VqcLayer.OUTPUT_W);
            if (outputWeights != null) {
                gradTable.get(VqcLayer.OUTPUT_W).assign(expectations.transpose().mmul(upstream));
                gradTable.get(VqcLayer.OUTPUT_B).assign(upstream.sum(true, 0));
                upstream = upstream.mmul(outputWeights.transpose());
            }
            var gradients = evaluator.backward(HostArrays.copyOf(upstream, precision));
            if (paramTable.containsKey(VqcLayer.ANGLES)) {
                HostArrays.fill(gradTable.get(VqcLayer.ANGLES), gradients.parameters(), precision);
            }
            long inputs = (long) vqc().getCircuits() * vqc().circuit().inputs();
            INDArray ofQ = Nd4j.createUninitialized(dataType, new long[] {epsilon.size(0), inputs}, 'f');
            HostArrays.fill(ofQ, gradients.inputs(), precision);
            INDArray ofInput = backToInput(ofQ, workspaceMgr);
            Gradient byName = new DefaultGradient();
            if (gradTable != null) { // DL4J makes none for a layer without parameters.
                gradTable.forEach(byName::setGradientFor);
            }
            return new Pair<>(byName, backpropDropOutIfPresent(ofInput));
        }

        private INDArray backToInput(INDArray ofQ, LayerWorkspaceMgr workspaceMgr) {
            INDArray weights = paramTable.get(VqcLayer.PROJECTION_W);
            if (weights == null) {
                return workspaceMgr.dup(ArrayType.ACTIVATION_GRAD, ofQ, 'f');
            }
            gradTable
                    .get(VqcLayer.PROJECTION_W)
                    .assign(input.castTo(dataType).transpose().mmul(ofQ));
            gradTable.get(VqcLayer.PROJECTION_B).assign(ofQ.sum(true, 0));
            INDArray ofInput = workspaceMgr.createUninitialized(
                    ArrayType.ACTIVATION_GRAD, dataType, new long[] {ofQ.size(0), vqc().getNIn()}, 'f');
            return ofQ.mmuli(weights.transpose(), ofInput);
        }

        void forget() {
            differentiable = false;
            expectations = null;
        }
    }
}
