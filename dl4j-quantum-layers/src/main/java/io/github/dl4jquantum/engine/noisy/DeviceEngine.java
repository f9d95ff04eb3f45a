package io.github.dl4jquantum.engine.noisy;

import io.github.dl4jquantum.backend.CircuitRunner;
import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.engine.spi.CircuitEngine;
import io.github.dl4jquantum.engine.spi.CircuitEvaluator;
import io.github.dl4jquantum.engine.spi.Precision;
import io.github.dl4jquantum.engine.spi.RecurrentCell;
import io.github.dl4jquantum.engine.spi.SequenceEvaluator;
import io.github.dl4jquantum.engine.spi.UnsupportedCircuitException;
import java.util.Objects;

/**
 * Circuits on a backend: a program for each example and each basis of measurement, compiled to the device's gates and
 * couplings. Gradients are those of parameter-shift, 2 or 4 such programs for each angle, all of a circuit's at once. A cell sends
 * the circuits of all its gates for the whole minibatch at once, then those that see what these have made.
 */
public final class DeviceEngine implements CircuitEngine {

    private final CircuitRunner runner;

    /** @param runner that sends the circuits */
    public DeviceEngine(CircuitRunner runner) {
        this.runner = Objects.requireNonNull(runner, "runner");
    }

    @Override
    public String name() {
        return runner.device().name();
    }

    /**
     * {@inheritDoc}
     *
     * @throws UnsupportedCircuitException if the device has too few qubits
     */
    @Override
    public <A> CircuitEvaluator<A> circuit(Circuit circuit, Precision<A> precision) {
        int qubits = runner.device().machine().qubits();
        if (circuit.qubits() > qubits) {
            throw new UnsupportedCircuitException(circuit + " does not fit " + name() + " of " + qubits
                    + " qubits; take a larger device, or fewer qubits.");
        }
        return new DeviceCircuit<>(circuit, runner, precision);
    }

    @Override
    public <A> SequenceEvaluator<A> cell(RecurrentCell cell, Precision<A> precision) {
        return new CellSequence<>(cell, this, precision);
    }
}
