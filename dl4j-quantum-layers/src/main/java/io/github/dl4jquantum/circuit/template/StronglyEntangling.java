package io.github.dl4jquantum.circuit.template;

import io.github.dl4jquantum.circuit.Ansatz;
import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.circuit.Gate;
import java.util.ArrayList;
import java.util.List;

/**
 * Strongly entangling layers (after the circuit-centric classifier of Schuld, Bocharov, Svore and Wiebe, arXiv 1804.00633):
 *
 * <pre>
 *   layer l      Rot(alpha, beta, gamma)                 on every qubit,
 *   (from 0)     CNOT(i, i+r mod n) for i = 0..n-1       with the range r = 1 + (l mod (n-1)); none at n = 1
 * </pre>
 *
 * Parameters [layer, qubit, (alpha, beta, gamma)]. Departures from the paper: it lets the controlled gates have parameters;
 * its block of range r has n / gcd(n, r) controlled gates, which leave some qubits alone where r divides n, while here all n
 * take part, as in the common implementations.
 *
 * @param qubits n, 1 to {@value Circuit#MAX_QUBITS}
 * @param layers 0 to {@value Ansatz#MAX_LAYERS}
 */
public record StronglyEntangling(int qubits, int layers) implements Template {

    /**
     * Checks the components.
     *
     * @param qubits n, 1 to {@value Circuit#MAX_QUBITS}
     * @param layers 0 to {@value Ansatz#MAX_LAYERS}
     * @throws IllegalArgumentException if a number is out of range
     */
    public StronglyEntangling {
        Circuit.checkQubits(qubits);
        Ansatz.checkLayers(layers);
    }

    @Override
    public int inputs() {
        return 0;
    }

    @Override
    public int parameters() {
        return 3 * qubits * layers;
    }

    @Override
    public List<Gate> gates(int firstInput, int firstParameter) {
        List<Gate> gates = new ArrayList<>();
        for (int layer = 0; layer < layers; layer++) {
            for (int q = 0; q < qubits; q++) {
                gates.add(Rotations.rot(q, firstParameter + 3 * (layer * qubits + q)));
            }
            gates.addAll(new CnotRing(qubits, qubits == 1 ? 1 : 1 + layer % (qubits - 1)).gates(0, 0));
        }
        return gates;
    }
}
