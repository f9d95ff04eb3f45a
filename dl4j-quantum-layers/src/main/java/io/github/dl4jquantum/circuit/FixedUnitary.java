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

    /** Most qubits of a controlled unitary of several qubits: a matrix of 64 x 64. */
    public static final int MAX_CONTROLLED = 6;

    /**
     * Checks the components.
     *
     * @param qubits the qubits acted on, the matrix's most significant bit first
     * @param unitary a matrix of size 2^k for k qubits
     * @throws IllegalArgumentException if the matrix does not fit the number of qubits
     */
    public FixedUnitary {
        qubits = List.copyOf(qubits);
        if (qubits.isEmpty()) {
            throw new IllegalArgumentException("A fixed unitary needs a qubit; use GlobalPhase for a phase alone.");
        }
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

    @Override
    public List<PrimitiveGate> inverse() {
        return List.of(new FixedUnitary(qubits, unitary.dagger()));
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if the matrix acts on several qubits, and on more than {@value #MAX_CONTROLLED}
     *     together with the controls
     */
    @Override
    public List<Gate> controlled(List<Integer> controls) {
        if (qubits.size() == 1) {
            EulerAngles euler = EulerAngles.of(unitary);
            return new Controlled(euler.gate(qubits.get(0)), controls, Controls.ones(controls.size())).decomposition();
        }
        List<Integer> all = Controls.with(controls, qubits);
        if (all.size() > MAX_CONTROLLED) {
            throw new IllegalArgumentException("A fixed unitary on " + qubits.size() + " qubits with " + controls.size()
                    + " controls is too large; use at most " + MAX_CONTROLLED
                    + " qubits, or write it as gates of one or two qubits.");
        }
        return List.of(new FixedUnitary(all, unitary.controlled(Controls.ones(controls.size()))));
    }
}
