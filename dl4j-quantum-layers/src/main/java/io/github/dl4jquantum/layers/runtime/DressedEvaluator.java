package io.github.dl4jquantum.layers.runtime;

import io.github.dl4jquantum.engine.Execution;
import io.github.dl4jquantum.engine.spi.CircuitEngine;
import io.github.dl4jquantum.engine.spi.CircuitEvaluator;
import io.github.dl4jquantum.engine.spi.Precision;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The work of a {@link DressedCircuit} on rows of numbers, forward and back: linear maps by ND4J, the circuits by an engine.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
final class DressedEvaluator<A> {

    private final DressedCircuit circuit;
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

    /** @param type what {@code precision} is to ND4J */
    DressedEvaluator(DressedCircuit circuit, CircuitEngine engine, DataType type, Precision<A> precision) {
        this.circuit = circuit;
        this.type = type;
        this.precision = precision;
        evaluator = new BankEvaluator<>(engine, circuit.circuit(), circuit.circuits(), precision);
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
        INDArray outputWeights = named.get(DressedCircuit.OUTPUT_W);
        if (outputWeights == null) {
            HostArrays.fill(out, z, precision);
        } else {
            expectations = detached(x.size(0), z);
            expectations.mmuli(outputWeights, out);
            out.addiRowVector(named.get(DressedCircuit.OUTPUT_B));
        }
    }

    /** The circuits' expectations. */
    private A evaluate(INDArray x, boolean training) {
        INDArray weights = parameters.get(DressedCircuit.PROJECTION_W);
        INDArray q = weights == null ? x : x.mmul(weights).addiRowVector(parameters.get(DressedCircuit.PROJECTION_B));
        INDArray angles = parameters.get(DressedCircuit.ANGLES);
        A theta = angles == null ? precision.allocate(0) : HostArrays.copyOf(angles, precision);
        differentiable = training;
        return evaluator.forward((int) x.size(0), HostArrays.copyOf(q, precision), theta, training);
    }

    private INDArray detached(long count, A z) {
        try (MemoryWorkspace outside = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
            INDArray array = Nd4j.createUninitialized(type, new long[] {count, circuit.expectations()}, 'f');
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
        INDArray outputWeights = parameters.get(DressedCircuit.OUTPUT_W);
        if (outputWeights != null) {
            gradients
                    .get(DressedCircuit.OUTPUT_W)
                    .assign(expectations.transpose().mmul(upstream));
            gradients.get(DressedCircuit.OUTPUT_B).assign(upstream.sum(true, 0));
            ofZ = upstream.mmul(outputWeights.transpose());
        }
        var found = evaluator.backward(HostArrays.copyOf(ofZ, precision));
        if (parameters.containsKey(DressedCircuit.ANGLES)) {
            HostArrays.fill(gradients.get(DressedCircuit.ANGLES), found.parameters(), precision);
        }
        INDArray ofQ = Nd4j.createUninitialized(type, new long[] {x.size(0), circuit.inputs()}, 'f');
        HostArrays.fill(ofQ, found.inputs(), precision);
        INDArray weights = parameters.get(DressedCircuit.PROJECTION_W);
        if (weights == null) {
            return ofQ;
        }
        gradients.get(DressedCircuit.PROJECTION_W).assign(x.transpose().mmul(ofQ));
        gradients.get(DressedCircuit.PROJECTION_B).assign(ofQ.sum(true, 0));
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
