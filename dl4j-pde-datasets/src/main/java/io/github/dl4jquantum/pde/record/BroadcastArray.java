package io.github.dl4jquantum.pde.record;

import java.util.Arrays;

/**
 * An array that is constant along some axes, which the stored one lacks.
 *
 * @param stored the numbers
 * @param shape with all axes
 * @param constant whether the array is constant along an axis, for each of {@code shape}
 */
record BroadcastArray(NumericArray stored, long[] shape, boolean[] constant) implements NumericArray {

    @Override
    public String name() {
        return stored.name();
    }

    @Override
    public long[] shape() {
        return shape.clone();
    }

    @Override
    public long workingBytes() {
        return stored.workingBytes();
    }

    @Override
    public void read(long[] start, int[] count, float[] target, int at, int[] strides) {
        int rank = stored.shape().length;
        long[] storedStart = new long[rank];
        int[] storedCount = new int[rank];
        int[] storedStrides = new int[rank];
        int next = 0;
        for (int axis = 0; axis < shape.length; axis++) {
            if (!constant[axis]) {
                storedStart[next] = start[axis];
                storedCount[next] = count[axis];
                storedStrides[next++] = strides[axis];
            }
        }
        repeat(0, at, count, strides, to -> stored.read(storedStart, storedCount, target, to, storedStrides));
    }

    @FunctionalInterface
    private interface Copy {
        void to(int at);
    }

    private void repeat(int axis, int at, int[] count, int[] strides, Copy copy) {
        if (axis == shape.length) {
            copy.to(at);
            return;
        }
        int times = constant[axis] ? count[axis] : 1;
        for (int i = 0; i < times; i++) {
            repeat(axis + 1, at + i * strides[axis], count, strides, copy);
        }
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    @Override
    public String toString() {
        return name() + " " + Arrays.toString(shape);
    }
}
