package io.github.dl4jquantum.circuit;

import java.util.List;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * The Pauli Z gate, {@code diag(1, -1)}.
 *
 * @param qubit the qubit acted on
 */
public record Z(@JsonProperty("qubit") int qubit) implements PrimitiveGate {

    @Override
    public List<Integer> qubits() {
        return List.of(qubit);
    }

    @Override
    public List<Angle> angles() {
        return List.of();
    }

    @Override
    public Unitary matrix(double... angles) {
        return new Unitary(new double[] {1, 0, 0, -1}, new double[] {0, 0, 0, 0});
    }

    @Override
    public List<Gate> controlled(List<Integer> controls) {
        return controls.size() == 1
                ? List.of(new CZ(controls.get(0), qubit))
                : Controls.phase(Controls.with(controls, qubit), Angle.constant(Math.PI));
    }
}
