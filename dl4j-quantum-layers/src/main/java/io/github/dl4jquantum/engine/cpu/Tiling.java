package io.github.dl4jquantum.engine.cpu;

import io.github.dl4jquantum.engine.spi.StateTooLargeException;
import java.util.Arrays;

/**
 * How a minibatch is cut into tiles of lanes, and how many threads may work on them. Depends on the minibatch and on
 * the heap, never on the number of threads, so that no result does.
 *
 * @param minibatch number of examples
 * @param lanes examples in a tile; those beyond the minibatch are idle
 * @param threads how many tiles may be worked on at once
 */
record Tiling(int minibatch, int lanes, int threads) {

    /**
     * The narrowest tile that takes the whole minibatch, or the widest there is; a narrower one where the heap is too
     * small for that.
     *
     * @param what what is to be evaluated, for the message
     * @param most lanes to take at most
     * @param fixed bytes that are needed anyway
     * @param each bytes that each lane at work needs
     * @throws StateTooLargeException if there is no room for one tile of the narrowest kind
     */
    static Tiling of(Object what, int most, int minibatch, long fixed, long each) {
        long available = Runtime.getRuntime().maxMemory() / 2 - fixed;
        int lanes = CellKernels.WIDTHS.get(0);
        for (int wider : CellKernels.WIDTHS) {
            boolean fills = wider <= CellKernels.WIDE ? lanes < minibatch : 2 * wider <= minibatch;
            if (wider <= most && fills && wider * each <= available) {
                lanes = wider;
            }
        }
        if (lanes * each > available) {
            throw new StateTooLargeException(
                    what.toString(),
                    fixed + lanes * each,
                    available + fixed,
                    "take fewer qubits, layers or time steps, or a larger heap with -Xmx"
                            + (2 * (fixed + lanes * each) / (1 << 20) + 1) + "m");
        }
        return new Tiling(minibatch, lanes, (int) Math.min(Workers.count(), available / (lanes * each)));
    }

    /** Whether there is room for one tile of the narrowest kind. */
    static boolean fits(long fixed, long each) {
        return CellKernels.WIDTHS.get(0) * each <= Runtime.getRuntime().maxMemory() / 2 - fixed;
    }

    /** Number of tiles. */
    int tiles() {
        return (minibatch + lanes - 1) / lanes;
    }

    /**
     * Copies a tile into rows; lanes beyond the minibatch become 0.
     *
     * @param from holds [minibatch, rows] from {@code offset} on
     */
    <A> void load(A from, int offset, int tile, A[] rows) {
        int first = tile * lanes;
        int count = Math.min(lanes, minibatch - first);
        for (int row = 0; row < rows.length; row++) {
            System.arraycopy(from, offset + row * minibatch + first, rows[row], 0, count);
            if (count < lanes) {
                clear(rows[row], count);
            }
        }
    }

    private void clear(Object row, int from) {
        if (row instanceof float[] floats) {
            Arrays.fill(floats, from, lanes, 0f);
        } else {
            Arrays.fill((double[]) row, from, lanes, 0.0);
        }
    }

    /**
     * Copies rows back out of a tile.
     *
     * @param to holds [minibatch, rows] from {@code offset} on
     */
    <A> void store(A[] rows, A to, int offset, int tile) {
        int first = tile * lanes;
        int count = Math.min(lanes, minibatch - first);
        for (int row = 0; row < rows.length; row++) {
            System.arraycopy(rows[row], 0, to, offset + row * minibatch + first, count);
        }
    }
}
