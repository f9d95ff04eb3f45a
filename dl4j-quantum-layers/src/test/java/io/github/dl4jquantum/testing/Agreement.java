package io.github.dl4jquantum.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.engine.spi.SequenceEvaluator.States;
import java.util.stream.IntStream;

/** Asserts that numbers agree. */
public final class Agreement {

    private Agreement() {}

    /** Each number within {@code tolerance * max(1, |expected|)} of the expected one; NaN never is. */
    public static void assertClose(double[] expected, double[] actual, double tolerance) {
        assertEquals(expected.length, actual.length, "length");
        for (int i = 0; i < expected.length; i++) {
            double allowed = tolerance * Math.max(1, Math.abs(expected[i]));
            double deviation = Math.abs(actual[i] - expected[i]);
            String message = "entry " + i + ": expected " + expected[i] + ", was " + actual[i];
            assertTrue(deviation <= allowed, message);
        }
    }

    /** Asserts that a cell's states are close. */
    public static void assertClose(States<double[]> expected, States<double[]> actual, double tolerance) {
        assertEquals(expected.arrays().size(), actual.arrays().size());
        for (int k = 0; k < expected.arrays().size(); k++) {
            assertClose(expected.arrays().get(k), actual.arrays().get(k), tolerance);
        }
    }

    /** The same for floats. */
    public static void assertClose(double[] expected, float[] actual, double tolerance) {
        assertClose(expected, toDouble(actual), tolerance);
    }

    /** Nearest floats. */
    public static float[] toFloat(double[] values) {
        float[] floats = new float[values.length];
        IntStream.range(0, values.length).forEach(i -> floats[i] = (float) values[i]);
        return floats;
    }

    /** The same numbers as doubles. */
    public static double[] toDouble(float[] values) {
        return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
    }
}
