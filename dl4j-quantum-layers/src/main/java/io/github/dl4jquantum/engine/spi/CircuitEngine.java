package io.github.dl4jquantum.engine.spi;

import io.github.dl4jquantum.circuit.Circuit;

/**
 * Something that evaluates circuits and the recurrent cells made of them, {@link io.github.dl4jquantum.engine.Engine}'s
 * choice. Safe for use by several threads.
 */
public interface CircuitEngine {

    /** {@return the engine's name in lower case, as results report it} */
    String name();

    /**
     * Prepares a circuit.
     *
     * @param <A> {@code float[]} or {@code double[]}
     * @param circuit whose outputs may be expectations and variances
     * @param precision of the arithmetic
     * @return its evaluator, to be closed after use
     * @throws StateTooLargeException if its state does not fit in memory; nothing has been allocated then
     */
    default <A> CircuitEvaluator<A> circuit(Circuit circuit, Precision<A> precision) {
        return circuit.variances().isEmpty()
                ? expectations(circuit, precision)
                : new VarianceEvaluator<>(circuit, expectations(circuit.moments(), precision), precision);
    }

    /**
     * Prepares a circuit whose outputs are all expectations: {@link #circuit} makes variances of them.
     *
     * @param <A> {@code float[]} or {@code double[]}
     * @param circuit whose outputs are all expectations
     * @param precision of the arithmetic
     * @return its evaluator, to be closed after use
     * @throws StateTooLargeException if its state does not fit in memory; nothing has been allocated then
     */
    <A> CircuitEvaluator<A> expectations(Circuit circuit, Precision<A> precision);

    /**
     * Prepares a recurrent cell.
     *
     * @param <A> {@code float[]} or {@code double[]}
     * @param cell which cell, of which sizes
     * @param precision of the arithmetic
     * @return its evaluator, to be closed after use
     * @throws StateTooLargeException if its states do not fit in memory; nothing has been allocated then
     */
    <A> SequenceEvaluator<A> cell(RecurrentCell cell, Precision<A> precision);
}
