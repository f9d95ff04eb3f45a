package io.github.dl4jquantum.engine.cpu;

import java.util.ArrayList;
import java.util.List;

/**
 * The gradient of the weights of an input map, summed over lanes and time steps.
 *
 * <p>Of a step it is dOut transpose([x, h]). With x and h transposed, rows of features of a lane in place of rows of lanes
 * of a feature, that is the loop of the map itself: which C2 turns into faster code than sums over lanes, in no more room than the
 * weights take.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
final class InputMapGradient<A> {

    private final InputMap map;
    private final CellKernels<A> kernels;
    /** Of each block of features, of each output, one row of features. */
    private final List<List<A[]>> weights = new ArrayList<>();

    private final A[] biases;

    InputMapGradient(InputMap map, int inputs, int outputs, CellKernels<A> kernels) {
        this.map = map;
        this.kernels = kernels;
        for (int first = 0; first < inputs; first += kernels.lanes()) {
            List<A[]> block = new ArrayList<>();
            for (int i = 0; i < outputs; i++) {
                block.add(kernels.realRows(1));
            }
            weights.add(block);
        }
        biases = kernels.realRows(outputs);
    }

    void clear() {
        weights.forEach(block -> block.forEach(row -> kernels.fill(row[0], 0)));
        for (A row : biases) {
            kernels.fill(row, 0);
        }
    }

    /** Adds a step. */
    void add(A[] dOut, Features<A> features) {
        for (int b = 0; b < weights.size(); b++) {
            for (int i = 0; i < dOut.length; i++) {
                kernels.linear(weights.get(b).get(i), features.blocks.get(b), dOut[i], 0, 0, 1, -1, true);
            }
        }
        for (int i = 0; i < dOut.length; i++) {
            kernels.addReal(dOut[i], 1, biases[i]);
        }
    }

    /** Adds the sums to the gradients of all parameters. */
    void addTo(double[] total) {
        int nIn = map.ofX().fanIn();
        int nOut = map.ofH().fanIn();
        for (int b = 0; b < weights.size(); b++) {
            int first = b * kernels.lanes();
            int count = Math.min(kernels.lanes(), nIn + nOut - first);
            for (int i = 0; i < biases.length; i++) {
                double[] sums = kernels.toDoubles(weights.get(b).get(i)[0]);
                for (int k = 0; k < count; k++) {
                    int feature = first + k;
                    int index = feature < nIn
                            ? map.ofX().offset() + i * nIn + feature
                            : map.ofH().offset() + i * nOut + feature - nIn;
                    total[index] += sums[k];
                }
            }
        }
        for (int i = 0; i < biases.length; i++) {
            total[map.ofX().bias() + i] += kernels.total(biases[i]);
        }
    }

    /**
     * x and h of a step, transposed: of each block of features, of each lane, one row.
     *
     * @param <A> {@code float[]} or {@code double[]}
     */
    static final class Features<A> {
        private final CellKernels<A> kernels;
        private final A[] rows;
        private final List<A[]> blocks = new ArrayList<>();

        Features(int inputs, CellKernels<A> kernels) {
            this.kernels = kernels;
            rows = kernels.realRows(inputs);
            for (int first = 0; first < inputs; first += kernels.lanes()) {
                blocks.add(kernels.realRows(kernels.lanes()));
            }
        }

        void load(A[] x, A[] h) {
            System.arraycopy(x, 0, rows, 0, x.length);
            System.arraycopy(h, 0, rows, x.length, h.length);
            for (int b = 0; b < blocks.size(); b++) {
                kernels.transpose(rows, b * kernels.lanes(), blocks.get(b));
            }
        }
    }
}
