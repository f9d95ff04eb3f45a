package io.github.dl4jquantum.circuit;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Observables that belong together, and those given as matrices: all of them sums of Pauli strings. */
final class Observables {

    /** Coefficients below this part of the largest entry are rounding. */
    private static final double NEGLIGIBLE = 1e-15;

    private Observables() {}

    /** {@code sum_P tr(P M) / 2^k P} over all Pauli strings of k qubits, but those whose coefficient is 0. */
    static Observable of(Hermitian matrix, int... qubits) {
        checkQubits(matrix.size(), qubits);
        int size = matrix.size();
        double largest = 0;
        for (int entry = 0; entry < size * size; entry++) {
            largest = Math.max(largest, Math.hypot(matrix.real[entry], matrix.imaginary[entry]));
        }
        List<Observable.Term> terms = new ArrayList<>();
        for (int x = 0; x < size; x++) {
            for (int z = 0; z < size; z++) {
                double coefficient = trace(matrix, x, z) / size;
                if (Math.abs(coefficient) > NEGLIGIBLE * largest) {
                    terms.add(new Observable.Term(coefficient, string(x, z, qubits)));
                }
            }
        }
        return terms.isEmpty() ? Observable.pauli(0, "") : new Observable(terms);
    }

    private static void checkQubits(int size, int... qubits) {
        if (size != 1 << qubits.length) {
            throw new IllegalArgumentException("A matrix or state of size " + size + " does not fit " + qubits.length
                    + " qubits; name " + Integer.numberOfTrailingZeros(size) + " of them.");
        }
        SortedMap<Integer, Integer> places = new TreeMap<>();
        for (int qubit : qubits) {
            if (places.put(qubit, qubit) != null) {
                throw new IllegalArgumentException("Qubit " + qubit + " is named twice.");
            }
        }
    }

    /** tr(P M) of P = i^|x & z| X^x Z^z, whose column c has one entry, in row c ^ x. */
    private static double trace(Hermitian matrix, int x, int z) {
        double real = 0;
        double imaginary = 0;
        for (int column = 0; column < matrix.size(); column++) {
            int sign = Integer.bitCount(column & z) % 2 == 0 ? 1 : -1;
            real += sign * matrix.real(column, column ^ x);
            imaginary += sign * matrix.imaginary(column, column ^ x);
        }
        return switch (Integer.bitCount(x & z) % 4) {
            case 0 -> real;
            case 1 -> -imaginary;
            case 2 -> -real;
            default -> imaginary;
        };
    }

    /** X where only x has the qubit's bit, Z where only z has it, Y where both have. */
    private static SortedMap<Integer, Pauli> string(int x, int z, int... qubits) {
        SortedMap<Integer, Pauli> paulis = new TreeMap<>();
        for (int k = 0; k < qubits.length; k++) {
            boolean flips = (x >> (qubits.length - 1 - k) & 1) == 1;
            boolean signs = (z >> (qubits.length - 1 - k) & 1) == 1;
            if (flips || signs) {
                paulis.put(qubits[k], flips ? signs ? Pauli.Y : Pauli.X : Pauli.Z);
            }
        }
        return paulis;
    }

    /** |phi><phi| on the qubits, the identity on the others. */
    static Observable projector(Ket phi, int... qubits) {
        checkQubits(1 << phi.qubits(), qubits);
        double[] p = phi.real();
        double[] q = phi.imaginary();
        double[] real = new double[p.length * p.length];
        double[] imaginary = new double[real.length];
        for (int row = 0; row < p.length; row++) {
            for (int column = 0; column < p.length; column++) {
                real[row * p.length + column] = p[row] * p[column] + q[row] * q[column];
                imaginary[row * p.length + column] = q[row] * p[column] - p[row] * q[column];
            }
        }
        return of(new Hermitian(real, imaginary), qubits);
    }

    /**
     * The Hermitian matrix of which the expectation is a linear functional's real or imaginary part:
     * {@code O = |row><phi| + |phi><row|}, or {@code -i |row><phi| + i |phi><row|}; a basis state and a vector that have no
     * part in common.
     */
    static Observable exchange(int row, double[] p, double[] q, boolean ofImaginary, int... qubits) {
        int size = p.length;
        double[] real = new double[size * size];
        double[] imaginary = new double[size * size];
        for (int k = 0; k < size; k++) {
            double re = ofImaginary ? -q[k] : p[k];
            double im = ofImaginary ? -p[k] : -q[k];
            real[row * size + k] += re;
            imaginary[row * size + k] += im;
            real[k * size + row] += re;
            imaginary[k * size + row] -= im;
        }
        return of(new Hermitian(real, imaginary), qubits);
    }

    /**
     * Real parts of rho_ij, row by row, and behind them the imaginary parts: {@code rho_ij = <psi| (|j><i|) |psi>}.
     *
     * @param kept some of n qubits
     */
    static List<Observable> densityMatrix(int qubits, int... kept) {
        checkSome("Entries of the density matrix", Circuit.MAX_DENSITY_MATRIX, "Pauli strings", qubits, kept);
        int size = 1 << kept.length;
        List<Observable> entries = new ArrayList<>();
        for (int part = 0; part < 2; part++) {
            for (int i = 0; i < size; i++) {
                for (int j = 0; j < size; j++) {
                    double[] real = new double[size * size];
                    double[] imaginary = new double[size * size];
                    if (part == 0) {
                        real[j * size + i] += 0.5;
                        real[i * size + j] += 0.5;
                    } else {
                        // Im r = (r - conj r) / 2i
                        imaginary[j * size + i] -= 0.5;
                        imaginary[i * size + j] += 0.5;
                    }
                    entries.add(of(new Hermitian(real, imaginary), kept));
                }
            }
        }
        return entries;
    }

    /** The probability of each outcome of reading some of n qubits, the first the most significant bit of its number. */
    static List<Observable> probabilities(int qubits, int... read) {
        checkSome("Outcomes", Circuit.MAX_ALL_PROBABILITIES, "Observable.probability of some outcomes", qubits, read);
        List<Observable> outcomes = new ArrayList<>();
        for (int outcome = 0; outcome < 1 << read.length; outcome++) {
            char[] bits = "-".repeat(qubits).toCharArray();
            for (int k = 0; k < read.length; k++) {
                bits[read[k]] = (outcome >> (read.length - 1 - k) & 1) == 1 ? '1' : '0';
            }
            outcomes.add(Observable.probability(new String(bits)));
        }
        return outcomes;
    }

    private static void checkSome(String what, int most, String remedy, int qubits, int... some) {
        if (some.length < 1 || some.length > most) {
            throw new IllegalArgumentException(
                    what + " of " + some.length + " qubits cannot be listed; read at least 1 and at most " + most
                            + " qubits, or measure " + remedy + ".");
        }
        BitSet seen = new BitSet();
        for (int qubit : some) {
            if (qubit < 0 || qubit >= qubits || seen.get(qubit)) {
                throw new IllegalArgumentException(
                        "Qubit " + qubit + " is read twice or not in 0.." + (qubits - 1) + ".");
            }
            seen.set(qubit);
        }
    }
}
