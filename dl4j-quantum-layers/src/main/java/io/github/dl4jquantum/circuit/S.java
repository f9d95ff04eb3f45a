package io.github.dl4jquantum.circuit;

import java.util.List;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * The phase gate, {@code diag(1, i)}, the square root of Z.
 *
 * @param qubit the qubit acted on
 */
public record S(@JsonProperty("qubit") int qubit) implements PrimitiveGate {

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
        return new Unitary(new double[] {1, 0, 0, 0}, new double[] {0, 0, 0, 1});
    }

    @Override
    public List<PrimitiveGate> inverse() {
        return List.of(new GlobalPhase(Angle.constant(-Math.PI / 4)), new RZ(qubit, Angle.constant(-Math.PI / 2)));
    }

    @Override
    public List<Gate> controlled(List<Integer> controls) {
        return Controls.phase(Controls.with(controls, qubit), Angle.constant(Math.PI / 2));
    }
}
