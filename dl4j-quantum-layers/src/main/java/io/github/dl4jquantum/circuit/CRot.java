package io.github.dl4jquantum.circuit;

import java.util.List;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * The controlled {@link Rot}.
 *
 * @param control the controlling qubit
 * @param target the qubit rotated where the control is 1
 * @param alpha the first angle, about z
 * @param beta the second angle, about y
 * @param gamma the third angle, about z
 */
public record CRot(
        @JsonProperty("control") int control,
        @JsonProperty("target") int target,
        @JsonProperty("alpha") Angle alpha,
        @JsonProperty("beta") Angle beta,
        @JsonProperty("gamma") Angle gamma)
        implements NamedControlledGate {

    /**
     * Checks the components.
     *
     * @param control the controlling qubit
     * @param target the qubit rotated where the control is 1
     * @param alpha the first angle, about z
     * @param beta the second angle, about y
     * @param gamma the third angle, about z
     * @throws NullPointerException without one of the angles
     */
    public CRot {
        Angle.checkThere(alpha, beta, gamma);
    }

    @Override
    public Controlled controlled() {
        return new Controlled(new Rot(target, alpha, beta, gamma), List.of(control), Controls.ones(1));
    }

    @Override
    public Gate withAngles(List<Angle> angles) {
        return new CRot(control, target, angles.get(0), angles.get(1), angles.get(2));
    }

    @Override
    public Gate adjoint() {
        return new CRot(control, target, gamma.scaled(-1), beta.scaled(-1), alpha.scaled(-1));
    }
}
