package io.github.dl4jquantum.engine.cpu;

import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.circuit.Observable;
import io.github.dl4jquantum.circuit.Pauli;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Those Pauli strings of one observable that flip the same qubits, as one sparse matrix: it takes |state> to factor
 * |state ^ flips>. A sum of 2^n strings, which is what the probability of a basis state is, so becomes one entry.
 *
 * @param observable index of the observable
 * @param flips qubits under X or Y, as a mask
 * @param states the states with a factor that is not 0
 * @param factors their factors, real and imaginary part of each
 */
record OperatorEntries(int observable, int flips, int[] states, double[] factors) {

    /** All observables of a circuit; none where they are Z on every qubit, which needs no matrix. */
    static List<OperatorEntries> of(Circuit circuit) {
        List<OperatorEntries> all = new ArrayList<>();
        if (!isEachZ(circuit)) {
            for (int o = 0; o < circuit.observables().size(); o++) {
                Map<Integer, double[]> strings = new TreeMap<>();
                for (Observable.Term term : circuit.observables().get(o).terms()) {
                    add(term, circuit.qubits(), strings);
                }
                for (Map.Entry<Integer, double[]> one : strings.entrySet()) {
                    all.add(of(o, one.getKey(), one.getValue()));
                }
            }
        }
        return all;
    }

    /** Bytes of all observables of a circuit, at most. */
    static long bytes(Circuit circuit) {
        long matrices = isEachZ(circuit)
                ? 0
                : circuit.observables().stream()
                        .mapToLong(observable -> observable.terms().stream()
                                .map(term -> term.paulis().entrySet().stream()
                                        .filter(factor -> factor.getValue() != Pauli.Z)
                                        .map(Map.Entry::getKey)
                                        .toList())
                                .distinct()
                                .count())
                        .sum();
        return matrices * (Integer.BYTES + 2L * Double.BYTES) << circuit.qubits();
    }

    private static boolean isEachZ(Circuit circuit) {
        List<Observable> each =
                IntStream.range(0, circuit.qubits()).mapToObj(Observable::z).toList();
        return circuit.observables().equals(each);
    }

    /** Adds a string to its coefficients by flips; within these, index by the qubits under Y or Z. */
    private static void add(Observable.Term term, int qubits, Map<Integer, double[]> strings) {
        int flips = 0;
        int signs = 0;
        int ys = 0;
        for (var entry : term.paulis().entrySet()) {
            int mask = 1 << (qubits - 1 - entry.getKey());
            flips |= entry.getValue() == Pauli.Z ? 0 : mask;
            signs |= entry.getValue() == Pauli.X ? 0 : mask;
            ys += entry.getValue() == Pauli.Y ? 1 : 0;
        }
        double[] coefficients = strings.computeIfAbsent(flips, mask -> new double[2 << qubits]);
        // Y|0> = i|1>, Y|1> = -i|0>: a factor i for every Y, a sign for every 1 under Y or Z.
        coefficients[2 * signs + (ys & 1)] += (ys & 2) == 0 ? term.coefficient() : -term.coefficient();
    }

    /** The factor of a state k is the sum of (-1)^popcount(k & signs) coefficient[signs]: a Walsh-Hadamard transform. */
    private static OperatorEntries of(int observable, int flips, double[] coefficients) {
        double[] factors = coefficients.clone();
        for (int step = 2; step < factors.length; step *= 2) {
            for (int k = 0; k < factors.length; k++) {
                if ((k & step) == 0) {
                    double a = factors[k];
                    double b = factors[k | step];
                    factors[k] = a + b;
                    factors[k | step] = a - b;
                }
            }
        }
        int[] states = IntStream.range(0, factors.length / 2)
                .filter(k -> factors[2 * k] != 0 || factors[2 * k + 1] != 0)
                .toArray();
        double[] kept = new double[2 * states.length];
        for (int i = 0; i < states.length; i++) {
            System.arraycopy(factors, 2 * states[i], kept, 2 * i, 2);
        }
        return new OperatorEntries(observable, flips, states, kept);
    }

    int count() {
        return states.length;
    }

    int state(int entry) {
        return states[entry];
    }

    double real(int entry) {
        return factors[2 * entry];
    }

    double imaginary(int entry) {
        return factors[2 * entry + 1];
    }
}
