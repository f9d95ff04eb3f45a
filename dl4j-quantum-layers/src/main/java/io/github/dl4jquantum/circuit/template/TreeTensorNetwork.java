package io.github.dl4jquantum.circuit.template;

import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.circuit.Gate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A circuit with the shape of a binary tree (Grant et al., arXiv 1804.03680; Huggins et al., arXiv 1803.11537): blocks of two
 * qubits, each {@code RY(theta), RY(theta'), CNOT} with the upper qubit as control. The target of every block goes on to the
 * next level, as does a qubit without a partner:
 *
 * <pre>
 *   n = 8       (0, 1) (2, 3) (4, 5) (6, 7)   then   (1, 3) (5, 7)   then   (3, 7)
 * </pre>
 *
 * Parameters [block, 2], level by level. The last qubit is the root: measure that one for a tensor network's output.
 *
 * @param qubits n, 2 to {@value Circuit#MAX_QUBITS}
 */
public record TreeTensorNetwork(int qubits) implements Template {

    /**
     * Checks the components.
     *
     * @param qubits n, 2 to {@value Circuit#MAX_QUBITS}
     * @throws IllegalArgumentException if a number is out of range
     */
    public TreeTensorNetwork {
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
        int parameter = firstParameter;
        List<Integer> level = IntStream.range(0, qubits).boxed().toList();
        while (level.size() > 1) {
            List<Integer> next = new ArrayList<>();
            for (int k = 0; k < level.size(); k += 2) {
                boolean pair = k + 1 < level.size();
                if (pair) {
                    gates.addAll(Rotations.block(level.get(k), level.get(k + 1), parameter));
                    parameter += 2;
                }
                next.add(level.get(pair ? k + 1 : k));
            }
            level = next;
        }
        return gates;
    }
}
