package io.github.dl4jquantum.circuit.template;

import io.github.dl4jquantum.circuit.Angle;
import io.github.dl4jquantum.circuit.Ansatz;
import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.circuit.Gate;
import io.github.dl4jquantum.circuit.H;
import io.github.dl4jquantum.circuit.IsingZZ;
import io.github.dl4jquantum.circuit.PhaseShift;
import java.util.ArrayList;
import java.util.List;

/**
 * The second-order Pauli-Z evolution of Havlíček et al. (arXiv 1804.11326), as Qiskit's ZZFeatureMap with full entanglement
 * has it up to a global phase:
 *
 * <pre>
 *   each repeat  H, P(2 x_i)                                               on every qubit i,
 *                exp(-i (pi - x_i) (pi - x_j) Z_i Z_j)                     on every pair i &lt; j
 * </pre>
 *
 * Nothing is trained.
 *
 * @param qubits n, 1 to {@value Circuit#MAX_QUBITS}
 * @param repeats 1 to {@value Ansatz#MAX_LAYERS}
 */
public record ZzFeatureMap(int qubits, int repeats) implements Template {

    /**
     * Checks the components.
     *
     * @param qubits n, 1 to {@value Circuit#MAX_QUBITS}
     * @param repeats 1 to {@value Ansatz#MAX_LAYERS}
     * @throws IllegalArgumentException if a number is out of range
     */
    public ZzFeatureMap {
        Circuit.checkQubits(qubits);
        Layers.checkPositive(repeats);
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
        for (int repeat = 0; repeat < repeats; repeat++) {
            for (int q = 0; q < qubits; q++) {
                gates.add(new H(q));
                gates.add(new PhaseShift(q, Angle.input(firstInput + q).scaled(2)));
            }
            for (int i = 0; i < qubits; i++) {
                for (int j = i + 1; j < qubits; j++) {
                    Angle product = fromPi(firstInput + i).times(fromPi(firstInput + j));
                    gates.add(new IsingZZ(i, j, product.scaled(2)));
                }
            }
        }
        return gates;
    }

    private static Angle fromPi(int input) {
        return Angle.constant(Math.PI).minus(Angle.input(input));
    }
}
