package io.github.dl4jquantum.circuit;

import java.util.List;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * The T gate, {@code diag(1, e^(i pi/4))}, the square root of S.
 *
 * @param qubit the qubit acted on
 */
public record T(@JsonProperty("qubit") int qubit) implements PrimitiveGate {

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
        return new Unitary(new double[] {1, 0, 0, R}, new double[] {0, 0, 0, R});
    }

    @Override
    public List<PrimitiveGate> inverse() {
        return List.of(new GlobalPhase(Angle.constant(-Math.PI / 8)), new RZ(qubit, Angle.constant(-Math.PI / 4)));
    }

    @Override
    public List<Gate> controlled(List<Integer> controls) {
        return Controls.phase(Controls.with(controls, qubit), Angle.constant(Math.PI / 4));
    }
}
