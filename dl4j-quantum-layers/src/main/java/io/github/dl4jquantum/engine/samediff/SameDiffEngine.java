package io.github.dl4jquantum.engine.samediff;

import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.engine.spi.CircuitEngine;
import io.github.dl4jquantum.engine.spi.CircuitEvaluator;
import io.github.dl4jquantum.engine.spi.Precision;
import io.github.dl4jquantum.engine.spi.RecurrentCell;
import io.github.dl4jquantum.engine.spi.SequenceEvaluator;

/**
 * The engine made of {@link SDCircuit}: one SameDiff graph for each evaluator, on whatever ND4J backend is loaded. It
 * is the oracle of the other engines, and slow: each operation costs tens of microseconds whatever its size.
 */
public final class SameDiffEngine implements CircuitEngine {

    @Override
    public String name() {
        return "samediff";
    }

    @Override
    public <A> CircuitEvaluator<A> expectations(Circuit circuit, Precision<A> precision) {
        StateMemory.check(circuit, 1, false, precision);
        return new GraphCircuitEvaluator<>(circuit, new PlainArrays<>(precision));
    }

    @Override
    public <A> SequenceEvaluator<A> cell(RecurrentCell cell, Precision<A> precision) {
        StateMemory.check(cell, 1, false, precision);
        return new GraphSequenceEvaluator<>(cell, new PlainArrays<>(precision));
    }
}
