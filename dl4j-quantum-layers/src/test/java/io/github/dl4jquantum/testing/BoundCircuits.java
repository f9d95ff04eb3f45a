package io.github.dl4jquantum.testing;

import io.github.dl4jquantum.circuit.Angle;
import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.circuit.FixedUnitary;
import io.github.dl4jquantum.circuit.X;
import java.util.stream.IntStream;

/** Circuits whose angles are all constants, and how alike two of them are. */
public final class BoundCircuits {

    private static final double[] NONE = {};

    private BoundCircuits() {}

    /** A random circuit of every primitive gate but fixed unitaries of several qubits; Z is measured on every qubit. */
    public static Circuit random(int qubits, long seed) {
        return bound(RandomCircuits.circuit(qubits, seed), seed);
    }

    /** A random circuit of every gate but fixed unitaries of several qubits; Z is measured on every qubit. */
    public static Circuit wide(int qubits, long seed) {
        return bound(RandomCircuits.wide(qubits, seed), seed);
    }

    private static Circuit bound(Circuit open, long seed) {
        double[] x = RandomCircuits.values(open.inputs(), seed + 1);
        double[] theta = RandomCircuits.values(open.parameters(), seed + 2);
        Circuit.Builder bound = Circuit.builder(open.qubits());
        open.gates().stream()
                .filter(gate -> !(gate instanceof FixedUnitary && gate.qubits().size() > 1))
                .map(gate -> gate.withAngles(gate.angles().stream()
                        .map(angle -> Angle.constant(angle.value(x, theta)))
                        .toList()))
                .forEach(bound::add);
        return bound.build();
    }

    /**
     * The largest difference of an entry of unitary U, turned by the global phase of {@code tr(U† V)}, from V's: 0
     * exactly where they are the same up to a global phase.
     */
    public static double distance(Circuit u, Circuit v) {
        int size = 1 << u.qubits();
        var us = IntStream.range(0, size).mapToObj(state -> column(u, state)).toList();
        var vs = IntStream.range(0, size).mapToObj(state -> column(v, state)).toList();
        double re = 0;
        double im = 0;
        for (int column = 0; column < size; column++) {
            for (int i = 0; i < size; i++) {
                var a = us.get(column);
                var b = vs.get(column);
                re += a.real()[i] * b.real()[i] + a.imaginary()[i] * b.imaginary()[i];
                im += a.real()[i] * b.imaginary()[i] - a.imaginary()[i] * b.real()[i];
            }
        }
        double cos = re / Math.hypot(re, im);
        double sin = im / Math.hypot(re, im);
        double largest = 0;
        for (int column = 0; column < size; column++) {
            for (int i = 0; i < size; i++) {
                var a = us.get(column);
                double turnedRe = a.real()[i] * cos - a.imaginary()[i] * sin;
                double turnedIm = a.real()[i] * sin + a.imaginary()[i] * cos;
                var b = vs.get(column);
                largest = Math.max(largest, Math.hypot(turnedRe - b.real()[i], turnedIm - b.imaginary()[i]));
            }
        }
        return largest;
    }

    private static DenseSimulator.State column(Circuit circuit, int state) {
        Circuit.Builder prepared = Circuit.builder(circuit.qubits());
        for (int qubit = 0; qubit < circuit.qubits(); qubit++) {
            if ((state >> (circuit.qubits() - 1 - qubit) & 1) == 1) {
                prepared.add(new X(qubit));
            }
        }
        circuit.gates().forEach(prepared::add);
        return new DenseSimulator(prepared.build()).statevector(NONE, NONE);
    }
}
