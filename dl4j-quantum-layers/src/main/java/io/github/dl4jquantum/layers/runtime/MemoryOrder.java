package io.github.dl4jquantum.layers.runtime;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Where the numbers of an array of up to three axes lie in memory: entry (i, j, k) at i * strides[0] + j * strides[1] +
 * k * strides[2].
 *
 * @param sizes of three axes; 1 for those the array lacks
 * @param strides of three axes; 0 for those of size 1
 */
record MemoryOrder(int[] sizes, int[] strides) {

    private static final int AXES = 3;

    /** @throws IllegalArgumentException if there are more than three axes */
    static MemoryOrder of(INDArray array) {
        if (array.rank() > AXES) {
            throw new IllegalArgumentException("An array of " + array.rank() + " axes; at most 3 are known here.");
        }
        int[] sizes = {1, 1, 1};
        int[] strides = {0, 0, 0};
        for (int axis = 0; axis < array.rank(); axis++) {
            sizes[axis] = Math.toIntExact(array.size(axis));
            strides[axis] = sizes[axis] == 1 ? 0 : Math.toIntExact(array.stride(axis));
        }
        return new MemoryOrder(sizes, strides);
    }

    /** Number of entries. */
    int length() {
        return sizes[0] * sizes[1] * sizes[2];
    }

    /** Whether the entries do not fill one piece of memory, as in a part of another array or a broadcast one. */
    boolean hasGaps() {
        int last = 0;
        for (int axis = 0; axis < AXES; axis++) {
            last += (sizes[axis] - 1) * strides[axis];
        }
        return last + 1 != length();
    }

    /** Whether the first axis is innermost and the last outermost. */
    boolean isF() {
        int step = 1;
        for (int axis = 0; axis < AXES; axis++) {
            if (sizes[axis] != 1 && strides[axis] != step) {
                return false;
            }
            step *= sizes[axis];
        }
        return true;
    }

    /** Copies entries that lie in this order from {@code raw} to 'f' order in {@code to}, from {@code offset} on. */
    void toF(Object raw, Object to, int offset) {
        for (int column = 0; column < sizes[1] * sizes[2]; column++) {
            copy(raw, first(column), strides[0], to, offset + column * sizes[0], 1);
        }
    }

    /** Copies entries in 'f' order to {@code raw}, where they are to lie in this order. */
    void fromF(Object from, Object raw) {
        for (int column = 0; column < sizes[1] * sizes[2]; column++) {
            copy(from, column * sizes[0], 1, raw, first(column), strides[0]);
        }
    }

    /** Where entry (0, j, k) lies, which is the first of a column in 'f' order. */
    private int first(int column) {
        return column % sizes[1] * strides[1] + column / sizes[1] * strides[2];
    }

    /** Copies a column. */
    private void copy(Object from, int first, int by, Object to, int start, int step) {
        if (by == 1 && step == 1) {
            System.arraycopy(from, first, to, start, sizes[0]);
        } else if (from instanceof float[] floats) {
            copy(floats, first, by, (float[]) to, start, step, sizes[0]);
        } else {
            copy((double[]) from, first, by, (double[]) to, start, step, sizes[0]);
        }
    }

    private static void copy(float[] from, int first, int by, float[] to, int start, int step, int count) {
        for (int k = 0; k < count; k++) {
            to[start + k * step] = from[first + k * by];
        }
    }

    private static void copy(double[] from, int first, int by, double[] to, int start, int step, int count) {
        for (int k = 0; k < count; k++) {
            to[start + k * step] = from[first + k * by];
        }
    }
}
