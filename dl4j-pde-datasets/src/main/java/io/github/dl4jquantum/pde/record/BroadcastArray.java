package io.github.dl4jquantum.pde.record;

import java.util.Arrays;
import java.util.stream.IntStream;

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
    public double decodedBytes(long[] start, long[] count) {
        int[] axes = storedAxes();
        return stored.decodedBytes(
                Arrays.stream(axes).mapToLong(axis -> start[axis]).toArray(),
                Arrays.stream(axes).mapToLong(axis -> count[axis]).toArray());
    }

    @Override
    public int chunkLength(int axis) {
        int at = Arrays.binarySearch(storedAxes(), axis);
        return at < 0 ? 1 : stored.chunkLength(at);
    }

    /** Those along which the array is not constant: each axis of the stored one, in order. */
    private int[] storedAxes() {
        return IntStream.range(0, shape.length).filter(axis -> !constant[axis]).toArray();
    }

    @Override
    public void read(long[] start, int[] count, float[] target, int at, int[] strides) {
        int[] axes = storedAxes();
        long[] storedStart = Arrays.stream(axes).mapToLong(axis -> start[axis]).toArray();
        int[] storedCount = Arrays.stream(axes).map(axis -> count[axis]).toArray();
        int[] storedStrides = Arrays.stream(axes).map(axis -> strides[axis]).toArray();
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
