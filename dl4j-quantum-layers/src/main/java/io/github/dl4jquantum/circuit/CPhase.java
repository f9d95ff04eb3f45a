package io.github.dl4jquantum.circuit;

import java.util.List;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * The controlled {@link PhaseShift}, {@code diag(1, 1, 1, e^(i phi))}: control and target are alike.
 *
 * @param control the controlling qubit
 * @param target the other qubit
 * @param angle the angle phi
 */
public record CPhase(
        @JsonProperty("control") int control, @JsonProperty("target") int target, @JsonProperty("angle") Angle angle)
        implements NamedControlledGate {

    /**
     * Checks the components.
     *
     * @param control the controlling qubit
     * @param target the other qubit
     * @param angle the angle phi
     * @throws NullPointerException without an angle
     */
    public CPhase {
        Angle.checkThere(angle);
    }

    @Override
    public Controlled controlled() {
        return new Controlled(new PhaseShift(target, angle), List.of(control), Controls.ones(1));
    }

    @Override
    public Gate withAngles(List<Angle> angles) {
        return new CPhase(control, target, angles.get(0));
    }

    @Override
    public Gate adjoint() {
        return new CPhase(control, target, angle.scaled(-1));
    }
}
