package io.github.dl4jquantum.engine.cpu;

import java.lang.reflect.Array;
import java.util.Arrays;

/** Moves a tile's examples between arrays with the minibatch innermost and rows of lanes. */
final class Lanes {

    private Lanes() {}

    /** Number of tiles that a minibatch fills. */
    static int tiles(int minibatch) {
        return (minibatch + Kernels.LANES - 1) / Kernels.LANES;
    }

    /**
     * Copies a tile into rows; lanes beyond the minibatch become 0.
     *
     * @param from holds [minibatch, rows] from {@code offset} on
     */
    static <A> void load(A from, int offset, int minibatch, int tile, A[] rows) {
        int first = tile * Kernels.LANES;
        int count = Math.min(Kernels.LANES, minibatch - first);
        for (int row = 0; row < rows.length; row++) {
            System.arraycopy(from, offset + row * minibatch + first, rows[row], 0, count);
            if (count < Kernels.LANES) {
                clear(rows[row], count);
            }
        }
    }

    private static void clear(Object row, int from) {
        if (row instanceof float[] floats) {
            Arrays.fill(floats, from, Kernels.LANES, 0f);
        } else {
            Arrays.fill((double[]) row, from, Kernels.LANES, 0.0);
        }
    }

    /**
     * Copies rows back out of a tile.
     *
     * @param to holds [minibatch, rows] from {@code offset} on
     */
    static <A> void store(A[] rows, A to, int offset, int minibatch, int tile) {
        int first = tile * Kernels.LANES;
        int count = Math.min(Kernels.LANES, minibatch - first);
        for (int row = 0; row < rows.length; row++) {
            System.arraycopy(rows[row], 0, to, offset + row * minibatch + first, count);
        }
    }

    /**
     * Checks the length of an array.
     *
     * @throws IllegalArgumentException if it is not minibatch * features, or the minibatch is empty
     */
    static void check(String what, Object array, int minibatch, int features) {
        if (minibatch < 1) {
            throw new IllegalArgumentException("Minibatch of " + minibatch + "; it needs at least one example.");
        }
        long expected = (long) minibatch * features;
        if (Array.getLength(array) != expected) {
            throw new IllegalArgumentException("Array of " + what + " has " + Array.getLength(array)
                    + " numbers; it must have " + minibatch + " x " + features + " = " + expected + ".");
        }
    }
}
