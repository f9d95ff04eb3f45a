package io.github.dl4jquantum.circuit.qasm;

import io.github.dl4jquantum.circuit.Angle;
import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.circuit.Gate;
import java.util.List;

/** Circuits whose angles are all constants. */
final class Binding {

    private static final double[] NONE = {};

    private Binding() {}

    /** @throws IllegalArgumentException if an array's length does not fit or an angle is not finite */
    static Circuit bound(Circuit circuit, double[] inputs, double[] parameters) {
        checkLength("inputs", circuit.inputs(), inputs.length, circuit);
        checkLength("parameters", circuit.parameters(), parameters.length, circuit);
        Circuit.Builder bound = Circuit.builder(circuit.qubits());
        circuit.gates().forEach(gate -> bound.add(bound(gate, inputs, parameters)));
        return bound.measureLike(circuit).build();
    }

    private static void checkLength(String what, int expected, int actual, Circuit circuit) {
        if (actual != expected) {
            throw new IllegalArgumentException(
                    actual + " " + what + " do not fit " + circuit + "; give " + expected + ".");
        }
    }

    private static Gate bound(Gate gate, double[] inputs, double[] parameters) {
        List<Angle> angles = gate.angles().stream()
                .map(angle -> {
                    double value = angle.value(inputs, parameters);
                    if (!Double.isFinite(value)) {
                        throw new IllegalArgumentException("Angle " + value + " of " + gate
                                + " is not finite; check the inputs and parameters that it is made of.");
                    }
                    return Angle.constant(value);
                })
                .toList();
        return gate.withAngles(angles);
    }

    /** The angles of a bound gate. */
    static double[] values(Gate gate) {
        return gate.angles().stream()
                .mapToDouble(angle -> angle.value(NONE, NONE))
                .toArray();
    }
}
