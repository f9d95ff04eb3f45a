package io.github.dl4jquantum.engine.cpu;

/**
 * What a circuit's run leaves for the way back.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
final class CircuitTrace<A> {

    /** The rows after each layer. */
    final A[][] tape;
    /** Expectations. */
    final A[] z;

    CircuitTrace(CircuitPlan plan, Kernels<A> kernels) {
        tape = LayerStack.tape(plan, kernels);
        z = kernels.realRows(plan.circuit().observables().size());
    }
}
