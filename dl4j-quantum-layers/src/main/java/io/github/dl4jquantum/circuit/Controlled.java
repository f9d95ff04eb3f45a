package io.github.dl4jquantum.circuit;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Any gate where controls have the given values, and nothing elsewhere.
 *
 * @param gate the gate controlled, a {@link GlobalPhase} or {@link SubCircuit} included
 * @param controls the controlling qubits, at least one, none of them the gate's own
 * @param values the value that each control must have: true for 1
 */
public record Controlled(
        @JsonProperty("of") Gate gate,
        @JsonProperty("controls") List<Integer> controls,
        @JsonProperty("values") List<Boolean> values)
        implements CompositeGate {

    /**
     * Checks the components.
     *
     * @param gate the gate controlled, a {@link GlobalPhase} or {@link SubCircuit} included
     * @param controls the controlling qubits, at least one, none of them the gate's own
     * @param values the value that each control must have: true for 1
     * @throws IllegalArgumentException without a control, or for another number of values
     */
    public Controlled {
        Objects.requireNonNull(gate, "gate");
        controls = Controls.checked(controls);
        values = List.copyOf(values);
        if (values.size() != controls.size()) {
            throw new IllegalArgumentException(values.size() + " values do not fit " + controls.size() + " controls.");
        }
    }

    @Override
    public List<Integer> qubits() {
        return Controls.with(controls, gate.qubits());
    }

    @Override
    public List<Angle> angles() {
        return gate.angles();
    }

    @Override
    public Unitary matrix(double... angles) {
        return gate.matrix(angles).controlled(values);
    }

    @Override
    public Gate withAngles(List<Angle> angles) {
        return new Controlled(gate.withAngles(angles), controls, values);
    }

    @Override
    public Gate adjoint() {
        return new Controlled(gate.adjoint(), controls, values);
    }

    /** Each primitive gate controlled, between an X on either side for each control whose value is 0. */
    @Override
    public List<Gate> decomposition() {
        List<Gate> flips = new ArrayList<>();
        for (int k = 0; k < controls.size(); k++) {
            if (!values.get(k)) {
                flips.add(new X(controls.get(k)));
            }
        }
        List<Gate> gates = new ArrayList<>(flips);
        gate.primitives().forEach(primitive -> gates.addAll(primitive.controlled(controls)));
        gates.addAll(flips);
        return gates;
    }
}
