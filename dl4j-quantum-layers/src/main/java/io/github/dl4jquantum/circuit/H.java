package io.github.dl4jquantum.circuit;

import java.util.List;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * The Hadamard gate, {@code [[1, 1], [1, -1]] / sqrt 2}.
 *
 * @param qubit the qubit acted on
 */
public record H(@JsonProperty("qubit") int qubit) implements PrimitiveGate {

    private static final double R = Math.sqrt(0.5);

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
        return new Unitary(new double[] {R, R, R, -R}, new double[] {0, 0, 0, 0});
    }

    @Override
    public List<Gate> controlled(List<Integer> controls) {
        return List.of(
                new RY(qubit, Angle.constant(Math.PI / 4)),
                new MultiControlledX(controls, qubit),
                new RY(qubit, Angle.constant(-Math.PI / 4)));
    }
}
