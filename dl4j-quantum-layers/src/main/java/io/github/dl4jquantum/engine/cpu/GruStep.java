package io.github.dl4jquantum.engine.cpu;

import io.github.dl4jquantum.engine.spi.GruCell;
import java.util.List;

/**
 * A time step of a classical GRU.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
final class GruStep<A> extends CellStep<A> {

    /** How many times nOut rows there are. */
    static final int ROWS = 6;

    /** Hidden state after the step. */
    final A[] h;

    final A[] reset;
    final A[] update;
    /** n_t. */
    final A[] candidate;
    /** r h_{t-1}. */
    final A[] resetH;
    /** h_{t-1} - n_t. */
    final A[] change;

    GruStep(GruCell cell, CellKernels<A> kernels) {
        super(cell, kernels);
        h = kernels.realRows(cell.nOut());
        reset = kernels.realRows(cell.nOut());
        update = kernels.realRows(cell.nOut());
        candidate = kernels.realRows(cell.nOut());
        resetH = kernels.realRows(cell.nOut());
        change = kernels.realRows(cell.nOut());
    }

    @Override
    List<A[]> states() {
        return List.<A[]>of(h);
    }

    @Override
    A[] activations() {
        return h;
    }
}
