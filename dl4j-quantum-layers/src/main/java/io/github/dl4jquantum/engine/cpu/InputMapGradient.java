package io.github.dl4jquantum.engine.cpu;

/**
 * The gradient of an input map, summed over lanes and time steps.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
final class InputMapGradient<A> {

    private final InputMap map;
    private final CellKernels<A> kernels;
    private final BlockSums<A> weights;
    private final A[] biases;

    InputMapGradient(InputMap map, int inputs, int outputs, CellKernels<A> kernels) {
        this.map = map;
        this.kernels = kernels;
        weights = new BlockSums<>(inputs, outputs, kernels);
        biases = kernels.realRows(outputs);
    }

    void clear() {
        weights.clear();
        for (A row : biases) {
            kernels.fill(row, 0);
        }
    }

    /** Adds a step. */
    void add(A[] dOut, Features<A> features) {
        weights.add(dOut, features.columns);
        for (int i = 0; i < dOut.length; i++) {
            kernels.addReal(dOut[i], 1, biases[i]);
        }
    }

    /** Adds the sums to the gradients of all parameters. */
    void addTo(double[] total) {
        int nIn = map.ofX().fanIn();
        int nOut = map.ofH().fanIn();
        weights.addTo(total, 0, nIn, map.ofX().offset());
        weights.addTo(total, nIn, nOut, map.ofH().offset());
        for (int i = 0; i < biases.length; i++) {
            total[map.ofX().bias() + i] += kernels.total(biases[i]);
        }
    }

    /**
     * x and h of a step, transposed.
     *
     * @param <A> {@code float[]} or {@code double[]}
     */
    static final class Features<A> {
        private final A[] rows;
        private final Columns<A> columns;

        Features(int inputs, CellKernels<A> kernels) {
            rows = kernels.realRows(inputs);
            columns = new Columns<>(inputs, kernels);
        }

        void load(A[] x, A[] h) {
            System.arraycopy(x, 0, rows, 0, x.length);
            System.arraycopy(h, 0, rows, x.length, h.length);
            columns.load(rows);
        }
    }
}
