package io.github.dl4jquantum.engine;

import io.github.dl4jquantum.engine.spi.Precision;
import java.lang.reflect.Array;

/** Var = s - m² of expectations m = &lt;O> and s = &lt;O²>, of which the second half of an array are s. */
final class Variance {

    private Variance() {}

    static <A> A of(A expectations, Precision<A> precision) {
        int count = Array.getLength(expectations) / 2;
        A variances = precision.allocate(count);
        for (int k = 0; k < count; k++) {
            double mean = Array.getDouble(expectations, k);
            set(variances, k, Array.getDouble(expectations, count + k) - mean * mean);
        }
        return variances;
    }

    /** d loss / d expectations from d loss / d variances. */
    static <A> A backward(A expectations, A upstream, Precision<A> precision) {
        int count = Array.getLength(upstream);
        A gradient = precision.allocate(2 * count);
        for (int k = 0; k < count; k++) {
            double slope = Array.getDouble(upstream, k);
            set(gradient, k, -2 * slope * Array.getDouble(expectations, k));
            set(gradient, count + k, slope);
        }
        return gradient;
    }

    private static void set(Object array, int index, double value) {
        if (array instanceof float[] floats) {
            floats[index] = (float) value;
        } else {
            ((double[]) array)[index] = value;
        }
    }
}
