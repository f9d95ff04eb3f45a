package io.github.dl4jquantum.engine.noisy;

import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.engine.spi.CircuitEngine;
import io.github.dl4jquantum.engine.spi.CircuitEvaluator;
import io.github.dl4jquantum.engine.spi.Precision;
import io.github.dl4jquantum.engine.spi.RecurrentCell;
import io.github.dl4jquantum.engine.spi.SequenceEvaluator;
import io.github.dl4jquantum.noise.NoiseModel;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Circuits of up to 8 qubits under a noise model: the density matrix as 4^n real Pauli expectations, exactly with exact
 * gradients, or by shots.
 *
 * <p>Cost: with n qubits, L layers and a minibatch of B, time and memory in proportion to B L n 4^n. The way back needs the
 * state before each rotation by a parameter: n L states of 4^n numbers. By shots, an example costs {@link #cost} circuits.
 */
public final class NoisyEngine implements CircuitEngine {

    private final NoiseModel noise;
    private final Shots shots;
    private final Mitigation mitigation;
    private final AtomicLong streams = new AtomicLong();

    /**
     * Gives exact expectations under noise.
     *
     * @param noise what acts after the gates and in the readout
     */
    public NoisyEngine(NoiseModel noise) {
        this(noise, null, Mitigation.NONE);
    }

    /**
     * Expectations under noise.
     *
     * @param noise what happens after gates and at readout
     * @param shots how expectations are sampled, null for exact ones
     * @param mitigation what is done against noise
     * @throws IllegalArgumentException if readout is to be inverted that says nothing
     */
    public NoisyEngine(NoiseModel noise, Shots shots, Mitigation mitigation) {
        this.noise = Objects.requireNonNull(noise, "noise");
        this.shots = shots;
        this.mitigation = Objects.requireNonNull(mitigation, "mitigation");
        mitigation.check(noise);
    }

    /**
     * What an example costs.
     *
     * @param forward circuits for its expectations, each run as often as there are shots
     * @param backward circuits for its gradients by parameter-shift
     */
    public record Cost(long forward, long backward) {}

    /**
     * {@return how many circuits an example takes by shots: bases x foldings, and as many for each shift of each angle}
     *
     * @param circuit what would be run
     */
    public Cost cost(Circuit circuit) {
        long forward = 0;
        long backward = 0;
        for (int folding : mitigation.foldings()) {
            Circuit folded = GateFolding.fold(circuit, folding);
            long bases = MeasuredBasis.of(folded, noise).size();
            forward += bases;
            backward += bases
                    * Lowering.of(folded, noise).occurrences().stream()
                            .mapToLong(one -> one.rule().terms().size())
                            .sum();
        }
        return new Cost(forward, shots == null || shots.exactGradients() ? 0 : backward);
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
    public <A> CircuitEvaluator<A> expectations(Circuit circuit, Precision<A> precision) {
        if (mitigation.foldings().equals(Mitigation.NONE.foldings())) {
            return one(circuit, precision);
        }
        return new ExtrapolatedCircuit<>(
                mitigation.foldings().stream()
                        .map(folding -> one(GateFolding.fold(circuit, folding), precision))
                        .toList(),
                mitigation.weights(),
                precision);
    }

    private <A> CircuitEvaluator<A> one(Circuit circuit, Precision<A> precision) {
        if (shots == null) {
            return exact(circuit, precision);
        }
        CircuitEvaluator<A> sampled = new ShotCircuit<>(
                circuit, noise, shots, mitigation.invertReadout(), streams.getAndIncrement(), precision);
        return shots.exactGradients() ? new ExactGradients<>(sampled, exact(circuit, precision)) : sampled;
    }

    /** Inverted readout is ideal readout, but for its shots. */
    private <A> CircuitEvaluator<A> exact(Circuit circuit, Precision<A> precision) {
        return new NoisyCircuit<>(circuit, mitigation.invertReadout() ? noise.withoutReadout() : noise, precision);
    }

    @Override
    public <A> SequenceEvaluator<A> cell(RecurrentCell cell, Precision<A> precision) {
        return new CellSequence<>(cell, this, precision);
    }

    /**
     * {@return the Pauli expectations {@code tr(P rho)} of the state before readout, for one example: all 4^n strings,
     * whose index has a digit to the base 4 for each qubit, qubit 0 the most significant: I, X, Y, Z} The density
     * matrix is {@code 2^-n sum_P r_P P}.
     *
     * @param circuit of up to 8 qubits
     * @param inputs [inputs]
     * @param parameters [parameters]
     */
    public double[] pauliExpectations(Circuit circuit, double[] inputs, double[] parameters) {
        try (NoisyCircuit<double[]> evaluator = new NoisyCircuit<>(circuit, noise, Precision.DOUBLE)) {
            return evaluator.pauliExpectations(inputs, parameters);
        }
    }
}
