package io.github.dl4jquantum.circuit;

import io.github.dl4jquantum.circuit.OpenQasm.Version;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The text of {@link OpenQasm#write}. */
final class QasmWriter {

    private final Circuit circuit;
    private final double[] inputs;
    private final double[] parameters;
    private final Version version;

    QasmWriter(Circuit circuit, double[] inputs, double[] parameters, Version version) {
        checkLength("inputs", circuit.inputs(), inputs.length, circuit);
        checkLength("parameters", circuit.parameters(), parameters.length, circuit);
        this.circuit = circuit;
        this.inputs = inputs;
        this.parameters = parameters;
        this.version = version;
    }

    private static void checkLength(String what, int expected, int actual, Circuit circuit) {
        if (actual != expected) {
            throw new IllegalArgumentException(
                    actual + " " + what + " do not fit " + circuit + "; give " + expected + ".");
        }
    }

    String text() {
        boolean two = version == Version.V2;
        StringBuilder text = new StringBuilder();
        text.append(two ? "OPENQASM 2.0;\n" : "OPENQASM 3.0;\n");
        text.append(two ? "include \"qelib1.inc\";\n" : "include \"stdgates.inc\";\n");
        for (QasmControlled kind : QasmControlled.values()) {
            if (circuit.gates().stream().anyMatch(kind.type()::isInstance)) {
                text.append(kind.definition()).append('\n');
            }
        }
        text.append((two ? "qreg q[%d];\n" : "qubit[%d] q;\n").formatted(circuit.qubits()));
        for (Gate gate : circuit.gates()) {
            text.append(call(gate)).append(qubits(gate)).append(";\n");
        }
        return text.toString();
    }

    private static String qubits(Gate gate) {
        return gate.qubits().stream().map(q -> "q[" + q + "]").collect(Collectors.joining(",", " ", ""));
    }

    private String call(Gate gate) {
        double[] angles = gate.angles().stream()
                .mapToDouble(angle -> angle.value(inputs, parameters))
                .toArray();
        String universal = version == Version.V2 ? "u3" : "U";
        if (gate instanceof Rot) {
            return call(universal, gate, angles[1], angles[2], angles[0]);
        }
        if (gate instanceof FixedUnitary fixed) {
            return call(universal, gate, eulerAngles(fixed));
        }
        return call(name(gate), gate, angles);
    }

    /** Gates are named here as they are there, in lower case, but for those that need or have other names. */
    private static String name(Gate gate) {
        for (QasmControlled kind : QasmControlled.values()) {
            if (kind.type().isInstance(gate)) {
                return kind.gateName();
            }
        }
        return gate instanceof CNOT ? "cx" : gate.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    private static String call(String name, Gate gate, double... angles) {
        for (double angle : angles) {
            if (!Double.isFinite(angle)) {
                throw new IllegalArgumentException("Angle " + angle + " of " + gate
                        + " is not finite; check the inputs and parameters that it is made of.");
            }
        }
        return angles.length == 0
                ? name
                : Arrays.stream(angles).mapToObj(Double::toString).collect(Collectors.joining(",", name + "(", ")"));
    }

    /**
     * theta, phi, lambda with {@code U = e^(i alpha) [[cos, -e^(i lambda) sin], [e^(i phi) sin, e^(i (phi + lambda))
     * cos]]}, where cos and sin are of theta / 2.
     */
    private static double[] eulerAngles(FixedUnitary gate) {
        Unitary u = gate.unitary();
        if (u.size() != 2) {
            throw new IllegalArgumentException("A fixed unitary on qubits " + gate.qubits()
                    + " has no OpenQASM name; write only circuits whose fixed unitaries act on one qubit.");
        }
        double cos = Math.hypot(u.real(0, 0), u.imaginary(0, 0));
        double sin = Math.hypot(u.real(1, 0), u.imaginary(1, 0));
        double alpha = Math.atan2(u.imaginary(0, 0), u.real(0, 0));
        double phi = Math.atan2(u.imaginary(1, 0), u.real(1, 0)) - alpha;
        // Either entry gives lambda; the larger one has digits to tell it by.
        double lambda = sin > cos
                ? Math.atan2(-u.imaginary(0, 1), -u.real(0, 1)) - alpha
                : Math.atan2(u.imaginary(1, 1), u.real(1, 1)) - alpha - phi;
        return new double[] {2 * Math.atan2(sin, cos), phi, lambda};
    }
}
