package io.github.dl4jquantum.circuit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/**
 * Gates that take |0...0> to a given state, of 2^k amplitudes {@code r e^(i phi)}: for each qubit in turn an RY, and then an
 * RZ, whose angle depends on the qubits before it. Such a rotation by 2^l angles alpha is a row of rotations by
 *
 * <pre>
 *   theta_i = 2^-l sum_j (-1)^(j . gray(i)) alpha_j
 * </pre>
 *
 * with a CNOT behind each, from the qubit whose bit of the Gray code changes there.
 *
 * <p>Source: Möttönen, Vartiainen, Bergholm and Salomaa, Quantum Inf. Comput. 5 (2005) 467, arXiv quant-ph/0407010.
 */
final class StatePreparation {

    private final int[] qubits;
    private final List<Gate> gates = new ArrayList<>();

    private StatePreparation(int... qubits) {
        this.qubits = qubits;
    }

    static List<Gate> of(Ket ket, int... qubits) {
        double[] real = ket.real();
        double[] imaginary = ket.imaginary();
        double[] norms = new double[real.length];
        double[] phases = new double[real.length];
        for (int k = 0; k < real.length; k++) {
            norms[k] = Math.hypot(real[k], imaginary[k]);
            phases[k] = norms[k] == 0 ? 0 : Math.atan2(imaginary[k], real[k]);
        }
        StatePreparation preparation = new StatePreparation(qubits);
        preparation.rotations(norms);
        double phase = preparation.phases(phases);
        if (phase != 0) {
            preparation.gates.add(new GlobalPhase(Angle.constant(phase)));
        }
        return preparation.gates;
    }

    /** From the norms of the subtrees of each prefix of bits: {@code tan(alpha / 2) = |1...| / |0...|}. */
    private void rotations(double[] norms) {
        double[][] levels = new double[qubits.length + 1][];
        levels[qubits.length] = norms;
        for (int level = qubits.length - 1; level >= 0; level--) {
            levels[level] = new double[1 << level];
            for (int k = 0; k < levels[level].length; k++) {
                levels[level][k] = Math.hypot(levels[level + 1][2 * k], levels[level + 1][2 * k + 1]);
            }
        }
        for (int level = 0; level < qubits.length; level++) {
            double[] angles = new double[1 << level];
            for (int k = 0; k < angles.length; k++) {
                angles[k] = 2 * Math.atan2(levels[level + 1][2 * k + 1], levels[level + 1][2 * k]);
            }
            uniformlyControlled(level, angles, RY::new);
        }
    }

    /** RZ by the difference of two phases, last qubit first; what is left of both is their mean. Returns the global phase. */
    private double phases(double[] phases) {
        double[] left = phases;
        for (int level = qubits.length - 1; level >= 0; level--) {
            double[] means = new double[1 << level];
            double[] angles = new double[1 << level];
            for (int k = 0; k < means.length; k++) {
                means[k] = (left[2 * k] + left[2 * k + 1]) / 2;
                angles[k] = left[2 * k + 1] - left[2 * k];
            }
            uniformlyControlled(level, angles, RZ::new);
            left = means;
        }
        return left[0];
    }

    /** Rotates qubit {@code level} by an angle for each value of the qubits before it; not at all where all angles are 0. */
    private void uniformlyControlled(int level, double[] alpha, BiFunction<Integer, Angle, Gate> rotation) {
        boolean turns = false;
        for (double angle : alpha) {
            turns |= angle != 0;
        }
        if (!turns) {
            return;
        }
        int target = qubits[level];
        for (int i = 0; i < alpha.length; i++) {
            int gray = i ^ i >> 1;
            double theta = 0;
            for (int j = 0; j < alpha.length; j++) {
                theta += (Integer.bitCount(j & gray) % 2 == 0 ? alpha[j] : -alpha[j]) / alpha.length;
            }
            gates.add(rotation.apply(target, Angle.constant(theta)));
            if (level > 0) {
                // The last change closes the ring of codes.
                int bit = Math.min(Integer.numberOfTrailingZeros(i + 1), level - 1);
                gates.add(new CNOT(qubits[level - 1 - bit], target));
            }
        }
    }
}
