package io.github.dl4jquantum.circuit.template;

import io.github.dl4jquantum.circuit.Angle;
import io.github.dl4jquantum.circuit.CRot;
import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.circuit.Gate;
import java.util.ArrayList;
import java.util.List;

/**
 * The pooling of a quantum convolutional network (Cong, Choi and Lukin, arXiv 1810.03787): half of the qubits are measured, and
 * the outcome decides on a rotation of their neighbours. The measurement is deferred, so that a {@link CRot} does it:
 *
 * <pre>
 *   CRot(alpha, beta, gamma)      from on[0] to on[1], from on[2] to on[3], ...
 * </pre>
 *
 * Parameters [3], which all pairs share. {@link #kept} are the qubits to go on with.
 *
 * @param qubits n, 2 to {@value Circuit#MAX_QUBITS}
 * @param on the qubits that take part, at least 2 different ones, in the order of the line
 */
public record QuantumPooling(int qubits, List<Integer> on) implements Template {

    /**
     * Checks the components.
     *
     * @param qubits n, 2 to {@value Circuit#MAX_QUBITS}
     * @param on the qubits that take part, at least 2 different ones, in the order of the line
     * @throws IllegalArgumentException if a qubit is not there or named twice, or there are fewer than 2
     */
    public QuantumPooling {
        Circuit.checkQubits(qubits);
        on = Layers.checkedLine(qubits, on);
    }

    @Override
    public int inputs() {
        return 0;
    }

    @Override
    public int parameters() {
        return 3;
    }

    @Override
    public List<Gate> gates(int firstInput, int firstParameter) {
        List<Gate> gates = new ArrayList<>();
        for (int k = 0; k + 1 < on.size(); k += 2) {
            gates.add(new CRot(
                    on.get(k),
                    on.get(k + 1),
                    Angle.parameter(firstParameter),
                    Angle.parameter(firstParameter + 1),
                    Angle.parameter(firstParameter + 2)));
        }
        return gates;
    }

    /** {@return the qubits that were rotated, and one without a partner} */
    public List<Integer> kept() {
        List<Integer> kept = new ArrayList<>();
        for (int k = 0; k < on.size(); k += 2) {
            kept.add(on.get(Math.min(k + 1, on.size() - 1)));
        }
        return kept;
    }
}
