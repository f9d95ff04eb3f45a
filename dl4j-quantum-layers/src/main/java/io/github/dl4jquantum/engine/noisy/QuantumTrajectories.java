package io.github.dl4jquantum.engine.noisy;

import io.github.dl4jquantum.circuit.AmplitudeEmbedding;
import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.circuit.Observable;
import io.github.dl4jquantum.circuit.PrimitiveGate;
import io.github.dl4jquantum.engine.spi.UnsupportedCircuitException;
import io.github.dl4jquantum.noise.NoiseModel;
import java.util.SplittableRandom;

/**
 * Expectations under noise of circuits that are too large for a density matrix: statevectors, each of which takes one Kraus
 * operator of every channel at random, K_m with probability {@code |K_m psi|^2} (Dalibard, Castin and Molmer, Phys. Rev. Lett.
 * 68, 580; Molmer, Castin and Dalibard, J. Opt. Soc. Am. B 10, 524). Readout is exact. There are no gradients.
 *
 * <p>Cost: each trajectory takes one or a few passes over 2^n amplitudes for every gate and channel; the error falls with the
 * square root of their number.
 */
public final class QuantumTrajectories {

    /** Most qubits: 65,536 amplitudes. */
    public static final int MAX_QUBITS = 16;

    /**
     * Means over trajectories.
     *
     * @param expectations one for each observable
     * @param errors their standard errors, the sample's deviation over the root of the number of trajectories
     */
    public record Estimate(double[] expectations, double[] errors) {}

    private final Circuit circuit;
    private final NoiseModel noise;

    /**
     * Prepares.
     *
     * @param circuit of up to {@value #MAX_QUBITS} qubits
     * @param noise what acts after the gates and in the readout
     * @throws UnsupportedCircuitException if there are too many qubits, or amplitudes are embedded
     */
    public QuantumTrajectories(Circuit circuit, NoiseModel noise) {
        if (circuit.qubits() > MAX_QUBITS) {
            throw new UnsupportedCircuitException(String.format(
                    "Trajectories of %d qubits would have %,d amplitudes each; use at most %d qubits, which have %,d.",
                    circuit.qubits(), 1L << circuit.qubits(), MAX_QUBITS, 1 << MAX_QUBITS));
        }
        if (AmplitudeEmbedding.of(circuit).isPresent()) {
            throw new UnsupportedCircuitException(
                    "Trajectories cannot embed amplitudes; encode by angles, or run without noise.");
        }
        this.circuit = circuit;
        this.noise = noise;
        circuit.primitives().forEach(noise::after); // what the model does not know is refused here
    }

    /**
     * {@return estimated expectations for one example}
     *
     * @param inputs [inputs]
     * @param parameters [parameters]
     * @param number of trajectories, at least 2
     * @param seed the same one gives the same numbers, on any number of threads
     * @throws IllegalArgumentException for fewer than 2 trajectories, or if an array's length does not fit
     */
    public Estimate estimate(double[] inputs, double[] parameters, int number, long seed) {
        if (number < 2) {
            throw new IllegalArgumentException(number + " trajectories have no error bar; take at least 2.");
        }
        NoisyTiles.checkLength("inputs", inputs, 1, circuit.inputs());
        NoisyTiles.checkLength("parameters", parameters, 1, circuit.parameters());
        double[][] values = new double[number][];
        NoisyTiles.forEach(
                number,
                NoisyTiles.threads(),
                k -> values[k] = trajectory(inputs, parameters, new SplittableRandom(mixed(seed, k))));
        int observables = circuit.observables().size();
        double[] means = new double[observables];
        double[] errors = new double[observables];
        for (int o = 0; o < observables; o++) {
            double sum = 0;
            for (double[] value : values) {
                sum += value[o];
            }
            means[o] = sum / number;
            double squares = 0;
            for (double[] value : values) {
                squares += (value[o] - means[o]) * (value[o] - means[o]);
            }
            errors[o] = Math.sqrt(squares / (number - 1) / number);
        }
        return new Estimate(means, errors);
    }

    private static long mixed(long seed, int index) {
        return new SplittableRandom(seed).nextLong() ^ new SplittableRandom(index).nextLong();
    }

    private double[] trajectory(double[] inputs, double[] parameters, SplittableRandom random) {
        TrajectoryState state = new TrajectoryState(circuit.qubits());
        for (PrimitiveGate gate : circuit.primitives()) {
            double[] angles = gate.angles().stream()
                    .mapToDouble(angle -> angle.value(inputs, parameters))
                    .toArray();
            state.apply(gate.matrix(angles), gate.qubits());
            noise.after(gate).forEach(one -> state.jump(one.channel().kraus(), one.qubits(), random.nextDouble()));
        }
        return circuit.observables().stream()
                .mapToDouble(observable -> expectation(state, observable))
                .toArray();
    }

    /** Through readout, which turns a Pauli matrix P into scale P + shift. */
    private double expectation(TrajectoryState state, Observable observable) {
        double sum = 0;
        for (Observable.Term term : observable.terms()) {
            sum += term.coefficient() * state.expectation(term.paulis(), noise);
        }
        return sum;
    }
}
