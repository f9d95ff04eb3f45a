package io.github.dl4jquantum.engine;

import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.circuit.Gate;
import io.github.dl4jquantum.circuit.GlobalPhase;
import io.github.dl4jquantum.circuit.PrimitiveGate;
import io.github.dl4jquantum.circuit.Unitary;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The state {@code U(x, theta) |0...0>} that a circuit leaves, global phase included, for one example: 2^n complex
 * amplitudes in double, qubit 0 the most significant bit of their index. Made gate by gate of the gates' matrices; not for
 * training, which {@link CircuitFunction} and the layers are for.
 */
public final class Statevector {

    private final int qubits;
    private double[] real;
    private double[] imaginary;

    private Statevector(int qubits) {
        this.qubits = qubits;
        real = new double[1 << qubits];
        imaginary = new double[1 << qubits];
        real[0] = 1;
    }

    /**
     * Runs a circuit.
     *
     * @param circuit the circuit to run; its observables do not matter
     * @param inputs x, [inputs]
     * @param parameters theta, [parameters]
     * @return the state
     * @throws IllegalArgumentException if a length does not fit the circuit
     */
    public static Statevector of(Circuit circuit, double[] inputs, double[] parameters) {
        if (inputs.length != circuit.inputs() || parameters.length != circuit.parameters()) {
            throw new IllegalArgumentException(
                    inputs.length + " inputs and " + parameters.length + " parameters do not fit " + circuit + ".");
        }
        Statevector state = new Statevector(circuit.qubits());
        for (PrimitiveGate gate : circuit.primitives()) {
            double[] angles = gate.angles().stream()
                    .mapToDouble(angle -> angle.value(inputs, parameters))
                    .toArray();
            if (gate instanceof GlobalPhase) {
                state.turn(angles[0]);
            } else {
                state.apply(gate, gate.matrix(angles));
            }
        }
        return state;
    }

    /**
     * The states of a minibatch.
     *
     * @param circuit the circuit to run; its observables do not matter
     * @param inputs x, [minibatch][inputs]
     * @param parameters theta, [parameters], of all examples
     * @return DOUBLE [2 * 2^n, minibatch], real parts above imaginary parts; 'c' order
     * @throws IllegalArgumentException if a length does not fit the circuit
     */
    public static INDArray columns(Circuit circuit, double[][] inputs, double[] parameters) {
        int states = 1 << circuit.qubits();
        double[] all = new double[2 * states * inputs.length];
        for (int column = 0; column < inputs.length; column++) {
            Statevector state = of(circuit, inputs[column], parameters);
            for (int k = 0; k < states; k++) {
                all[k * inputs.length + column] = state.real[k];
                all[(states + k) * inputs.length + column] = state.imaginary[k];
            }
        }
        return Nd4j.create(all, new long[] {2L * states, inputs.length}, 'c');
    }

    private void turn(double phase) {
        double c = Math.cos(phase);
        double s = Math.sin(phase);
        for (int k = 0; k < real.length; k++) {
            double re = real[k];
            real[k] = c * re - s * imaginary[k];
            imaginary[k] = c * imaginary[k] + s * re;
        }
    }

    private void apply(Gate gate, Unitary unitary) {
        double[] re = new double[real.length];
        double[] im = new double[real.length];
        int[] places = places(gate.qubits());
        int all = places[places.length - 1];
        for (int base = 0; base < real.length; base++) {
            if ((base & all) == 0) {
                for (int row = 0; row < unitary.size(); row++) {
                    int to = base | places[row];
                    for (int column = 0; column < unitary.size(); column++) {
                        int from = base | places[column];
                        double u = unitary.real(row, column);
                        double v = unitary.imaginary(row, column);
                        re[to] += u * real[from] - v * imaginary[from];
                        im[to] += u * imaginary[from] + v * real[from];
                    }
                }
            }
        }
        real = re;
        imaginary = im;
    }

    /** Of each number of the given qubits' bits, the first the most significant, those bits in an amplitude's index. */
    private int[] places(List<Integer> on) {
        int[] places = new int[1 << on.size()];
        for (int value = 0; value < places.length; value++) {
            for (int k = 0; k < on.size(); k++) {
                if ((value >> (on.size() - 1 - k) & 1) == 1) {
                    places[value] |= 1 << (qubits - 1 - on.get(k));
                }
            }
        }
        return places;
    }

    /** {@return the number of qubits n} */
    public int qubits() {
        return qubits;
    }

    /** {@return real parts of the amplitudes, [2^n]} */
    public double[] real() {
        return real.clone();
    }

    /** {@return imaginary parts of the amplitudes, [2^n]} */
    public double[] imaginary() {
        return imaginary.clone();
    }

    /** {@return the probability of each basis state, [2^n]} */
    public double[] probabilities() {
        double[] probabilities = new double[real.length];
        for (int k = 0; k < real.length; k++) {
            probabilities[k] = real[k] * real[k] + imaginary[k] * imaginary[k];
        }
        return probabilities;
    }

    /**
     * {@return the fidelity {@code |<this|other>|²}: 1 for the same state up to a phase, 0 for orthogonal ones}
     *
     * @param other a state of as many qubits
     * @throws IllegalArgumentException for another number of qubits
     */
    public double fidelity(Statevector other) {
        if (qubits != other.qubits) {
            throw new IllegalArgumentException("States of " + qubits + " and " + other.qubits
                    + " qubits have no overlap; compare states of as many qubits.");
        }
        double re = 0;
        double im = 0;
        for (int k = 0; k < real.length; k++) {
            re += real[k] * other.real[k] + imaginary[k] * other.imaginary[k];
            im += real[k] * other.imaginary[k] - imaginary[k] * other.real[k];
        }
        return re * re + im * im;
    }

    /**
     * A Hermitian matrix of trace 1.
     *
     * @param size number of rows
     * @param real real parts, row by row
     * @param imaginary imaginary parts, row by row
     */
    public record DensityMatrix(int size, double[] real, double[] imaginary) {

        /** {@return tr rho²: 1 for a pure state, 1 / size for the maximally mixed one} */
        public double purity() {
            double sum = 0;
            for (int k = 0; k < real.length; k++) {
                sum += real[k] * real[k] + imaginary[k] * imaginary[k];
            }
            return sum;
        }
    }

    /** Most qubits of a {@link #reduced} density matrix: 1,048,576 entries. */
    public static final int MAX_REDUCED = 10;

    /**
     * {@return the density matrix of some qubits, the others traced out:
     * {@code rho_ij = sum_e psi_(i, e) conj(psi_(j, e))}}
     *
     * @param kept the qubits, the first the most significant bit of i
     * @throws IllegalArgumentException for a qubit that is not there or named twice, or more than {@value #MAX_REDUCED}
     */
    public DensityMatrix reduced(List<Integer> kept) {
        if (kept.isEmpty()
                || kept.size() > MAX_REDUCED
                || kept.stream().distinct().count() != kept.size()
                || kept.stream().anyMatch(qubit -> qubit < 0 || qubit >= qubits)) {
            throw new IllegalArgumentException("Qubits " + kept + " of " + qubits
                    + " have no density matrix; name 1 to " + MAX_REDUCED + " different ones.");
        }
        int[] places = places(kept);
        int size = places.length;
        double[] re = new double[size * size];
        double[] im = new double[size * size];
        for (int base = 0; base < real.length; base++) {
            if ((base & places[size - 1]) == 0) {
                for (int i = 0; i < size; i++) {
                    int a = base | places[i];
                    for (int j = 0; j < size; j++) {
                        int b = base | places[j];
                        re[i * size + j] += real[a] * real[b] + imaginary[a] * imaginary[b];
                        im[i * size + j] += imaginary[a] * real[b] - real[a] * imaginary[b];
                    }
                }
            }
        }
        return new DensityMatrix(size, re, im);
    }
}
