package io.github.dl4jquantum.circuit.template;

import io.github.dl4jquantum.circuit.Angle;
import io.github.dl4jquantum.circuit.Ansatz;
import io.github.dl4jquantum.circuit.CNOT;
import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.circuit.Gate;
import io.github.dl4jquantum.circuit.Pauli;
import java.util.ArrayList;
import java.util.List;

/**
 * Basic entangling layers (the template of that name of Bergholm et al., arXiv 1811.04968, whose rotation is X by default):
 *
 * <pre>
 *   each layer  RX(theta), RY(theta) or RZ(theta)        on every qubit,
 *               CNOT(i, i+1 mod n) for i = 0..n-1        (one CNOT(0, 1) at n = 2, none at n = 1)
 * </pre>
 *
 * Parameters [layer, qubit].
 *
 * @param qubits n, 1 to {@value Circuit#MAX_QUBITS}
 * @param layers 0 to {@value Ansatz#MAX_LAYERS}
 * @param axis the axis of the rotations
 */
public record BasicEntangler(int qubits, int layers, Pauli axis) implements Template {

    /**
     * Checks the components.
     *
     * @param qubits n, 1 to {@value Circuit#MAX_QUBITS}
     * @param layers 0 to {@value Ansatz#MAX_LAYERS}
     * @param axis the axis of the rotations
     * @throws IllegalArgumentException if a number is out of range
     */
    public BasicEntangler {
        Circuit.checkQubits(qubits);
        Ansatz.checkLayers(layers);
    }

    @Override
    public int inputs() {
        return 0;
    }

    @Override
    public int parameters() {
        return qubits * layers;
    }

    @Override
    public List<Gate> gates(int firstInput, int firstParameter) {
        List<Gate> ring = qubits == 2 ? List.of(new CNOT(0, 1)) : new CnotRing(qubits, 1).gates(0, 0);
        List<Gate> gates = new ArrayList<>();
        for (int layer = 0; layer < layers; layer++) {
            for (int q = 0; q < qubits; q++) {
                gates.add(Rotations.about(axis, q, Angle.parameter(firstParameter + layer * qubits + q)));
            }
            gates.addAll(ring);
        }
        return gates;
    }
}
