package io.github.dl4jquantum.engine.samediff;

import io.github.dl4jquantum.circuit.Observable;
import io.github.dl4jquantum.circuit.Pauli;
import io.github.dl4jquantum.circuit.Unitary;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A linear operator on statevectors of n qubits in real form, where the 2^n real parts lie above the 2^n imaginary
 * parts: the complex unit is one more, topmost, bit of the row's index. Every gate and every observable is a short sum
 *
 * <pre>
 *   (O v)[row] = sum over flips f of diagonal_f[row] v[row xor f]
 * </pre>
 */
final class RealOperator {

    private final int qubits;
    private final SortedMap<Integer, double[]> diagonals = new TreeMap<>();

    RealOperator(int qubits) {
        this.qubits = qubits;
    }

    /** A matrix on some qubits, its most significant bit first. */
    static RealOperator of(int qubits, Unitary matrix, List<Integer> on) {
        RealOperator operator = new RealOperator(qubits);
        for (int row = 0; row < operator.size(); row++) {
            int i = operator.bits(row, on);
            for (int j = 0; j < matrix.size(); j++) {
                operator.add(row, operator.spread(i ^ j, on), matrix.real(i, j), matrix.imaginary(i, j));
            }
        }
        return operator;
    }

    /** X on the target where all controls are 1. */
    static RealOperator flip(int qubits, List<Integer> controls, int target) {
        RealOperator operator = new RealOperator(qubits);
        for (int row = 0; row < operator.size(); row++) {
            int at = row;
            boolean flips = controls.stream().allMatch(control -> (at & operator.bit(control)) != 0);
            operator.add(row, flips ? operator.bit(target) : 0, 1, 0);
        }
        return operator;
    }

    /** A weighted sum of Pauli strings. */
    static RealOperator of(int qubits, Observable observable) {
        RealOperator operator = new RealOperator(qubits);
        for (Observable.Term term : observable.terms()) {
            for (int row = 0; row < operator.size(); row++) {
                operator.addPauli(row, term.paulis(), 0, term.coefficient());
            }
        }
        return operator;
    }

    /** Number of amplitudes, 2^n. */
    int size() {
        return 1 << qubits;
    }

    /** The diagonal that belongs to each flip, [2 * 2^n]. */
    SortedMap<Integer, double[]> diagonals() {
        return Collections.unmodifiableSortedMap(diagonals);
    }

    /** The bit that a qubit has in a row's index. */
    int bit(int qubit) {
        return 1 << (qubits - 1 - qubit);
    }

    /** Adds {@code (re + i im) |row><row xor flip|}. */
    void add(int row, int flip, double re, double im) {
        if (re != 0) {
            diagonal(flip)[row] += re;
            diagonal(flip)[size() + row] += re;
        }
        if (im != 0) {
            diagonal(flip | size())[row] -= im;
            diagonal(flip | size())[size() + row] += im;
        }
    }

    /** Adds one row of {@code coefficient * i^power} times a Pauli string. */
    void addPauli(int row, Map<Integer, Pauli> paulis, int power, double coefficient) {
        int flip = 0;
        int quarters = power;
        for (Map.Entry<Integer, Pauli> factor : paulis.entrySet()) {
            boolean one = (row & bit(factor.getKey())) != 0;
            if (factor.getValue() != Pauli.Z) {
                flip |= bit(factor.getKey());
            }
            quarters += switch (factor.getValue()) {
                case X -> 0;
                case Y -> one ? 1 : 3;
                case Z -> one ? 2 : 0;
            };
        }
        double sign = quarters % 4 < 2 ? coefficient : -coefficient;
        add(row, flip, quarters % 2 == 0 ? sign : 0, quarters % 2 == 0 ? 0 : sign);
    }

    private double[] diagonal(int flip) {
        return diagonals.computeIfAbsent(flip, f -> new double[2 * size()]);
    }

    private int bits(int row, List<Integer> on) {
        int value = 0;
        for (int qubit : on) {
            value = 2 * value + ((row & bit(qubit)) == 0 ? 0 : 1);
        }
        return value;
    }

    private int spread(int value, List<Integer> on) {
        int row = 0;
        for (int k = 0; k < on.size(); k++) {
            if ((value >> (on.size() - 1 - k) & 1) == 1) {
                row |= bit(on.get(k));
            }
        }
        return row;
    }
}
