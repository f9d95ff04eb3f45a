package io.github.dl4jquantum.engine.cpu;

import java.lang.reflect.Array;

/** Checks the arrays that callers hand in. */
final class ArrayLength {

    private ArrayLength() {}

    /** @throws IllegalArgumentException if it is not minibatch * features, or the minibatch is empty */
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
