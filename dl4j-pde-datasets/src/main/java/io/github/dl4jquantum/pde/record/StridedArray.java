package io.github.dl4jquantum.pde.record;

import java.util.Arrays;

/** An array whose elements lie at constant strides: contiguous HDF5 data, NumPy's in C and Fortran order, a chunk. */
final class StridedArray implements NumericArray {
    private final String name;
    private final long[] shape;
    private final long[] strides;
    private final Elements elements;

    private StridedArray(String name, long[] shape, long[] strides, Elements elements) {
        this.name = name;
        this.shape = shape;
        this.strides = strides;
        this.elements = elements;
    }

    /** Last axis fastest. */
    static StridedArray cOrder(String name, long[] shape, Elements elements) {
        long[] strides = new long[shape.length];
        long stride = 1;
        for (int axis = shape.length - 1; axis >= 0; axis--) {
            strides[axis] = stride;
            stride *= shape[axis];
        }
        return new StridedArray(name, shape, strides, elements);
    }

    /** First axis fastest. */
    static StridedArray fortranOrder(String name, long[] shape, Elements elements) {
        long[] strides = new long[shape.length];
        long stride = 1;
        for (int axis = 0; axis < shape.length; axis++) {
            strides[axis] = stride;
            stride *= shape[axis];
        }
        return new StridedArray(name, shape, strides, elements);
    }

    /** Complex elements as one more axis, the fastest: the real part and right after it the imaginary one. */
    StridedArray ofParts() {
        long[] parts = Arrays.copyOf(strides, strides.length + 1);
        for (int axis = 0; axis < strides.length; axis++) {
            parts[axis] *= 2;
        }
        parts[strides.length] = 1;
        return new StridedArray(name, withParts(shape), parts, elements);
    }

    /** The shape of {@link #ofParts}. */
    static long[] withParts(long[] shape) {
        long[] parts = Arrays.copyOf(shape, shape.length + 1);
        parts[shape.length] = 2;
        return parts;
    }

    /** The same element everywhere. */
    static StridedArray constant(String name, long[] shape, Elements element) {
        return new StridedArray(name, shape, new long[shape.length], element);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public long[] shape() {
        return shape.clone();
    }

    @Override
    public long workingBytes() {
        return 0;
    }

    @Override
    public void read(long[] start, int[] count, float[] target, int at, int[] targetStrides) {
        long from = 0;
        for (int axis = 0; axis < shape.length; axis++) {
            from += start[axis] * strides[axis];
        }
        copy(0, from, count, target, at, targetStrides);
    }

    private void copy(int axis, long from, int[] count, float[] target, int at, int[] targetStrides) {
        int last = lastLong(count);
        if (axis >= last) {
            elements.copy(from, strides[last], count[last], target, at, targetStrides[last]);
            return;
        }
        for (int i = 0; i < count[axis]; i++) {
            copy(axis + 1, from + i * strides[axis], count, target, at + i * targetStrides[axis], targetStrides);
        }
    }

    /** The last axis along which there is more than one element: the innermost loop runs there. */
    private static int lastLong(int[] count) {
        int axis = count.length - 1;
        while (axis > 0 && count[axis] == 1) {
            axis--;
        }
        return axis;
    }
}
