package io.github.dl4jquantum.circuit.qasm;

import io.github.dl4jquantum.circuit.Controlled;
import io.github.dl4jquantum.circuit.FixedUnitary;
import io.github.dl4jquantum.circuit.Gate;
import io.github.dl4jquantum.circuit.Unitary;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A unitary of several qubits as controlled unitaries of one qubit (Reck, Zeilinger, Bernstein and Bertani, Phys. Rev.
 * Lett. 73, 58; Nielsen and Chuang, section 4.5): rotations of two rows at a time make the matrix diagonal, column by column.
 * Rows are taken in the order of a Gray code, so that two neighbours differ in one qubit.
 */
final class UnitaryDecomposition {

    private static final double ZERO = 1e-15;

    private final List<Integer> qubits;
    private final int size;
    private final double[][] re;
    private final double[][] im;
    private final List<Gate> inverses = new ArrayList<>();

    private UnitaryDecomposition(FixedUnitary gate) {
        qubits = gate.qubits();
        size = gate.unitary().size();
        re = new double[size][size];
        im = new double[size][size];
        for (int row = 0; row < size; row++) {
            for (int column = 0; column < size; column++) {
                re[row][column] = gate.unitary().real(row, column);
                im[row][column] = gate.unitary().imaginary(row, column);
            }
        }
    }

    /** Gates, in the order in which they act, whose product is the unitary exactly. */
    static List<Gate> of(FixedUnitary gate) {
        return new UnitaryDecomposition(gate).gates();
    }

    private List<Gate> gates() {
        for (int column = 0; column + 1 < size; column++) {
            for (int k = size - 1; k > column; k--) {
                eliminate(gray(k - 1), gray(k), gray(column));
            }
        }
        List<Gate> gates = new ArrayList<>();
        for (int k = 0; k < size; k += 2) {
            addPhases(gates, gray(k), gray(k + 1));
        }
        Collections.reverse(inverses);
        gates.addAll(inverses);
        return gates;
    }

    private static int gray(int k) {
        return k ^ k >> 1;
    }

    /** Rotates two rows so that the lower one's entry in a column is 0. */
    private void eliminate(int upper, int lower, int column) {
        double aRe = re[upper][column];
        double aIm = im[upper][column];
        double bRe = re[lower][column];
        double bIm = im[lower][column];
        double norm = Math.sqrt(aRe * aRe + aIm * aIm + bRe * bRe + bIm * bIm);
        if (Math.hypot(bRe, bIm) < ZERO || norm == 0) {
            return;
        }
        // [[a*, b*], [-b, a]] / norm takes (a, b) to (norm, 0); its inverse is [[a, -b*], [b, a*]] / norm.
        aRe /= norm;
        aIm /= norm;
        bRe /= norm;
        bIm /= norm;
        for (int k = 0; k < size; k++) {
            double uRe = re[upper][k];
            double uIm = im[upper][k];
            double lRe = re[lower][k];
            double lIm = im[lower][k];
            re[upper][k] = aRe * uRe + aIm * uIm + bRe * lRe + bIm * lIm;
            im[upper][k] = aRe * uIm - aIm * uRe + bRe * lIm - bIm * lRe;
            re[lower][k] = aRe * lRe - aIm * lIm - (bRe * uRe - bIm * uIm);
            im[lower][k] = aRe * lIm + aIm * lRe - (bRe * uIm + bIm * uRe);
        }
        inverses.add(pair(upper, lower, new double[] {aRe, -bRe, bRe, aRe}, new double[] {aIm, bIm, bIm, -aIm}));
    }

    /** The phases that are left on two rows. */
    private void addPhases(List<Gate> gates, int first, int second) {
        double[] cos = {re[first][first], 0, 0, re[second][second]};
        double[] sin = {im[first][first], 0, 0, im[second][second]};
        if (Math.hypot(cos[0] - 1, sin[0]) > ZERO || Math.hypot(cos[3] - 1, sin[3]) > ZERO) {
            gates.add(pair(first, second, cos, sin));
        }
    }

    /** A matrix on two states that differ in one qubit, controlled by all others. */
    private Gate pair(int first, int second, double[] real, double[] imaginary) {
        int bit = first ^ second;
        boolean swapped = (first & bit) != 0;
        Unitary unitary = swapped ? new Unitary(reversed(real), reversed(imaginary)) : new Unitary(real, imaginary);
        List<Integer> controls = new ArrayList<>();
        List<Boolean> values = new ArrayList<>();
        int target = 0;
        for (int k = 0; k < qubits.size(); k++) {
            int mask = 1 << (qubits.size() - 1 - k);
            if (mask == bit) {
                target = qubits.get(k);
            } else {
                controls.add(qubits.get(k));
                values.add((first & mask) != 0);
            }
        }
        return new Controlled(new FixedUnitary(List.of(target), unitary), controls, values);
    }

    private static double[] reversed(double[] matrix) {
        return new double[] {matrix[3], matrix[2], matrix[1], matrix[0]};
    }
}
