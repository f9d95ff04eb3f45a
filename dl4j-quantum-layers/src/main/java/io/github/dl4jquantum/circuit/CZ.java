package io.github.dl4jquantum.circuit;

import java.util.List;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * The controlled Z gate, {@code diag(1, 1, 1, -1)}.
 *
 * @param control the controlling qubit
 * @param target the other qubit; the gate is symmetric
 */
public record CZ(@JsonProperty("control") int control, @JsonProperty("target") int target) implements PrimitiveGate {

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
        return new Unitary(new double[] {1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, -1}, new double[16]);
    }

    @Override
    public List<Gate> controlled(List<Integer> controls) {
        return Controls.phase(Controls.with(controls, control, target), Angle.constant(Math.PI));
    }
}
