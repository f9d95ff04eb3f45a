package io.github.dl4jquantum.pde.record;

import java.util.function.Supplier;

/** An array whose elements are fetched when the first of them is read: to unpack or check them takes a pass over all. */
final class LazyArray implements NumericArray {
    private final String name;
    private final long[] shape;
    private final Supplier<NumericArray> source;
    private NumericArray fetched;

    LazyArray(String name, long[] shape, Supplier<NumericArray> source) {
        this.name = name;
        this.shape = shape;
        this.source = source;
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
    public void read(long[] start, int[] count, float[] target, int at, int[] strides) {
        fetched().read(start, count, target, at, strides);
    }

    private synchronized NumericArray fetched() {
        if (fetched == null) {
            fetched = source.get();
        }
        return fetched;
    }
}
