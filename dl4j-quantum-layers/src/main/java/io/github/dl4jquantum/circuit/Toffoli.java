package io.github.dl4jquantum.circuit;

import java.util.List;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * The controlled not of two controls, {@code CCX} in OpenQASM.
 *
 * @param first a controlling qubit
 * @param second the other controlling qubit
 * @param target the qubit flipped where both controls are 1
 */
public record Toffoli(
        @JsonProperty("first") int first, @JsonProperty("second") int second, @JsonProperty("target") int target)
        implements NamedControlledGate {

    @Override
    public Controlled controlled() {
        return new Controlled(new X(target), List.of(first, second), Controls.ones(2));
    }

    @Override
    public Gate adjoint() {
        return this;
    }
}
