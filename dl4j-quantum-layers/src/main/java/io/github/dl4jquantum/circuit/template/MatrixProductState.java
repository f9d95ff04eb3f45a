package io.github.dl4jquantum.circuit.template;

import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.circuit.Gate;
import java.util.ArrayList;
import java.util.List;

/**
 * A circuit with the shape of a matrix product state (Huggins, Patil, Mitchell, Whaley and Stoudenmire, arXiv 1803.11537):
 * blocks of two qubits along the line, each {@code RY(theta), RY(theta'), CNOT}:
 *
 * <pre>
 *   block i     RY(theta) on qubit i, RY(theta') on qubit i+1, CNOT(i, i+1)       for i = 0..n-2
 * </pre>
 *
 * Parameters [block, 2]. The last qubit has seen all others: measure that one for a tensor network's output.
 *
 * @param qubits n, 2 to {@value Circuit#MAX_QUBITS}
 */
public record MatrixProductState(int qubits) implements Template {

    /**
     * Checks the components.
     *
     * @param qubits n, 2 to {@value Circuit#MAX_QUBITS}
     * @throws IllegalArgumentException if a number is out of range
     */
    public MatrixProductState {
        Circuit.checkQubits(qubits);
        Layers.checkPairs(qubits);
    }

    @Override
    public int inputs() {
        return 0;
    }

    @Override
    public int parameters() {
        return 2 * (qubits - 1);
    }

    @Override
    public List<Gate> gates(int firstInput, int firstParameter) {
        List<Gate> gates = new ArrayList<>();
        for (int q = 0; q + 1 < qubits; q++) {
            gates.addAll(Rotations.block(q, q + 1, firstParameter + 2 * q));
        }
        return gates;
    }
}
