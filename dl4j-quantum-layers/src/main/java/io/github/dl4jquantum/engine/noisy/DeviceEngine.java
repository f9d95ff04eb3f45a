package io.github.dl4jquantum.engine.noisy;

import io.github.dl4jquantum.backend.CircuitRunner;
import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.engine.spi.CircuitEngine;
import io.github.dl4jquantum.engine.spi.CircuitEvaluator;
import io.github.dl4jquantum.engine.spi.Precision;
import io.github.dl4jquantum.engine.spi.RecurrentCell;
import io.github.dl4jquantum.engine.spi.SequenceEvaluator;
import io.github.dl4jquantum.engine.spi.UnsupportedCircuitException;
import io.github.dl4jquantum.noise.NoiseModel;
import java.util.Objects;

/**
 * Circuits on a backend: a program for each example, each basis of measurement and each folding, compiled to the device's gates and
 * couplings. Gradients are those of parameter-shift, 2 or 4 such programs for each angle, all of a circuit's at once. A cell sends
 * the circuits of all its gates for the whole minibatch at once, then those that see what these have made.
 */
public final class DeviceEngine implements CircuitEngine {

    private final CircuitRunner runner;
    private final NoiseModel readout;
    private final Mitigation mitigation;

    /**
     * Circuits on a device.
     *
     * @param runner that sends the circuits
     * @param readout errors of the readout of the device's qubits, for the case that it is inverted
     * @param mitigation what is done against noise
     * @throws IllegalArgumentException if readout is to be inverted that says nothing
     */
    public DeviceEngine(CircuitRunner runner, NoiseModel readout, Mitigation mitigation) {
        this.runner = Objects.requireNonNull(runner, "runner");
        this.readout = Objects.requireNonNull(readout, "readout");
        this.mitigation = Objects.requireNonNull(mitigation, "mitigation");
        mitigation.check(readout);
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
    public <A> CircuitEvaluator<A> expectations(Circuit circuit, Precision<A> precision) {
        int qubits = runner.device().machine().qubits();
        if (circuit.qubits() > qubits) {
            throw new UnsupportedCircuitException(circuit + " does not fit " + name() + " of " + qubits
                    + " qubits; take a larger device, or fewer qubits.");
        }
        return new DeviceCircuit<>(circuit, runner, readout, mitigation, precision);
    }

    @Override
    public <A> SequenceEvaluator<A> cell(RecurrentCell cell, Precision<A> precision) {
        return new CellSequence<>(cell, this, precision);
    }
}
