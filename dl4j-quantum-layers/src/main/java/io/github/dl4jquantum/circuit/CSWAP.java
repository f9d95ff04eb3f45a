package io.github.dl4jquantum.circuit;

import java.util.List;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * The controlled {@link SWAP}, or Fredkin gate.
 *
 * @param control the controlling qubit
 * @param first a qubit exchanged where the control is 1
 * @param second the other one
 */
public record CSWAP(
        @JsonProperty("control") int control, @JsonProperty("first") int first, @JsonProperty("second") int second)
        implements NamedControlledGate {

    @Override
    public Controlled controlled() {
        return new Controlled(new SWAP(first, second), List.of(control), Controls.ones(1));
    }

    @Override
    public Gate adjoint() {
        return this;
    }
}
