package io.github.dl4jquantum.bench.study;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.bench.result.RunResult.Ratio;
import io.github.dl4jquantum.forecast.Segments;
import io.github.dl4jquantum.forecast.baseline.Persistence;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.nd4j.linalg.factory.Nd4j;

/** Oracles: errors worked out by hand; the normal approximation of an interval. */
@Timeout(60)
class RolloutErrorsTest {

    /** Given 1 and 2, persistence says 2 and 2 where the truth is 3 and 5: squares 1 and 9. And 0, 4 against 4, 6: 0, 4. */
    @Test
    void squaresAreOfTheStepsAfterTheContext() {
        Segments test = Segments.of(
                Nd4j.createFromArray(new float[][][] {{{1, 2, 3, 5}}, {{0, 4, 4, 6}}}),
                new double[2][4],
                2,
                List.of("u"),
                1);
        assertArrayEquals(
                new double[] {5, 2}, RolloutErrors.of(new Persistence(), test).squares(), 1e-6);
    }

    /** The same of fields that are constant: more values than are forecast at a time, the last block shorter. */
    @Test
    void moreSegmentsThanAreForecastAtATime() {
        int points = 1 << 19;
        float[][] first = new float[points][];
        float[][] second = new float[points][];
        Arrays.fill(first, new float[] {1, 2, 3, 5});
        Arrays.fill(second, new float[] {0, 4, 4, 6});
        Segments test = Segments.of(
                Nd4j.createFromArray(new float[][][] {first, second, first}),
                new double[3][4],
                2,
                List.of("u"),
                points);
        assertArrayEquals(
                new double[] {5, 2, 5},
                RolloutErrors.of(new Persistence(), test).squares(),
                1e-5);
    }

    @Test
    void equalErrorsHaveARatioOfOneAndNoWidth() {
        double[] errors = new double[20];
        Arrays.setAll(errors, i -> 1 + i);
        Ratio ratio = new RolloutErrors(errors).over(new RolloutErrors(errors.clone()));
        assertEquals(1, ratio.ratio(), 1e-12);
        assertEquals(1, ratio.low(), 1e-12);
        assertEquals(1, ratio.high(), 1e-12);
    }

    /**
     * a is 1 or 4, b always 1, half of 400 segments each: sqrt(2.5) = 1.5811. The mean of a has deviation 1.5 / sqrt(400) =
     * 0.075, its root 0.075 / (2 1.5811) = 0.02372, of which 1.96 make 0.0465.
     */
    @Test
    void theIntervalIsThatOfTheNormalApproximation() {
        double[] a = new double[400];
        double[] b = new double[400];
        Arrays.setAll(a, i -> i % 2 == 0 ? 1 : 4);
        Arrays.fill(b, 1);
        Ratio ratio = new RolloutErrors(a).over(new RolloutErrors(b));
        assertEquals(Math.sqrt(2.5), ratio.ratio(), 1e-12);
        assertEquals(1.5811 - 0.0465, ratio.low(), 0.006);
        assertEquals(1.5811 + 0.0465, ratio.high(), 0.006);
        Ratio inverse = new RolloutErrors(b).over(new RolloutErrors(a));
        assertTrue(inverse.high() < 1, "the first is in the numerator");
    }

    @Test
    void fewSegmentsSayNothing() {
        assertNull(new RolloutErrors(new double[] {1, 2, 3}).over(new RolloutErrors(new double[] {2, 3, 4})));
    }
}
