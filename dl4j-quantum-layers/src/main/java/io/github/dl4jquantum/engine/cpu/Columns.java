package io.github.dl4jquantum.engine.cpu;

import java.util.ArrayList;
import java.util.List;

/**
 * Rows of lanes, transposed: of each block of rows, of each lane, one row of features.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
final class Columns<A> {

    /** A block has as many features as there are lanes; those beyond the last one are 0. */
    final List<A[]> blocks = new ArrayList<>();

    private final CellKernels<A> kernels;

    /** @param features number of rows */
    Columns(int features, CellKernels<A> kernels) {
        this.kernels = kernels;
        for (int first = 0; first < features; first += kernels.lanes()) {
            blocks.add(kernels.realRows(kernels.lanes()));
        }
    }

    void load(A[] rows) {
        for (int b = 0; b < blocks.size(); b++) {
            kernels.transpose(rows, b * kernels.lanes(), blocks.get(b));
        }
    }
}
