package io.github.dl4jquantum.noise;

import java.util.List;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * A coherent error, the unitary {@code exp(-i angle P / 2) = cos(angle / 2) I - i sin(angle / 2) P} about a Pauli string:
 * a gate that turns too far, always by the same angle.
 *
 * @param paulis P, such as {@code "X"} for one qubit or {@code "ZX"} for two; I leaves a qubit alone
 * @param angle in radians
 */
public record OverRotation(@JsonProperty("paulis") String paulis, @JsonProperty("angle") double angle)
        implements Channel {

    /**
     * Checks the components.
     *
     * @param paulis P, such as {@code "X"} for one qubit or {@code "ZX"} for two; I leaves a qubit alone
     * @param angle in radians
     * @throws IllegalArgumentException for another string or an angle that is not finite
     */
    public OverRotation {
        if (!paulis.matches("[IXYZ]{1,2}") || paulis.matches("I+")) {
            throw new IllegalArgumentException("Over-rotation about '" + paulis
                    + "'; give one or two of I, X, Y, Z, not all of them I, such as X or ZX.");
        }
        if (!Double.isFinite(angle)) {
            throw new IllegalArgumentException("Over-rotation by " + angle + "; give a finite angle in radians.");
        }
    }

    @Override
    public int qubits() {
        return paulis.length();
    }

    @Override
    public List<KrausOperator> kraus() {
        return List.of(KrausOperator.pauli("I".repeat(qubits()), Math.cos(angle / 2), 0)
                .plus(KrausOperator.pauli(paulis, 0, -Math.sin(angle / 2))));
    }
}
