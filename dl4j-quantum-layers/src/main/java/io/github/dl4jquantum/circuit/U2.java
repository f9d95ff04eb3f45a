package io.github.dl4jquantum.circuit;

import java.util.List;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * The rotation by a right angle of OpenQASM 2, {@code U3(pi/2, phi, lambda)}.
 *
 * @param qubit the qubit acted on
 * @param phi the angle about z that acts last
 * @param lambda the angle about z that acts first
 */
public record U2(@JsonProperty("qubit") int qubit, @JsonProperty("phi") Angle phi, @JsonProperty("lambda") Angle lambda)
        implements CompositeGate {

    /**
     * Checks the components.
     *
     * @param qubit the qubit acted on
     * @param phi the angle about z that acts last
     * @param lambda the angle about z that acts first
     * @throws NullPointerException without one of the angles
     */
    public U2 {
        Angle.checkThere(phi, lambda);
    }

    @Override
    public List<Integer> qubits() {
        return List.of(qubit);
    }

    @Override
    public List<Angle> angles() {
        return List.of(phi, lambda);
    }

    @Override
    public Unitary matrix(double... angles) {
        return u3().matrix(Math.PI / 2, angles[0], angles[1]);
    }

    @Override
    public Gate withAngles(List<Angle> angles) {
        return new U2(qubit, angles.get(0), angles.get(1));
    }

    private U3 u3() {
        return new U3(qubit, Angle.constant(Math.PI / 2), phi, lambda);
    }

    @Override
    public List<Gate> decomposition() {
        return List.of(u3());
    }
}
