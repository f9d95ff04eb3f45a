package io.github.dl4jquantum.circuit;

import java.util.List;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * The controlled rotation about z: {@link RZ} where the control is 1.
 *
 * @param control the controlling qubit
 * @param target the qubit rotated where the control is 1
 * @param angle the angle theta
 */
public record CRZ(
        @JsonProperty("control") int control, @JsonProperty("target") int target, @JsonProperty("angle") Angle angle)
        implements PrimitiveGate {

    /**
     * Checks the components.
     *
     * @param control the controlling qubit
     * @param target the qubit rotated where the control is 1
     * @param angle the angle theta
     * @throws NullPointerException without an angle
     */
    public CRZ {
        Angle.checkThere(angle);
    }

    @Override
    public List<Integer> qubits() {
        return List.of(control, target);
    }

    @Override
    public List<Angle> angles() {
        return List.of(angle);
    }

    @Override
    public Unitary matrix(double... angles) {
        double c = Math.cos(angles[0] / 2);
        double s = Math.sin(angles[0] / 2);
        return new Unitary(
                new double[] {1, 0, 0, 0, 0, 1, 0, 0, 0, 0, c, 0, 0, 0, 0, c},
                new double[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -s, 0, 0, 0, 0, s});
    }

    @Override
    public Gate withAngles(List<Angle> angles) {
        return new CRZ(control, target, angles.get(0));
    }

    @Override
    public List<PrimitiveGate> inverse() {
        return List.of(new CRZ(control, target, angle.scaled(-1)));
    }

    @Override
    public List<Gate> controlled(List<Integer> controls) {
        return Controls.rz(Controls.with(controls, control), target, angle);
    }
}
