package io.github.dl4jquantum.circuit.template;

import io.github.dl4jquantum.circuit.Angle;
import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.circuit.Gate;
import io.github.dl4jquantum.circuit.Pauli;
import java.util.ArrayList;
import java.util.List;

/**
 * The angle embedding {@code RX(x_i)}, {@code RY(x_i)} or {@code RZ(x_i)} on every qubit i, as in Bergholm et al. (arXiv
 * 1811.04968). It entangles nothing.
 *
 * @param qubits n, 1 to {@value Circuit#MAX_QUBITS}
 * @param axis the axis of the rotations
 */
public record AngleEmbedding(int qubits, Pauli axis) implements Template {

    /**
     * Checks the components.
     *
     * @param qubits n, 1 to {@value Circuit#MAX_QUBITS}
     * @param axis the axis of the rotations
     * @throws IllegalArgumentException if a number is out of range
     */
    public AngleEmbedding {
        Circuit.checkQubits(qubits);
    }

    @Override
    public int inputs() {
        return qubits;
    }

    @Override
    public int parameters() {
        return 0;
    }

    @Override
    public List<Gate> gates(int firstInput, int firstParameter) {
        List<Gate> gates = new ArrayList<>();
        for (int q = 0; q < qubits; q++) {
            gates.add(Rotations.about(axis, q, Angle.input(firstInput + q)));
        }
        return gates;
    }
}
