package io.github.dl4jquantum.engine.noisy;

import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.engine.spi.CircuitEngine;
import io.github.dl4jquantum.engine.spi.CircuitEvaluator;
import io.github.dl4jquantum.engine.spi.Precision;
import io.github.dl4jquantum.engine.spi.RecurrentCell;
import io.github.dl4jquantum.engine.spi.SequenceEvaluator;
import io.github.dl4jquantum.noise.NoiseModel;
import java.util.Objects;

/**
 * Circuits of up to 8 qubits under a noise model: the density matrix as 4^n real Pauli expectations, exactly, with exact
 * gradients.
 *
 * <p>Cost: with n qubits, L layers and a minibatch of B, time and memory in proportion to B L n 4^n. The way back needs the
 * state before each rotation by a parameter: n L states of 4^n numbers.
 */
public final class NoisyEngine implements CircuitEngine {

    private final NoiseModel noise;

    /** @param noise what happens after gates and at readout */
    public NoisyEngine(NoiseModel noise) {
        this.noise = Objects.requireNonNull(noise, "noise");
    }

    @Override
    public String name() {
        return "noisy";
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException for more than 8 qubits, or a gate that the noise model says nothing of
     */
    @Override
    public <A> CircuitEvaluator<A> circuit(Circuit circuit, Precision<A> precision) {
        return new NoisyCircuit<>(circuit, noise, precision);
    }

    @Override
    public <A> SequenceEvaluator<A> cell(RecurrentCell cell, Precision<A> precision) {
        throw new UnsupportedOperationException();
    }

    /**
     * The Pauli expectations {@code tr(P rho)} of the state before readout, for one example: all 4^n strings, whose index has
     * a digit to the base 4 for each qubit, qubit 0 the most significant: I, X, Y, Z. The density matrix is
     * {@code 2^-n sum_P r_P P}.
     *
     * @param inputs [inputs]
     * @param parameters [parameters]
     */
    public double[] pauliExpectations(Circuit circuit, double[] inputs, double[] parameters) {
        try (NoisyCircuit<double[]> evaluator = new NoisyCircuit<>(circuit, noise, Precision.DOUBLE)) {
            return evaluator.pauliExpectations(inputs, parameters);
        }
    }
}
