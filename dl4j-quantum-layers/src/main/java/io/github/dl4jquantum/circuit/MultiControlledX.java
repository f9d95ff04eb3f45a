package io.github.dl4jquantum.circuit;

import java.util.List;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * The controlled not of any number of controls: {@link X} where all of them are 1. Two make a {@link Toffoli}.
 *
 * @param controls the controlling qubits, at least one
 * @param target the qubit flipped
 */
public record MultiControlledX(@JsonProperty("controls") List<Integer> controls, @JsonProperty("target") int target)
        implements PrimitiveGate {

    /**
     * Checks the components.
     *
     * @param controls the controlling qubits, at least one
     * @param target the qubit flipped
     * @throws IllegalArgumentException without a control
     */
    public MultiControlledX {
        controls = Controls.checked(controls);
    }

    @Override
    public List<Integer> qubits() {
        return Controls.with(controls, target);
    }

    @Override
    public List<Angle> angles() {
        return List.of();
    }

    @Override
    public Unitary matrix(double... angles) {
        return new X(target).matrix().controlled(Controls.ones(controls.size()));
    }

    @Override
    public List<Gate> controlled(List<Integer> others) {
        return List.of(new MultiControlledX(Controls.with(others, controls), target));
    }
}
