package io.github.dl4jquantum.circuit.template;

import io.github.dl4jquantum.circuit.Angle;
import io.github.dl4jquantum.circuit.Ansatz;
import io.github.dl4jquantum.circuit.CZ;
import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.circuit.Gate;
import io.github.dl4jquantum.circuit.RY;
import java.util.ArrayList;
import java.util.List;

/**
 * The simplified two-design of Cerezo, Sone, Volkoff, Cincio and Coles (arXiv 2001.00550), whose cost landscapes are
 * understood:
 *
 * <pre>
 *   first       RY(theta)                                        on every qubit
 *   each layer  CZ, then RY(theta) and RY(theta') on its qubits: on (0, 1), (2, 3), ..., then on (1, 2), (3, 4), ...
 * </pre>
 *
 * Parameters [qubit] of the first rotations, then [layer, pair, 2].
 *
 * @param qubits n, 1 to {@value Circuit#MAX_QUBITS}
 * @param layers 0 to {@value Ansatz#MAX_LAYERS}
 */
public record SimplifiedTwoDesign(int qubits, int layers) implements Template {

    /**
     * Checks the components.
     *
     * @param qubits n, 1 to {@value Circuit#MAX_QUBITS}
     * @param layers 0 to {@value Ansatz#MAX_LAYERS}
     * @throws IllegalArgumentException if a number is out of range
     */
    public SimplifiedTwoDesign {
        Circuit.checkQubits(qubits);
        Ansatz.checkLayers(layers);
    }

    @Override
    public int inputs() {
        return 0;
    }

    @Override
    public int parameters() {
        return qubits + 2 * (qubits - 1) * layers;
    }

    @Override
    public List<Gate> gates(int firstInput, int firstParameter) {
        List<Gate> gates = new ArrayList<>();
        int parameter = firstParameter;
        for (int q = 0; q < qubits; q++) {
            gates.add(new RY(q, Angle.parameter(parameter++)));
        }
        for (int layer = 0; layer < layers; layer++) {
            for (int start = 0; start < 2; start++) {
                for (int q = start; q + 1 < qubits; q += 2) {
                    gates.add(new CZ(q, q + 1));
                    gates.add(new RY(q, Angle.parameter(parameter++)));
                    gates.add(new RY(q + 1, Angle.parameter(parameter++)));
                }
            }
        }
        return gates;
    }
}
