package io.github.dl4jquantum.circuit;

import java.util.List;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * The controlled {@link H}.
 *
 * @param control the controlling qubit
 * @param target the qubit that H acts on where the control is 1
 */
public record CH(@JsonProperty("control") int control, @JsonProperty("target") int target)
        implements NamedControlledGate {

    @Override
    public Controlled controlled() {
        return new Controlled(new H(target), List.of(control), Controls.ones(1));
    }

    @Override
    public Gate adjoint() {
        return this;
    }
}
