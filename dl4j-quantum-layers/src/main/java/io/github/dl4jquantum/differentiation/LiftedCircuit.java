package io.github.dl4jquantum.differentiation;

import io.github.dl4jquantum.circuit.Angle;
import io.github.dl4jquantum.circuit.CRX;
import io.github.dl4jquantum.circuit.CRY;
import io.github.dl4jquantum.circuit.CRZ;
import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.circuit.GlobalPhase;
import io.github.dl4jquantum.circuit.PrimitiveGate;
import java.util.ArrayList;
import java.util.List;

/**
 * A circuit whose primitive gates each have angles of their own: every angle that depends on something is an input. What
 * is known of single rotations holds for it, and the chain rule through {@link Angle} leads back to the circuit, shared
 * parameters and products with inputs included.
 */
final class LiftedCircuit {

    /**
     * One angle of one primitive gate.
     *
     * @param controlled whether it is a controlled rotation's
     * @param layer how many angles lie before it on its qubits
     */
    record Occurrence(Angle angle, boolean controlled, int layer) {}

    private final Circuit circuit;
    private final List<Occurrence> occurrences = new ArrayList<>();

    LiftedCircuit(Circuit source) {
        Circuit.Builder builder = Circuit.builder(source.qubits());
        int[] depth = new int[source.qubits()];
        for (PrimitiveGate gate : source.primitives()) {
            if (!(gate instanceof GlobalPhase)) { // No expectation can tell.
                builder.add(gate.withAngles(lift(gate, depth)));
            }
        }
        circuit = builder.measureLike(source).build();
    }

    private List<Angle> lift(PrimitiveGate gate, int[] depth) {
        int layer = gate.qubits().stream().mapToInt(qubit -> depth[qubit]).max().orElse(0);
        boolean controlled = gate instanceof CRX || gate instanceof CRY || gate instanceof CRZ;
        List<Angle> lifted = new ArrayList<>();
        for (Angle angle : gate.angles()) {
            if (angle.isConstant()) {
                lifted.add(angle);
            } else {
                lifted.add(Angle.input(occurrences.size()));
                occurrences.add(new Occurrence(angle, controlled, layer++));
            }
        }
        for (int qubit : gate.qubits()) {
            depth[qubit] = layer;
        }
        return lifted;
    }

    /** The circuit: its inputs are the angles. */
    Circuit circuit() {
        return circuit;
    }

    List<Occurrence> occurrences() {
        return occurrences;
    }

    /** The value of every angle. */
    double[] values(double[] inputs, double[] parameters) {
        return occurrences.stream()
                .mapToDouble(each -> each.angle().value(inputs, parameters))
                .toArray();
    }

    /**
     * The chain rule: adds {@code ofAngles[a] * d angle_a / d x_i} and {@code ... / d theta_p} up over all angles.
     *
     * @param ofInputs [inputs], to be added to
     * @param ofParameters [parameters], to be added to
     */
    void chain(double[] inputs, double[] parameters, double[] ofAngles, double[] ofInputs, double[] ofParameters) {
        for (int a = 0; a < ofAngles.length; a++) {
            for (Angle.Term term : occurrences.get(a).angle().terms()) {
                List<Angle.Variable> variables = term.variables();
                for (int v = 0; v < variables.size(); v++) {
                    double slope = ofAngles[a] * term.factor() * slope(variables.get(v), inputs);
                    for (int other = 0; other < variables.size(); other++) {
                        slope *= other == v ? 1 : variables.get(other).value(inputs, parameters);
                    }
                    double[] target = variables.get(v).source().isInput() ? ofInputs : ofParameters;
                    target[variables.get(v).index()] += slope;
                }
            }
        }
    }

    /** d variable / d its input or parameter. */
    private static double slope(Angle.Variable variable, double[] inputs) {
        return switch (variable.source()) {
            case CONSTANT -> 0;
            case PARAMETER, INPUT -> 1;
            case INPUT_ARCTAN -> {
                double x = inputs[variable.index()];
                yield 1 / (1 + x * x);
            }
            case INPUT_ARCTAN_SQUARE -> {
                double x = inputs[variable.index()];
                yield 2 * x / (1 + x * x * x * x);
            }
        };
    }
}
