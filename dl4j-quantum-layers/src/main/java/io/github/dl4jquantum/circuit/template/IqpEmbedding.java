package io.github.dl4jquantum.circuit.template;

import io.github.dl4jquantum.circuit.Angle;
import io.github.dl4jquantum.circuit.Ansatz;
import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.circuit.Gate;
import io.github.dl4jquantum.circuit.H;
import io.github.dl4jquantum.circuit.IsingZZ;
import io.github.dl4jquantum.circuit.RZ;
import java.util.ArrayList;
import java.util.List;

/**
 * The embedding by an instantaneous quantum polynomial circuit (Havlíček et al., arXiv 1804.11326), whose kernel is believed
 * to be hard to compute classically:
 *
 * <pre>
 *   each repeat  H, RZ(x_i)                              on every qubit i,
 *                exp(-i/2 x_i x_j Z_i Z_j)               on every pair i &lt; j
 * </pre>
 *
 * Nothing is trained.
 *
 * @param qubits n, 1 to {@value Circuit#MAX_QUBITS}
 * @param repeats 1 to {@value Ansatz#MAX_LAYERS}
 */
public record IqpEmbedding(int qubits, int repeats) implements Template {

    /**
     * Checks the components.
     *
     * @param qubits n, 1 to {@value Circuit#MAX_QUBITS}
     * @param repeats 1 to {@value Ansatz#MAX_LAYERS}
     * @throws IllegalArgumentException if a number is out of range
     */
    public IqpEmbedding {
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
                gates.add(new RZ(q, Angle.input(firstInput + q)));
            }
            for (int i = 0; i < qubits; i++) {
                for (int j = i + 1; j < qubits; j++) {
                    Angle product = Angle.input(firstInput + i).times(Angle.input(firstInput + j));
                    gates.add(new IsingZZ(i, j, product));
                }
            }
        }
        return gates;
    }
}
