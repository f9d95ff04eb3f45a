package io.github.dl4jquantum.circuit.template;

import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.circuit.Gate;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A quantum convolutional network (Cong, Choi and Lukin, arXiv 1810.03787): {@link QuantumConvolution} and
 * {@link QuantumPooling} in turn, each with parameters of its own, until one qubit is left, the last one: measure that.
 *
 * <p>Parameters [level, (15 of the convolution, 3 of the pooling)], about 18 log2 n.
 *
 * @param qubits n, 2 to {@value Circuit#MAX_QUBITS}
 */
public record Qcnn(int qubits) implements Template {

    /**
     * Checks the components.
     *
     * @param qubits n, 2 to {@value Circuit#MAX_QUBITS}
     * @throws IllegalArgumentException if a number is out of range
     */
    public Qcnn {
        Circuit.checkQubits(qubits);
        Layers.checkPairs(qubits);
    }

    @Override
    public int inputs() {
        return 0;
    }

    @Override
    public int parameters() {
        return network().parameters();
    }

    @Override
    public List<Gate> gates(int firstInput, int firstParameter) {
        return network().gates(firstInput, firstParameter);
    }

    private Template network() {
        Template network = null;
        List<Integer> on = IntStream.range(0, qubits).boxed().toList();
        while (on.size() > 1) {
            QuantumPooling pooling = new QuantumPooling(qubits, on);
            Template level = new QuantumConvolution(qubits, on).then(pooling);
            network = network == null ? level : network.then(level);
            on = pooling.kept();
        }
        return network;
    }
}
