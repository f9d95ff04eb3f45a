package io.github.dl4jquantum.layers.runtime;

import io.github.dl4jquantum.engine.Execution;
import io.github.dl4jquantum.engine.spi.CircuitEvaluator;
import io.github.dl4jquantum.engine.spi.Precision;
import io.github.dl4jquantum.layers.CircuitLayer;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The work of a {@link CircuitLayer} on rows of numbers, forward and back: linear maps by ND4J, the circuits by an engine.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
final class DressedCircuit<A> {

    private final CircuitLayer layer;
    private final DataType type;
    private final Precision<A> precision;
    private final CircuitEvaluator<A> evaluator;
    /** What the evaluator belongs to; null for the engine of the layer. */
    private final Execution execution = Execution.current();

    /** Of the last forward pass. */
    private Map<String, INDArray> parameters;
    /** Expectations of the last forward pass, outside all workspaces; null where they are the output. */
    private INDArray expectations;

    private boolean differentiable;

    private DressedCircuit(CircuitLayer layer, DataType type, Precision<A> precision) {
        this.layer = layer;
        this.type = type;
        this.precision = precision;
        evaluator = new BankEvaluator<>(layer.resolveEngine(), layer.circuit(), layer.getCircuits(), precision);
    }

    /** @throws IllegalStateException if the type is neither FLOAT nor DOUBLE */
    static DressedCircuit<?> of(CircuitLayer layer, DataType type) {
        return of(layer, type, HostArrays.precision(type, layer.toString()));
    }

    private static <A> DressedCircuit<A> of(CircuitLayer layer, DataType type, Precision<A> precision) {
        return new DressedCircuit<>(layer, type, precision);
    }

    /**
     * Maps rows.
     *
     * @param x [rows, values]
     * @param named the layer's parameters by name
     * @param training whether {@link #backward} is likely to follow
     * @param out [rows, nOut] without gaps, to be filled
     */
    void forward(INDArray x, Map<String, INDArray> named, boolean training, INDArray out) {
        parameters = named;
        A z = evaluate(x, training);
        INDArray outputWeights = named.get(CircuitLayer.OUTPUT_W);
        if (outputWeights == null) {
            HostArrays.fill(out, z, precision);
        } else {
            expectations = detached(x.size(0), z);
            expectations.mmuli(outputWeights, out);
            out.addiRowVector(named.get(CircuitLayer.OUTPUT_B));
        }
    }

    /** The circuits' expectations. */
    private A evaluate(INDArray x, boolean training) {
        INDArray weights = parameters.get(CircuitLayer.PROJECTION_W);
        INDArray q = weights == null ? x : x.mmul(weights).addiRowVector(parameters.get(CircuitLayer.PROJECTION_B));
        INDArray angles = parameters.get(CircuitLayer.ANGLES);
        A theta = angles == null ? precision.allocate(0) : HostArrays.copyOf(angles, precision);
        differentiable = training;
        return evaluator.forward((int) x.size(0), HostArrays.copyOf(q, precision), theta, training);
    }

    private INDArray detached(long count, A z) {
        try (MemoryWorkspace outside = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
            INDArray array = Nd4j.createUninitialized(type, new long[] {count, layer.expectations()}, 'f');
            HostArrays.fill(array, z, precision);
            return array;
        }
    }

    /**
     * The gradients of {@code sum(y * upstream)} at the last {@link #forward}.
     *
     * @param x what that read: not kept since then, for it may lie in a workspace
     * @param upstream [rows, nOut]
     * @param gradients of the parameters by name, to be filled
     * @return of the rows, [rows, values], in the workspace that is open
     */
    INDArray backward(INDArray x, INDArray upstream, Map<String, INDArray> gradients) {
        if (!differentiable) {
            // DL4J's FrozenLayerWithBackprop goes forward as if not in training, and then back.
            evaluate(x, true);
        }
        INDArray ofZ = upstream;
        INDArray outputWeights = parameters.get(CircuitLayer.OUTPUT_W);
        if (outputWeights != null) {
            gradients.get(CircuitLayer.OUTPUT_W).assign(expectations.transpose().mmul(upstream));
            gradients.get(CircuitLayer.OUTPUT_B).assign(upstream.sum(true, 0));
            ofZ = upstream.mmul(outputWeights.transpose());
        }
        var found = evaluator.backward(HostArrays.copyOf(ofZ, precision));
        if (parameters.containsKey(CircuitLayer.ANGLES)) {
            HostArrays.fill(gradients.get(CircuitLayer.ANGLES), found.parameters(), precision);
        }
        long inputs = (long) layer.getCircuits() * layer.circuit().inputs();
        INDArray ofQ = Nd4j.createUninitialized(type, new long[] {x.size(0), inputs}, 'f');
        HostArrays.fill(ofQ, found.inputs(), precision);
        INDArray weights = parameters.get(CircuitLayer.PROJECTION_W);
        if (weights == null) {
            return ofQ;
        }
        gradients.get(CircuitLayer.PROJECTION_W).assign(x.transpose().mmul(ofQ));
        gradients.get(CircuitLayer.PROJECTION_B).assign(ofQ.sum(true, 0));
        return ofQ.mmul(weights.transpose());
    }

    /** Whether it belongs to the execution that the calling thread is in. */
    boolean isCurrent() {
        return execution == Execution.current();
    }

    /** Frees what the evaluator holds. */
    void close() {
        evaluator.close();
    }

    /** Forgets the last pass. */
    void forget() {
        differentiable = false;
        parameters = null;
        expectations = null;
    }
}
