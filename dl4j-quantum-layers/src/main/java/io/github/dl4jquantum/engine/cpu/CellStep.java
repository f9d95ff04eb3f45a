package io.github.dl4jquantum.engine.cpu;

import io.github.dl4jquantum.engine.spi.SequenceCell;
import java.util.List;

/**
 * All that one time step of a cell keeps on one tile of lanes for the way back.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
abstract class CellStep<A> {

    /** The input of the step. */
    final A[] x;
    /** The mask of the step, one row. */
    final A[] mask;

    CellStep(SequenceCell cell, CellKernels<A> kernels) {
        x = kernels.realRows(cell.nIn());
        mask = kernels.realRows(1);
    }

    /** The states after the step. */
    abstract List<A[]> states();

    /** What the cell gives out. */
    abstract A[] activations();

    /** Multiplies rows with the mask. */
    final void applyMask(CellKernels<A> kernels, A[] rows) {
        for (A row : rows) {
            kernels.multiplyBy(row, mask[0]);
        }
    }
}
