package io.github.dl4jquantum.circuit;

import java.util.List;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * A fixed unitary on one or more qubits, without angles.
 *
 * @param qubits the qubits acted on, the matrix's most significant bit first
 * @param unitary a matrix of size 2^k for k qubits
 */
public record FixedUnitary(@JsonProperty("qubits") List<Integer> qubits, @JsonProperty("unitary") Unitary unitary)
        implements PrimitiveGate {

    /** @throws IllegalArgumentException if the matrix does not fit the number of qubits */
    public FixedUnitary {
        qubits = List.copyOf(qubits);
        if (unitary.size() != 1 << qubits.size()) {
            throw new IllegalArgumentException("A unitary of size " + unitary.size() + " does not fit " + qubits.size()
                    + " qubits; it must be of size " + (1 << qubits.size()) + ".");
        }
    }

    @Override
    public List<Angle> angles() {
        return List.of();
    }

    @Override
    public Unitary matrix(double... angles) {
        return unitary;
    }
}
