package io.github.dl4jquantum.engine.spi;

import java.util.function.IntFunction;

/**
 * The arithmetic of an evaluation.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
public final class Precision<A> {

    /** 32 bits. */
    public static final Precision<float[]> FLOAT = new Precision<>("float32", Float.BYTES, float[]::new);

    /** 64 bits. */
    public static final Precision<double[]> DOUBLE = new Precision<>("float64", Double.BYTES, double[]::new);

    private final String name;
    private final int bytes;
    private final IntFunction<A> factory;

    private Precision(String name, int bytes, IntFunction<A> factory) {
        this.name = name;
        this.bytes = bytes;
        this.factory = factory;
    }

    /**
     * {@return an array of zeros}
     *
     * @param length how many numbers
     */
    public A allocate(int length) {
        return factory.apply(length);
    }

    /** {@return how many bytes one number takes} */
    public int bytes() {
        return bytes;
    }

    @Override
    public String toString() {
        return name;
    }
}
