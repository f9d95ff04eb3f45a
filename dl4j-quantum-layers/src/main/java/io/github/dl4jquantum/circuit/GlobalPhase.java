package io.github.dl4jquantum.circuit;

import java.util.List;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * The global phase {@code e^(i phi)}: it acts on no qubit, and no expectation can tell. It is there because its controlled
 * form is seen ({@link PhaseShift} on the control), and so that the matrix of a circuit is exact.
 *
 * @param angle the angle phi
 */
public record GlobalPhase(@JsonProperty("angle") Angle angle) implements PrimitiveGate {

    /**
     * Checks the components.
     *
     * @param angle the angle phi
     * @throws NullPointerException without an angle
     */
    public GlobalPhase {
        Angle.checkThere(angle);
    }

    @Override
    public List<Integer> qubits() {
        return List.of();
    }

    @Override
    public List<Angle> angles() {
        return List.of(angle);
    }

    @Override
    public Unitary matrix(double... angles) {
        return new Unitary(new double[] {Math.cos(angles[0])}, new double[] {Math.sin(angles[0])});
    }

    @Override
    public Gate withAngles(List<Angle> angles) {
        return new GlobalPhase(angles.get(0));
    }

    @Override
    public List<PrimitiveGate> inverse() {
        return List.of(new GlobalPhase(angle.scaled(-1)));
    }

    @Override
    public List<Gate> controlled(List<Integer> controls) {
        return Controls.phase(controls, angle);
    }
}
