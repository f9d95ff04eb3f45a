package io.github.dl4jquantum.engine.cpu;

import java.util.ArrayList;
import java.util.List;

/**
 * The tensor product of some neighbouring qubits, and its gradient: level i holds the 2^(i+1) products of the first i +
 * 1 qubits.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
final class Product<A> {

    private final Kernels<A> kernels;
    private final int first;
    private final List<A[]> levels = new ArrayList<>();

    /** Of qubits first .. first + count - 1, count at least 1; the first level is the first qubit's own rows. */
    Product(Kernels<A> kernels, int first, int count) {
        this.kernels = kernels;
        this.first = first;
        for (int level = 0; level < count; level++) {
            levels.add(kernels.complexRows(2 << level));
        }
    }

    /** All products, the first qubit's state the most significant bit of the index. */
    A[] rows() {
        return levels.get(levels.size() - 1);
    }

    /** Multiplies out. {@code qubits} gives the two amplitudes of each qubit. */
    void forward(List<A[]> qubits) {
        System.arraycopy(qubits.get(first), 0, levels.get(0), 0, 2);
        for (int level = 1; level < levels.size(); level++) {
            A[] qubit = qubits.get(first + level);
            A[] before = levels.get(level - 1);
            A[] now = levels.get(level);
            for (int k = 0; k < before.length; k++) {
                kernels.multiply(before[k], qubit[0], now[2 * k]);
                kernels.multiply(before[k], qubit[1], now[2 * k + 1]);
            }
        }
    }

    /**
     * Goes back from d loss / d rows, which lies in {@code gradient}'s rows, to d loss / d amplitudes of each qubit.
     */
    void backward(List<A[]> qubits, Product<A> gradient, List<A[]> qubitGradients) {
        for (int level = levels.size() - 1; level > 0; level--) {
            A[] qubit = qubits.get(first + level);
            A[] before = levels.get(level - 1);
            A[] upstream = gradient.levels.get(level);
            A[] downstream = gradient.levels.get(level - 1);
            A[] ofQubit = qubitGradients.get(first + level);
            kernels.fill(ofQubit[0], 0);
            kernels.fill(ofQubit[1], 0);
            for (int k = 0; k < before.length; k++) {
                kernels.fill(downstream[k], 0);
                for (int bit = 0; bit < 2; bit++) {
                    kernels.addConjugateProduct(before[k], upstream[2 * k + bit], ofQubit[bit]);
                    kernels.addConjugateProduct(qubit[bit], upstream[2 * k + bit], downstream[k]);
                }
            }
        }
        A[] bottom = gradient.levels.get(0);
        for (int bit = 0; bit < 2; bit++) {
            System.arraycopy(bottom[bit], 0, qubitGradients.get(first)[bit], 0, 2 * kernels.lanes());
        }
    }
}
