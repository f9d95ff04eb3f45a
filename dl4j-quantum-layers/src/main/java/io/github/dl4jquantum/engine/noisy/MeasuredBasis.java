package io.github.dl4jquantum.engine.noisy;

import io.github.dl4jquantum.circuit.Adjoint;
import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.circuit.Gate;
import io.github.dl4jquantum.circuit.H;
import io.github.dl4jquantum.circuit.Observable;
import io.github.dl4jquantum.circuit.Pauli;
import io.github.dl4jquantum.circuit.S;
import io.github.dl4jquantum.noise.NoiseModel;
import io.github.dl4jquantum.noise.ReadoutError;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Pauli strings that are measured together: on every qubit all of them have the same matrix, or none. The qubits that any of
 * them names are turned into the basis of Z, without noise, and read.
 */
final class MeasuredBasis {

    /** A weighted Pauli string of an observable; bit k of its mask is the k-th qubit read. */
    private record Share(int observable, double coefficient, SortedMap<Integer, Pauli> paulis) {}

    private final SortedMap<Integer, Pauli> basis = new TreeMap<>();
    private final List<Share> shares = new ArrayList<>();
    private int[] masks;
    private ReadoutError[] errors;

    private MeasuredBasis() {}

    /** All strings of a circuit's observables but the identity, each in the first basis that it fits. */
    static List<MeasuredBasis> of(Circuit circuit, NoiseModel noise) {
        List<MeasuredBasis> bases = new ArrayList<>();
        for (int k = 0; k < circuit.observables().size(); k++) {
            for (Observable.Term term : circuit.observables().get(k).terms()) {
                if (!term.paulis().isEmpty()) {
                    MeasuredBasis fit = bases.stream()
                            .filter(basis -> basis.fits(term.paulis()))
                            .findFirst()
                            .orElse(null);
                    if (fit == null) {
                        fit = new MeasuredBasis();
                        bases.add(fit);
                    }
                    fit.basis.putAll(term.paulis());
                    fit.shares.add(new Share(k, term.coefficient(), term.paulis()));
                }
            }
        }
        bases.forEach(basis -> basis.prepare(noise));
        return bases;
    }

    private boolean fits(Map<Integer, Pauli> paulis) {
        return paulis.entrySet().stream()
                .allMatch(factor -> basis.getOrDefault(factor.getKey(), factor.getValue()) == factor.getValue());
    }

    private void prepare(NoiseModel noise) {
        List<Integer> read = qubits();
        errors = read.stream().map(noise::readout).toArray(ReadoutError[]::new);
        masks = shares.stream()
                .mapToInt(share -> share.paulis.keySet().stream()
                        .mapToInt(qubit -> 1 << read.indexOf(qubit))
                        .sum())
                .toArray();
    }

    /** The Pauli strings whose expectations make up the distribution. */
    int[] strings(int qubits) {
        List<Integer> read = qubits();
        int[] strings = new int[1 << read.size()];
        for (int subset = 0; subset < strings.length; subset++) {
            for (int k = 0; k < read.size(); k++) {
                if ((subset >> k & 1) == 1) {
                    strings[subset] +=
                            PauliString.digit(basis.get(read.get(k))) * PauliString.stride(qubits, read.get(k));
                }
            }
        }
        return strings;
    }

    /**
     * Probabilities of all values read, bit k for the k-th qubit: {@code p(b) = 2^-k sum_S (-1)^(b S) r_S}, through the confusion
     * matrices.
     *
     * @param expectations r of {@link #strings}; overwritten
     */
    double[] probabilities(double[] expectations) {
        double[] p = expectations;
        for (int bit = 1; bit < p.length; bit *= 2) {
            ReadoutError error = errors[Integer.numberOfTrailingZeros(bit)];
            for (int b = 0; b < p.length; b++) {
                if ((b & bit) == 0) {
                    double zero = (p[b] + p[b | bit]) / 2;
                    double one = (p[b] - p[b | bit]) / 2;
                    p[b] = zero * (1 - error.read1Given0()) + one * error.read0Given1();
                    p[b | bit] = zero * error.read1Given0() + one * (1 - error.read0Given1());
                }
            }
        }
        return p;
    }

    /**
     * Adds what a number of shots say of each observable.
     *
     * @param expectations r of {@link #strings}; overwritten
     * @param invert whether readout is inverted
     * @param z one number for each observable
     */
    void sample(double[] expectations, int shots, SplittableRandom random, boolean invert, double[] z) {
        double[] upTo = probabilities(expectations);
        for (int b = 0; b < upTo.length; b++) {
            upTo[b] = Math.max(0, upTo[b]) + (b == 0 ? 0 : upTo[b - 1]); // rounding may leave -1e-17
        }
        int[] counts = new int[upTo.length];
        double all = upTo[upTo.length - 1];
        for (int shot = 0; shot < shots; shot++) {
            double drawn = random.nextDouble() * all;
            int found = Arrays.binarySearch(upTo, drawn);
            int state = found < 0 ? -found - 1 : found;
            while (state < upTo.length - 1 && upTo[state] <= drawn) { // only where it was met exactly
                state++;
            }
            counts[state]++;
        }
        for (int b = 0; b < counts.length; b++) {
            if (counts[b] > 0) {
                add(b, (double) counts[b] / shots, invert, z);
            }
        }
    }

    /**
     * Adds what reading one value says of each observable.
     *
     * @param read the value, bit k for the k-th qubit
     * @param frequency in how many of all shots it was read, times the weight of these shots
     */
    void add(int read, double frequency, boolean invert, double[] z) {
        for (int k = 0; k < masks.length; k++) {
            z[shares.get(k).observable] += shares.get(k).coefficient * frequency * value(read, masks[k], invert);
        }
    }

    /** The qubits read, in their order. */
    List<Integer> qubits() {
        return List.copyOf(basis.keySet());
    }

    /** Gates that turn them into the basis of Z: H for X, H S^-1 for Y. */
    List<Gate> turns() {
        List<Gate> turns = new ArrayList<>();
        basis.forEach((qubit, pauli) -> {
            if (pauli == Pauli.Y) {
                turns.add(new Adjoint(new S(qubit)));
            }
            if (pauli != Pauli.Z) {
                turns.add(new H(qubit));
            }
        });
        return turns;
    }

    /** The product of the values read on a string's qubits. */
    private double value(int read, int mask, boolean invert) {
        double product = 1;
        for (int rest = mask; rest != 0; rest &= rest - 1) {
            int k = Integer.numberOfTrailingZeros(rest);
            double value = (read >> k & 1) == 0 ? 1 : -1;
            product *= invert ? (value - errors[k].shift()) / errors[k].scale() : value;
        }
        return product;
    }
}
