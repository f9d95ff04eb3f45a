package io.github.dl4jquantum.circuit;

import java.util.List;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Exchanges two qubits.
 *
 * @param first one qubit
 * @param second the other
 */
public record SWAP(@JsonProperty("first") int first, @JsonProperty("second") int second) implements PrimitiveGate {

    @Override
    public List<Integer> qubits() {
        return List.of(first, second);
    }

    @Override
    public List<Angle> angles() {
        return List.of();
    }

    @Override
    public Unitary matrix(double... angles) {
        return new Unitary(new double[] {1, 0, 0, 0, 0, 0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 1}, new double[16]);
    }

    @Override
    public List<Gate> controlled(List<Integer> controls) {
        return List.of(
                new CNOT(second, first),
                new MultiControlledX(Controls.with(controls, first), second),
                new CNOT(second, first));
    }
}
