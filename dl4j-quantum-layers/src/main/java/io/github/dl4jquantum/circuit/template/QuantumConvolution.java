package io.github.dl4jquantum.circuit.template;

import io.github.dl4jquantum.circuit.Angle;
import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.circuit.Gate;
import io.github.dl4jquantum.circuit.IsingXX;
import io.github.dl4jquantum.circuit.IsingYY;
import io.github.dl4jquantum.circuit.IsingZZ;
import java.util.ArrayList;
import java.util.List;

/**
 * A layer of a quantum convolutional network (Cong, Choi and Lukin, arXiv 1810.03787): one gate of two qubits, the same on
 * every pair of neighbours of a line, first on pairs (0, 1), (2, 3), ..., then on (1, 2), (3, 4), .... The gate is general
 * (Vatan and Williams, quant-ph/0308006, whose core is that of {@link IsingXX}, {@link IsingYY} and {@link IsingZZ}):
 *
 * <pre>
 *   Rot (x) Rot, exp(-i a/2 XX), exp(-i b/2 YY), exp(-i c/2 ZZ), Rot (x) Rot
 * </pre>
 *
 * Parameters [15], which all pairs share, in the order above.
 *
 * @param qubits n, 2 to {@value Circuit#MAX_QUBITS}
 * @param on the qubits that take part, at least 2 different ones, in the order of the line
 */
public record QuantumConvolution(int qubits, List<Integer> on) implements Template {

    private static final int PARAMETERS = 15;

    /**
     * Checks the components.
     *
     * @param qubits n, 2 to {@value Circuit#MAX_QUBITS}
     * @param on the qubits that take part, at least 2 different ones, in the order of the line
     * @throws IllegalArgumentException if a qubit is not there or named twice, or there are fewer than 2
     */
    public QuantumConvolution {
        Circuit.checkQubits(qubits);
        on = Layers.checkedLine(qubits, on);
    }

    @Override
    public int inputs() {
        return 0;
    }

    @Override
    public int parameters() {
        return PARAMETERS;
    }

    @Override
    public List<Gate> gates(int firstInput, int firstParameter) {
        List<Gate> gates = new ArrayList<>();
        for (int start = 0; start < 2; start++) {
            for (int k = start; k + 1 < on.size(); k += 2) {
                addPair(gates, on.get(k), on.get(k + 1), firstParameter);
            }
        }
        return gates;
    }

    private static void addPair(List<Gate> gates, int a, int b, int first) {
        gates.add(Rotations.rot(a, first));
        gates.add(Rotations.rot(b, first + 3));
        gates.add(new IsingXX(a, b, Angle.parameter(first + 6)));
        gates.add(new IsingYY(a, b, Angle.parameter(first + 7)));
        gates.add(new IsingZZ(a, b, Angle.parameter(first + 8)));
        gates.add(Rotations.rot(a, first + 9));
        gates.add(Rotations.rot(b, first + 12));
    }
}
