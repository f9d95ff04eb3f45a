package io.github.dl4jquantum.engine.cpu;

import io.github.dl4jquantum.engine.spi.CellParameter;
import io.github.dl4jquantum.engine.spi.SequenceCell;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Sums, lane by lane, of the gradients of a cell's linear maps.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
final class MapSums<A> {

    private final Kernels<A> kernels;
    private final List<CellParameter> parameters;
    private final A[] rows;

    MapSums(SequenceCell cell, Kernels<A> kernels) {
        this.kernels = kernels;
        parameters = cell.parameters().stream()
                .filter(parameter -> parameter.role() != CellParameter.Role.ANGLES)
                .toList();
        rows = kernels.realRows(cell.parameterCount());
    }

    /** One row for each of the cell's parameters; those of angles lie idle. */
    A[] rows() {
        return rows;
    }

    void clear() {
        each(k -> kernels.fill(rows[k], 0));
    }

    void addTo(double[] total) {
        each(k -> total[k] += kernels.total(rows[k]));
    }

    private void each(IntConsumer action) {
        for (CellParameter parameter : parameters) {
            for (int k = parameter.offset(); k < parameter.end(); k++) {
                action.accept(k);
            }
        }
    }
}
