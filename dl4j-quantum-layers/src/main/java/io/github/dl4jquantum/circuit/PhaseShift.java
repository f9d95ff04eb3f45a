package io.github.dl4jquantum.circuit;

import java.util.List;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * The phase shift {@code diag(1, e^(i phi))}, {@code P} in OpenQASM.
 *
 * @param qubit the qubit acted on
 * @param angle the angle phi
 */
public record PhaseShift(@JsonProperty("qubit") int qubit, @JsonProperty("angle") Angle angle)
        implements CompositeGate {

    /**
     * Checks the components.
     *
     * @param qubit the qubit acted on
     * @param angle the angle phi
     * @throws NullPointerException without an angle
     */
    public PhaseShift {
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
        return new Unitary(new double[] {1, 0, 0, Math.cos(angles[0])}, new double[] {0, 0, 0, Math.sin(angles[0])});
    }

    @Override
    public List<Gate> decomposition() {
        return List.of(new GlobalPhase(angle.scaled(.5)), new RZ(qubit, angle));
    }

    @Override
    public Gate withAngles(List<Angle> angles) {
        return new PhaseShift(qubit, angles.get(0));
    }

    @Override
    public Gate adjoint() {
        return new PhaseShift(qubit, angle.scaled(-1));
    }
}
