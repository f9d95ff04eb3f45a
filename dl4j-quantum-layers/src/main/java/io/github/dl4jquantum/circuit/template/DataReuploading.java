package io.github.dl4jquantum.circuit.template;

import io.github.dl4jquantum.circuit.Angle;
import io.github.dl4jquantum.circuit.Ansatz;
import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.circuit.Gate;
import io.github.dl4jquantum.circuit.Rot;
import java.util.ArrayList;
import java.util.List;

/**
 * Data re-uploading with trainable weights (Pérez-Salinas, Cervera-Lierta, Gil-Fuster and Latorre, arXiv 1907.02085), their
 * {@code U(theta + w x)} with one component of x a qubit:
 *
 * <pre>
 *   each layer    Rot(theta + w x_i, theta' + w' x_i, theta'' + w'' x_i)   on every qubit i
 *   between two   CZ(0, 1), CZ(2, 3), ...                after layers 0, 2, 4, ...
 *   layers        CZ(1, 2), CZ(3, 4), ...                after layers 1, 3, 5, ...; also CZ(n-1, 0) for even n
 * </pre>
 *
 * Parameters [layer, qubit, (theta, w, theta', w', theta'', w'')]. A w that begins at 0 lets in no data, and one near 1 lets
 * it in as it is: choose the initial values with care.
 *
 * @param qubits n, 1 to {@value Circuit#MAX_QUBITS}
 * @param layers 1 to {@value Ansatz#MAX_LAYERS}
 */
public record DataReuploading(int qubits, int layers) implements Template {

    /**
     * Checks the components.
     *
     * @param qubits n, 1 to {@value Circuit#MAX_QUBITS}
     * @param layers 1 to {@value Ansatz#MAX_LAYERS}
     * @throws IllegalArgumentException if a number is out of range
     */
    public DataReuploading {
        Circuit.checkQubits(qubits);
        Layers.checkPositive(layers);
    }

    @Override
    public int inputs() {
        return qubits;
    }

    @Override
    public int parameters() {
        return 6 * qubits * layers;
    }

    @Override
    public List<Gate> gates(int firstInput, int firstParameter) {
        List<Gate> gates = new ArrayList<>();
        for (int layer = 0; layer < layers; layer++) {
            if (layer > 0) {
                gates.addAll(new CzPairs(qubits, (layer - 1) % 2).gates(0, 0));
            }
            for (int q = 0; q < qubits; q++) {
                Angle[] angles = new Angle[3];
                for (int k = 0; k < 3; k++) {
                    int theta = firstParameter + 6 * (layer * qubits + q) + 2 * k;
                    angles[k] = Angle.parameter(theta)
                            .plus(Angle.parameter(theta + 1).times(Angle.input(firstInput + q)));
                }
                gates.add(new Rot(q, angles[0], angles[1], angles[2]));
            }
        }
        return gates;
    }
}
