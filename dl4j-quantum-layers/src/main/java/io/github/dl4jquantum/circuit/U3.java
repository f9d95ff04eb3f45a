package io.github.dl4jquantum.circuit;

import java.util.List;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * The general gate of one qubit of OpenQASM and Qiskit, {@code P(phi) RY(theta) P(lambda)}, which differs from {@link Rot} by a
 * global phase:
 *
 * <pre>
 *   cos(theta/2)              -e^(i lambda) sin(theta/2)
 *   e^(i phi) sin(theta/2)    e^(i (phi + lambda)) cos(theta/2)
 * </pre>
 *
 * @param qubit the qubit acted on
 * @param theta the angle about y
 * @param phi the angle about z that acts last
 * @param lambda the angle about z that acts first
 */
public record U3(
        @JsonProperty("qubit") int qubit,
        @JsonProperty("theta") Angle theta,
        @JsonProperty("phi") Angle phi,
        @JsonProperty("lambda") Angle lambda)
        implements CompositeGate {

    /**
     * Checks the components.
     *
     * @param qubit the qubit acted on
     * @param theta the angle about y
     * @param phi the angle about z that acts last
     * @param lambda the angle about z that acts first
     * @throws NullPointerException without one of the angles
     */
    public U3 {
        Angle.checkThere(theta, phi, lambda);
    }

    @Override
    public List<Integer> qubits() {
        return List.of(qubit);
    }

    @Override
    public List<Angle> angles() {
        return List.of(theta, phi, lambda);
    }

    @Override
    public Unitary matrix(double... angles) {
        double c = Math.cos(angles[0] / 2);
        double s = Math.sin(angles[0] / 2);
        double phi = angles[1];
        double lambda = angles[2];
        return new Unitary(
                new double[] {c, -s * Math.cos(lambda), s * Math.cos(phi), c * Math.cos(phi + lambda)},
                new double[] {0, -s * Math.sin(lambda), s * Math.sin(phi), c * Math.sin(phi + lambda)});
    }

    @Override
    public Gate withAngles(List<Angle> angles) {
        return new U3(qubit, angles.get(0), angles.get(1), angles.get(2));
    }

    @Override
    public Gate adjoint() {
        return new U3(qubit, theta.scaled(-1), lambda.scaled(-1), phi.scaled(-1));
    }

    @Override
    public List<Gate> decomposition() {
        return List.of(
                new GlobalPhase(phi.scaled(.5)),
                new GlobalPhase(lambda.scaled(.5)),
                new Rot(qubit, lambda, theta, phi));
    }
}
