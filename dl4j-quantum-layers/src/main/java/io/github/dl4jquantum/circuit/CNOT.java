package io.github.dl4jquantum.circuit;

import java.util.List;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * The controlled X gate: flips the target where the control is 1.
 *
 * @param control the controlling qubit
 * @param target the qubit flipped
 */
public record CNOT(@JsonProperty("control") int control, @JsonProperty("target") int target) implements PrimitiveGate {

    @Override
    public List<Integer> qubits() {
        return List.of(control, target);
    }

    @Override
    public List<Angle> angles() {
        return List.of();
    }

    @Override
    public Unitary matrix(double... angles) {
        return new Unitary(new double[] {1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 1, 0}, new double[16]);
    }

    @Override
    public List<Gate> controlled(List<Integer> controls) {
        return List.of(new MultiControlledX(Controls.with(controls, control), target));
    }
}
