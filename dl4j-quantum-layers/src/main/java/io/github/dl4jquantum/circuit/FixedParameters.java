package io.github.dl4jquantum.circuit;

/** Circuits whose trainable parameters are constants. */
final class FixedParameters {
    private static final double[] NO_INPUTS = {};

    private FixedParameters() {}

    static Circuit of(Circuit circuit, double[] values) {
        if (values.length != circuit.parameters()) {
            throw new IllegalArgumentException(values.length + " values for the " + circuit.parameters()
                    + " parameters of " + circuit + "; give one each.");
        }
        Circuit.Builder fixed = Circuit.builder(circuit.qubits());
        circuit.gates()
                .forEach(gate -> fixed.add(gate.withAngles(
                        gate.angles().stream().map(angle -> of(angle, values)).toList())));
        return fixed.measureLike(circuit).build();
    }

    /** A coefficient of inputs is an angle of parameters alone. */
    private static Angle of(Angle angle, double[] values) {
        return new Angle(angle.coefficients().entrySet().stream()
                .map(each -> new Angle.Term(each.getValue().value(NO_INPUTS, values), each.getKey()))
                .toList());
    }
}
