package io.github.dl4jquantum.circuit;

import java.util.List;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Rotation about z, {@code exp(-i theta Z / 2) = diag(e^(-i theta/2), e^(i theta/2))}.
 *
 * @param qubit the qubit acted on
 * @param angle the angle theta
 */
public record RZ(@JsonProperty("qubit") int qubit, @JsonProperty("angle") Angle angle) implements PrimitiveGate {

    /**
     * Checks the components.
     *
     * @param qubit the qubit acted on
     * @param angle the angle theta
     * @throws NullPointerException without an angle
     */
    public RZ {
        Angle.checkThere(angle);
    }

    @Override
    public List<Integer> qubits() {
        return List.of(qubit);
    }

    @Override
    public List<Angle> angles() {
        return List.of(angle);
    }

    @Override
    public Unitary matrix(double... angles) {
        double c = Math.cos(angles[0] / 2);
        double s = Math.sin(angles[0] / 2);
        return new Unitary(new double[] {c, 0, 0, c}, new double[] {-s, 0, 0, s});
    }

    @Override
    public Gate withAngles(List<Angle> angles) {
        return new RZ(qubit, angles.get(0));
    }

    @Override
    public List<PrimitiveGate> inverse() {
        return List.of(new RZ(qubit, angle.scaled(-1)));
    }

    @Override
    public List<Gate> controlled(List<Integer> controls) {
        return Controls.rz(controls, qubit, angle);
    }
}
