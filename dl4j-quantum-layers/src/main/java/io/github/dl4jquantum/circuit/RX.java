package io.github.dl4jquantum.circuit;

import java.util.List;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Rotation about x, {@code exp(-i theta X / 2) = [[c, -i s], [-i s, c]]}, c = cos(theta/2), s = sin(theta/2).
 *
 * @param qubit the qubit acted on
 * @param angle the angle theta
 */
public record RX(@JsonProperty("qubit") int qubit, @JsonProperty("angle") Angle angle) implements PrimitiveGate {

    /**
     * Checks the components.
     *
     * @param qubit the qubit acted on
     * @param angle the angle theta
     * @throws NullPointerException without an angle
     */
    public RX {
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
        return new Unitary(new double[] {c, 0, 0, c}, new double[] {0, -s, -s, 0});
    }

    @Override
    public Gate withAngles(List<Angle> angles) {
        return new RX(qubit, angles.get(0));
    }

    @Override
    public List<PrimitiveGate> inverse() {
        return List.of(new RX(qubit, angle.scaled(-1)));
    }

    @Override
    public List<Gate> controlled(List<Integer> controls) {
        return Controls.rx(controls, qubit, angle);
    }
}
