package io.github.dl4jquantum.engine.cuda;

import io.github.dl4jquantum.engine.spi.Precision;
import java.lang.reflect.Array;

/** Arrays of either precision. */
final class Numbers {

    private Numbers() {}

    /** @throws IllegalArgumentException if it is not minibatch * features, or the minibatch is empty */
    static void checkLength(String what, Object array, int minibatch, int features) {
        if (minibatch < 1) {
            throw new IllegalArgumentException("Minibatch of " + minibatch + "; it needs at least one example.");
        }
        long expected = (long) minibatch * features;
        if (Array.getLength(array) != expected) {
            throw new IllegalArgumentException("Array of " + what + " has " + Array.getLength(array)
                    + " numbers; it must have " + minibatch + " x " + features + " = " + expected + ".");
        }
    }

    /** @throws IllegalArgumentException if a result of minibatch * features is longer than an array can be */
    static void checkSize(String what, int minibatch, long features) {
        if (minibatch * features > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("The " + what + " of " + minibatch + " x " + features
                    + " are more than the " + Integer.MAX_VALUE + " numbers of an array: use a smaller minibatch.");
        }
    }

    /** The numbers as doubles, a copy. */
    static double[] toDoubles(Object array) {
        if (array instanceof double[] doubles) {
            return doubles.clone();
        }
        float[] floats = (float[]) array;
        double[] doubles = new double[floats.length];
        for (int k = 0; k < floats.length; k++) {
            doubles[k] = floats[k];
        }
        return doubles;
    }

    /** The nearest numbers of a precision. */
    static <A> A of(Precision<A> precision, double[] values) {
        A array = precision.allocate(values.length);
        if (array instanceof float[] floats) {
            for (int k = 0; k < values.length; k++) {
                floats[k] = (float) values[k];
            }
        } else {
            System.arraycopy(values, 0, array, 0, values.length);
        }
        return array;
    }
}
