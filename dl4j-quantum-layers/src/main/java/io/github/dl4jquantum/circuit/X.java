package io.github.dl4jquantum.circuit;

import java.util.List;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * The Pauli X gate, {@code [[0, 1], [1, 0]]}.
 *
 * @param qubit the qubit acted on
 */
public record X(@JsonProperty("qubit") int qubit) implements PrimitiveGate {

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
        return new Unitary(new double[] {0, 1, 1, 0}, new double[] {0, 0, 0, 0});
    }

    @Override
    public List<Gate> controlled(List<Integer> controls) {
        return List.of(new MultiControlledX(controls, qubit));
    }
}
