package io.github.dl4jquantum.engine.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Oracle: Java's own functions in float64. */
@Timeout(60)
class FloatMathTest {

    @Test
    void sineAndCosineAreThoseOfTheVeryAngle() {
        for (double step : new double[] {1e-6, 1e-3, 0.01, 1.7}) {
            for (int k = -5000; k <= 5000; k++) {
                float x = (float) (step * k);
                assertEquals(Math.cos(x), FloatMath.cos(x), 4e-7, "cos " + x);
                assertEquals(Math.sin(x), FloatMath.sin(x), 4e-7, "sin " + x);
            }
        }
    }

    @Test
    void aSmallAngleKeepsItsRelativePrecision() {
        for (float x = 1e-30f; x < 0.1f; x *= 3) {
            assertEquals(1, FloatMath.sin(x) / Math.sin(x), 3e-7, "sin " + x);
        }
    }

    @Test
    void manyTurnsAndWhatIsNoNumberAreLeftToJava() {
        assertTrue(FloatMath.isFewTurns(9999f, -.5f));
        assertFalse(FloatMath.isFewTurns(10001f, .5f));
        assertFalse(FloatMath.isFewTurns(9999f, .3f)); // times .3 has been rounded
        assertFalse(FloatMath.isFewTurns(Float.NaN, 1));
        assertFalse(FloatMath.isFewTurns(Float.POSITIVE_INFINITY, 1));
    }
}
