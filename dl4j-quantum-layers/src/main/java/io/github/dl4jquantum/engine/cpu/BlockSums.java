package io.github.dl4jquantum.engine.cpu;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntBinaryOperator;

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

    private final int inputs;
    private final CellKernels<A> kernels;
    /** Of each block of features, of each output, one row of features. */
    private final List<A[]> weights = new ArrayList<>();

    BlockSums(int inputs, int outputs, CellKernels<A> kernels) {
        this.inputs = inputs;
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
            kernels.addOuter(dOut, in.blocks.get(b), weights.get(b));
        }
    }

    /** Adds the sums to the gradients of all parameters, where the weights lie output by output from an index on. */
    void addTo(double[] total, int offset) {
        addTo(total, (output, input) -> offset + output * inputs + input);
    }

    /**
     * Adds the sums to the gradients of all parameters.
     *
     * @param index where among them an output's weight of an input lies
     */
    void addTo(double[] total, IntBinaryOperator index) {
        for (int b = 0; b < weights.size(); b++) {
            int first = b * kernels.lanes();
            int count = Math.min(kernels.lanes(), inputs - first);
            A[] block = weights.get(b);
            for (int i = 0; i < block.length; i++) {
                double[] sums = kernels.toDoubles(block[i]);
                for (int k = 0; k < count; k++) {
                    total[index.applyAsInt(i, first + k)] += sums[k];
                }
            }
        }
    }
}
