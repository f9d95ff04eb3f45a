package io.github.dl4jquantum.circuit;

import java.util.List;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * The rotation {@code exp(-i theta/2 Y (x) Y)} of two qubits about YY.
 *
 * @param first one qubit
 * @param second the other one
 * @param angle the angle theta
 */
public record IsingYY(
        @JsonProperty("first") int first, @JsonProperty("second") int second, @JsonProperty("angle") Angle angle)
        implements CompositeGate {

    /**
     * Checks the components.
     *
     * @param first one qubit
     * @param second the other one
     * @param angle the angle theta
     * @throws NullPointerException without an angle
     */
    public IsingYY {
        Angle.checkThere(angle);
    }

    @Override
    public List<Integer> qubits() {
        return List.of(first, second);
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
                new double[] {c, 0, 0, 0, 0, c, 0, 0, 0, 0, c, 0, 0, 0, 0, c},
                new double[] {0, 0, 0, s, 0, 0, -s, 0, 0, -s, 0, 0, s, 0, 0, 0});
    }

    @Override
    public Gate withAngles(List<Angle> angles) {
        return new IsingYY(first, second, angles.get(0));
    }

    @Override
    public Gate adjoint() {
        return new IsingYY(first, second, angle.scaled(-1));
    }

    @Override
    public List<Gate> decomposition() {
        return List.of(
                new RZ(first, Angle.constant(-Math.PI / 2)),
                new RZ(second, Angle.constant(-Math.PI / 2)),
                new IsingXX(first, second, angle),
                new RZ(first, Angle.constant(Math.PI / 2)),
                new RZ(second, Angle.constant(Math.PI / 2)));
    }
}
