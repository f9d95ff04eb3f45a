package io.github.dl4jquantum.engine.cpu;

import io.github.dl4jquantum.engine.spi.CellParameter;
import io.github.dl4jquantum.engine.spi.SequenceCell;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Sums of the gradients of a cell's linear maps: of biases and small maps lane by lane, of maps that fill a block of
 * lanes with their inputs as {@link BlockSums}.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
final class MapSums<A> {

    private final CellKernels<A> kernels;
    private final List<CellParameter> parameters;
    /** By offset of the parameter: one row for each of its numbers. */
    private final Map<Integer, A[]> lanes = new HashMap<>();

    private final Map<Integer, BlockSums<A>> blocks = new HashMap<>();
    /** By number of inputs. */
    private final Map<Integer, Columns<A>> columns = new HashMap<>();

    MapSums(SequenceCell cell, CellKernels<A> kernels) {
        this.kernels = kernels;
        parameters = cell.parameters();
        for (CellParameter parameter : parameters) {
            if (parameter.role() == CellParameter.Role.ANGLES || parameter.length() == 0) {
                continue;
            }
            if (isBlocked(parameter.rows(), kernels.lanes())) {
                blocks.put(parameter.offset(), new BlockSums<>(parameter.rows(), parameter.columns(), kernels));
                columns.computeIfAbsent(parameter.rows(), rows -> new Columns<>(rows, kernels));
            } else {
                lanes.put(parameter.offset(), kernels.realRows(parameter.length()));
            }
        }
    }

    /** Whether a map's inputs fill at least half a block. */
    private static boolean isBlocked(int inputs, int lanes) {
        return 2 * inputs >= lanes;
    }

    void clear() {
        blocks.values().forEach(BlockSums::clear);
        for (A[] rows : lanes.values()) {
            for (A row : rows) {
                kernels.fill(row, 0);
            }
        }
    }

    /** Adds the gradient of a map, dOut transpose(in), and dOut to that of its biases. */
    void add(Affine map, A[] dOut, A[] in) {
        if (dOut.length == 0) {
            return;
        }
        BlockSums<A> block = blocks.get(map.offset());
        if (block == null) {
            addLanes(dOut, in, lanes.get(map.offset()));
        } else {
            Columns<A> transposed = columns.get(in.length);
            transposed.load(in);
            block.add(dOut, transposed);
        }
        if (map.bias() >= 0) {
            A[] biases = lanes.get(map.bias());
            for (int i = 0; i < dOut.length; i++) {
                kernels.addReal(dOut[i], 1, biases[i]);
            }
        }
    }

    private void addLanes(A[] dOut, A[] in, A[] sums) {
        for (int i = 0; i < dOut.length; i++) {
            kernels.addProducts(dOut[i], in, sums, i * in.length);
        }
    }

    void addTo(double[] total) {
        for (CellParameter parameter : parameters) {
            BlockSums<A> block = blocks.get(parameter.offset());
            if (block != null) {
                block.addTo(total, 0, parameter.rows(), parameter.offset());
            }
        }
        lanes.forEach((offset, rows) -> {
            for (int k = 0; k < rows.length; k++) {
                total[offset + k] += kernels.total(rows[k]);
            }
        });
    }
}
