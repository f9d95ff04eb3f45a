package io.github.dl4jquantum.engine.spi;

import io.github.dl4jquantum.circuit.Circuit;

/** Something that evaluates circuits and the recurrent cells made of them. Safe for use by several threads. */
public interface CircuitEngine {

    /** The engine's name in lower case, as results report it. */
    String name();

    /**
     * Prepares a circuit.
     *
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
     * @throws StateTooLargeException if its state does not fit in memory; nothing has been allocated then
     */
    <A> CircuitEvaluator<A> expectations(Circuit circuit, Precision<A> precision);

    /**
     * Prepares a recurrent cell.
     *
     * @throws StateTooLargeException if its states do not fit in memory; nothing has been allocated then
     */
    <A> SequenceEvaluator<A> cell(RecurrentCell cell, Precision<A> precision);
}
