package io.github.dl4jquantum.forecast.baseline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Oracle: polynomials in time, and the remainder of Newton's interpolation. */
@Timeout(60)
class ExtrapolationTest {

    @Test
    void persistenceRepeatsTheLastSnapshot() {
        INDArray context = Nd4j.createFromArray(new float[][][] {{{1, 2}, {3, 4}}, {{5, 6}, {7, 8}}});
        INDArray expected = Nd4j.createFromArray(new float[][][] {{{2, 2, 2}, {4, 4, 4}}, {{6, 6, 6}, {8, 8, 8}}});
        assertEquals(expected, new Persistence().rollout(context, 3).dup('c'));
        assertEquals(1, new Persistence().contextLength());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void aPolynomialOfItsDegreeIsContinuedExactly(int degree) {
        INDArray context = power(degree, 0, degree + 2); // one snapshot more than it needs
        assertArrayEquals(
                power(degree, degree + 2, degree + 8).data().asFloat(),
                new Extrapolation(degree).rollout(context, 6).dup('c').data().asFloat(),
                1e-4f);
    }

    /**
     * The remainder of t^(d+1) at k steps after the nodes t, t-1, ..., t-d is the product k (k+1) ... (k+d): 2, 6, 12 for the
     * line, 6, 24, 60 for the parabola, 24, 120, 360 for the cubic.
     */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void theNextPowerIsMissedByTheProductOfTheDistances(int degree) {
        INDArray forecast = new Extrapolation(degree).rollout(power(degree + 1, 0, degree + 1), 3);
        INDArray error = power(degree + 1, degree + 1, degree + 4).sub(forecast);
        double[][] remainders = {{2, 6, 12}, {6, 24, 60}, {24, 120, 360}};
        for (int step = 0; step < 3; step++) {
            assertEquals(remainders[degree - 1][step], error.getDouble(0, 0, step), 1e-4);
            assertEquals(0, error.getDouble(0, 1, step), 1e-4);
        }
    }

    /** Two values and sequences that a wrong reshape would mix: 1 + t and 2 - 3 t, then 10 t and 7. */
    @Test
    void everyValueOfEverySequenceGoesItsOwnWay() {
        INDArray context = Nd4j.createFromArray(new float[][][] {{{1, 2}, {2, -1}}, {{0, 10}, {7, 7}}});
        INDArray expected = Nd4j.createFromArray(new float[][][] {{{3, 4}, {-4, -7}}, {{20, 30}, {7, 7}}});
        assertEquals(expected, new Extrapolation(1).rollout(context, 2).dup('c'));
    }

    @Test
    void otherDegreesAndShortContextsAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Extrapolation(0));
        assertThrows(IllegalArgumentException.class, () -> new Extrapolation(4));
        Extrapolation parabola = new Extrapolation(2);
        assertEquals(3, parabola.contextLength());
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> parabola.rollout(Nd4j.zeros(1, 1, 2), 1));
        assertTrue(refused.getMessage().contains("give 3 or more"), refused.getMessage());
    }

    /** Two values, t^degree and a constant, from time {@code from} to {@code to}. */
    private static INDArray power(int degree, int from, int to) {
        float[][] values = new float[2][to - from];
        for (int t = from; t < to; t++) {
            values[0][t - from] = (float) Math.pow(t, degree);
            values[1][t - from] = 5;
        }
        return Nd4j.createFromArray(new float[][][] {values});
    }
}
