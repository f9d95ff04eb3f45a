package io.github.dl4jquantum.circuit;

import java.util.List;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * The rotation {@code exp(i theta/4 (X (x) X + Y (x) Y))}, which mixes |01&gt; and |10&gt;; at pi it is {@link ISWAP}.
 *
 * @param first one qubit
 * @param second the other one
 * @param angle the angle theta
 */
public record IsingXY(
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
    public IsingXY {
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
                new double[] {1, 0, 0, 0, 0, c, 0, 0, 0, 0, c, 0, 0, 0, 0, 1},
                new double[] {0, 0, 0, 0, 0, 0, s, 0, 0, s, 0, 0, 0, 0, 0, 0});
    }

    @Override
    public Gate withAngles(List<Angle> angles) {
        return new IsingXY(first, second, angles.get(0));
    }

    @Override
    public Gate adjoint() {
        return new IsingXY(first, second, angle.scaled(-1));
    }

    @Override
    public List<Gate> decomposition() {
        return List.of(new CNOT(first, second), new CRX(second, first, angle.scaled(-1)), new CNOT(first, second));
    }
}
