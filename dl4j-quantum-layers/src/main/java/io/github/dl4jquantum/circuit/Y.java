package io.github.dl4jquantum.circuit;

import java.util.List;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * The Pauli Y gate, {@code [[0, -i], [i, 0]]}.
 *
 * @param qubit the qubit acted on
 */
public record Y(@JsonProperty("qubit") int qubit) implements PrimitiveGate {

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
        return new Unitary(new double[] {0, 0, 0, 0}, new double[] {0, -1, 1, 0});
    }

    @Override
    public List<Gate> controlled(List<Integer> controls) {
        return List.of(
                new RZ(qubit, Angle.constant(-Math.PI / 2)),
                new MultiControlledX(controls, qubit),
                new RZ(qubit, Angle.constant(Math.PI / 2)));
    }
}
