package io.github.dl4jquantum.circuit;

import java.util.List;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * The rotation {@code exp(-i theta/2 Z (x) Z)} of two qubits about ZZ.
 *
 * @param first one qubit
 * @param second the other one
 * @param angle the angle theta
 */
public record IsingZZ(
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
    public IsingZZ {
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
                new double[] {-s, 0, 0, 0, 0, s, 0, 0, 0, 0, s, 0, 0, 0, 0, -s});
    }

    @Override
    public Gate withAngles(List<Angle> angles) {
        return new IsingZZ(first, second, angles.get(0));
    }

    @Override
    public Gate adjoint() {
        return new IsingZZ(first, second, angle.scaled(-1));
    }

    @Override
    public List<Gate> decomposition() {
        return List.of(new CNOT(first, second), new RZ(second, angle), new CNOT(first, second));
    }
}
