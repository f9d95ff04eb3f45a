package io.github.dl4jquantum.engine.cpu;

import java.util.ArrayList;
import java.util.List;

/**
 * The gradient of the weights of a linear map, summed over lanes and time steps.
 *
 * <p>Of a step it is dOut transpose(in). With the inputs transposed, rows of features of a lane in place of rows of
 * lanes of a feature, that is the loop of the map itself: which C2 turns into faster code than sums over lanes, in no
 * more room than the weights take.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
final class BlockSums<A> {

    private final CellKernels<A> kernels;
    /** Of each block of features, of each output, one row of features. */
    private final List<A[]> weights = new ArrayList<>();

    BlockSums(int inputs, int outputs, CellKernels<A> kernels) {
        this.kernels = kernels;
        for (int first = 0; first < inputs; first += kernels.lanes()) {
            weights.add(kernels.realRows(outputs));
        }
    }

    void clear() {
        for (A[] block : weights) {
            for (A row : block) {
                kernels.fill(row, 0);
            }
        }
    }

    /** Adds a step. */
    void add(A[] dOut, Columns<A> in) {
        for (int b = 0; b < weights.size(); b++) {
            kernels.addColumns(dOut, in.blocks.get(b), weights.get(b));
        }
    }

    /**
     * Adds the sums of some inputs' weights to the gradients of all parameters.
     *
     * @param first the first of these inputs
     * @param count how many they are: the fan-in of the parameter that their weights make
     * @param offset where that begins; its weights lie output by output
     */
    void addTo(double[] total, int first, int count, int offset) {
        for (int b = 0; b < weights.size(); b++) {
            int start = b * kernels.lanes();
            int from = Math.max(first, start);
            int to = Math.min(first + count, start + kernels.lanes());
            A[] block = weights.get(b);
            for (int i = 0; i < block.length && from < to; i++) {
                kernels.addTo(total, offset + i * count + from - first, block[i], from - start, to - from);
            }
        }
    }
}
