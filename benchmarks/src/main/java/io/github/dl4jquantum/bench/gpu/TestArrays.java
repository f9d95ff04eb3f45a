package io.github.dl4jquantum.bench.gpu;

import io.github.dl4jquantum.engine.spi.Precision;
import java.util.Random;
import java.util.stream.IntStream;

/** Arrays of either precision, and how far they are apart. */
final class TestArrays {

    private TestArrays() {}

    /** TestArrays of N(0, scale²) which a float holds exactly, so that both precisions start from the same. */
    static double[] normal(Random random, int length, double scale) {
        return IntStream.range(0, length)
                .mapToDouble(i -> (float) (scale * random.nextGaussian()))
                .toArray();
    }

    /** The same numbers in a precision. */
    static <A> A in(Precision<A> precision, double[] numbers) {
        A array = precision.allocate(numbers.length);
        if (array instanceof float[] floats) {
            IntStream.range(0, floats.length).forEach(i -> floats[i] = (float) numbers[i]);
        } else {
            System.arraycopy(numbers, 0, array, 0, numbers.length);
        }
        return array;
    }

    /** The same numbers in double. */
    static double[] from(Object array) {
        return array instanceof float[] floats
                ? IntStream.range(0, floats.length).mapToDouble(i -> floats[i]).toArray()
                : ((double[]) array).clone();
    }

    /** The largest deviation, relative to the larger of 1 and the expected number; infinite for NaN and unequal lengths. */
    static double deviation(double[] expected, double[] actual) {
        if (expected.length != actual.length) {
            return Double.POSITIVE_INFINITY;
        }
        return IntStream.range(0, expected.length)
                .mapToDouble(i -> Math.abs(actual[i] - expected[i]) / Math.max(1, Math.abs(expected[i])))
                .map(each -> Double.isNaN(each) ? Double.POSITIVE_INFINITY : each)
                .max()
                .orElse(0);
    }
}
