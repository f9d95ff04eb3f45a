package io.github.dl4jquantum.circuit.template;

import io.github.dl4jquantum.circuit.Angle;
import io.github.dl4jquantum.circuit.Ansatz;
import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.circuit.Gate;
import io.github.dl4jquantum.circuit.IsingZZ;
import io.github.dl4jquantum.circuit.Pauli;
import java.util.ArrayList;
import java.util.List;

/**
 * The trainable embedding of Lloyd, Schuld, Ijaz, Izaac and Killoran (arXiv 2001.03622), after the quantum approximate
 * optimisation algorithm:
 *
 * <pre>
 *   each layer  RX(x_i)                                  on every qubit i,
 *               exp(-i theta/2 Z_i Z_(i+1 mod n))        on the ring (one pair at n = 2, none at n = 1),
 *               RX(theta), RY(theta) or RZ(theta)        on every qubit, the local field
 *   last        RX(x_i)                                  on every qubit i
 * </pre>
 *
 * Parameters [layer, (pairs of the ring, then qubits)].
 *
 * @param qubits n, 1 to {@value Circuit#MAX_QUBITS}
 * @param layers 1 to {@value Ansatz#MAX_LAYERS}
 * @param field the axis of the local field, Y in the common implementations
 */
public record QaoaEmbedding(int qubits, int layers, Pauli field) implements Template {

    /**
     * Checks the components.
     *
     * @param qubits n, 1 to {@value Circuit#MAX_QUBITS}
     * @param layers 1 to {@value Ansatz#MAX_LAYERS}
     * @param field the axis of the local field, Y in the common implementations
     * @throws IllegalArgumentException if a number is out of range
     */
    public QaoaEmbedding {
        Circuit.checkQubits(qubits);
        Layers.checkPositive(layers);
    }

    @Override
    public int inputs() {
        return qubits;
    }

    @Override
    public int parameters() {
        return layers * (pairs() + qubits);
    }

    @Override
    public List<Gate> gates(int firstInput, int firstParameter) {
        List<Gate> embedding = new AngleEmbedding(qubits, Pauli.X).gates(firstInput, 0);
        List<Gate> gates = new ArrayList<>();
        int parameter = firstParameter;
        for (int layer = 0; layer < layers; layer++) {
            gates.addAll(embedding);
            for (int q = 0; q < pairs(); q++) {
                gates.add(new IsingZZ(q, (q + 1) % qubits, Angle.parameter(parameter++)));
            }
            for (int q = 0; q < qubits; q++) {
                gates.add(Rotations.about(field, q, Angle.parameter(parameter++)));
            }
        }
        gates.addAll(embedding);
        return gates;
    }

    private int pairs() {
        return qubits < 3 ? qubits - 1 : qubits;
    }
}
