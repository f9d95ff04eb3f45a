package io.github.dl4jquantum.forecast;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Oracles: normal equations solved by hand, and recurrences that a map of this form follows exactly. */
@Timeout(60)
class RidgeMapTest {
    /** Small enough to leave an exact recurrence exact to 1e-7. */
    private static final double NO_RIDGE = 1e-12;

    /**
     * z = 1, 3, 2: features (1, 1) and (1, 3), targets 3 and 2, n = 2. F^T F + 2 ridge I = [[2 + 2 ridge, 4], [4, 10 + 2
     * ridge]], F^T Y = (5, 9); with ridge 1/2 that is [[3, 4], [4, 11]], of determinant 17: W = (11 * 5 - 4 * 9, 3 * 9 - 4 *
     * 5) / 17 = (19, 7) / 17.
     */
    @Test
    void solvesTheNormalEquations() {
        RidgeMap map = RidgeMap.fit(sequence(1, 3, 2), 1, 0, 0.5);
        assertArrayEquals(
                new double[] {19 / 17.0, 7 / 17.0}, map.weights().data().asDouble(), 1e-14);
    }

    /** Two segments 1, 3 and 3, 2 hold the same two pairs; the step from one into the other is none. */
    @Test
    void noPairStraddlesSegments() {
        INDArray segments = Nd4j.createFromArray(new double[][][] {{{1, 3}}, {{3, 2}}});
        RidgeMap map = RidgeMap.fit(segments, 1, 0, 0.5);
        assertArrayEquals(
                new double[] {19 / 17.0, 7 / 17.0}, map.weights().data().asDouble(), 1e-14);
    }

    /** More pairs than one block of the regression holds: n times the same two pairs weigh as two do. */
    @Test
    void theRidgeGrowsWithTheNumberOfPairs() {
        INDArray many = Nd4j.tile(sequence(1, 3, 2), 5000, 1, 1);
        RidgeMap map = RidgeMap.fit(many, 1, 0, 0.5);
        assertArrayEquals(
                new double[] {19 / 17.0, 7 / 17.0}, map.weights().data().asDouble(), 1e-12);
    }

    /** cos(0.7 t) obeys z_{t+1} = 2 cos(0.7) z_t - z_{t-1}, which one lag cannot express. */
    @Test
    void anOscillatorSeenThroughOneNumberNeedsTwoLags() {
        INDArray cosine = cosine(0, 12);
        RidgeMap map = RidgeMap.fit(cosine, 2, 0, NO_RIDGE);
        assertArrayEquals(
                new double[] {0, 2 * Math.cos(0.7), -1}, map.weights().data().asDouble(), 1e-8);
        assertTrue(map.rollout(cosine(3, 5), 20).equalsWithEps(cosine(5, 25), 1e-5));
        assertEquals(Math.cos(0.7 * 5), map.next(cosine(0, 5)).getDouble(0), 1e-7);

        INDArray oneLag = RidgeMap.fit(cosine, 1, 0, NO_RIDGE).rollout(cosine(3, 5), 20);
        assertTrue(oneLag.sub(cosine(5, 25)).norm2Number().doubleValue() > 1);
    }

    /** A logistic map x' = 3.7 x (1 - x) beside y' = 0.5 y + x y: products x x and x y of q = 1. */
    @Test
    void aQuadraticRecurrenceIsFollowedWithItsProducts() {
        INDArray data = quadraticRecurrence(0.3, 30);
        RidgeMap map = RidgeMap.fit(data, 1, 1, NO_RIDGE);
        // features 1, x, y, x x, x y
        double[][] expected = {{0, 0}, {3.7, 0}, {0, 0.5}, {-3.7, 0}, {0, 1}};
        for (int i = 0; i < expected.length; i++) {
            assertArrayEquals(expected[i], map.weights().getRow(i).dup().data().asDouble(), 1e-6);
        }
        INDArray other = quadraticRecurrence(0.62, 6);
        assertTrue(map.rollout(other.tensorAlongDimension(0, 0, 1).reshape(1, 2, 1), 1)
                .reshape(1, 2)
                .equalsWithEps(map.next(other.tensorAlongDimension(0, 0, 1).reshape(1, 2, 1)), 1e-12));
        for (int t = 0; t < 5; t++) {
            INDArray now = other.tensorAlongDimension(t, 0, 1).reshape(1, 2, 1);
            INDArray then = other.tensorAlongDimension(t + 1, 0, 1).reshape(1, 2);
            assertTrue(map.next(now).equalsWithEps(then, 1e-5));
        }
    }

    @Test
    void aDivergingRolloutStopsAtTheLimit() {
        RidgeMap tenfold = RidgeMap.of(Nd4j.createFromArray(new double[][] {{0}, {-10}}), 1, 0);
        double[] rollout = tenfold.rollout(sequence(1), 4).data().asDouble();
        assertArrayEquals(new double[] {-10, 50, -50, 50}, rollout);
        assertEquals(-500, tenfold.next(sequence(50)).getDouble(0));
    }

    @Test
    void sequencesOfAMinibatchDoNotMix() {
        RidgeMap map = RidgeMap.of(Nd4j.createFromArray(new double[][] {{1}, {0}, {1}}), 2, 0); // 1 + z_{t-1}
        INDArray two = Nd4j.createFromArray(new double[][][] {{{9, 1, 2}}, {{9, 10, 20}}});
        INDArray expected = Nd4j.createFromArray(new double[][][] {{{2, 3, 3}}, {{11, 21, 12}}});
        assertEquals(expected, map.rollout(two, 3));
        assertEquals(DataType.FLOAT, map.rollout(two.castTo(DataType.FLOAT), 3).dataType());
    }

    /** 1, two lags of three numbers, and of the products z_i z_j with i < q, i <= j: for q = 2 five, for q = 3 six. */
    @Test
    void aFeatureIsCountedOnce() {
        INDArray latents = Nd4j.linspace(0, 1, 15).castTo(DataType.DOUBLE).reshape(1, 3, 5);
        assertEquals((1 + 6) * 3, RidgeMap.fit(latents, 2, 0, 1e-3).parameters());
        assertEquals((1 + 6 + 5) * 3, RidgeMap.fit(latents, 2, 2, 1e-3).parameters());
        assertEquals((1 + 6 + 6) * 3, RidgeMap.fit(latents, 2, 3, 1e-3).parameters());
        assertEquals((1 + 6 + 6) * 3, RidgeMap.fit(latents, 2, 9, 1e-3).parameters());
    }

    @Test
    void badOptionsAreRefusedWithTheLimit() {
        refused("ridge of Infinity", () -> RidgeMap.fit(sequence(1, 2, 3), 1, 0, Double.POSITIVE_INFINITY));
        refused("0 lags", () -> RidgeMap.of(Nd4j.zeros(1, 1), 0, 0));
        refused("at most 2 lags", () -> RidgeMap.fit(sequence(1, 2, 3), 3, 0, 1e-6));
        refused("ridge of 0.0", () -> RidgeMap.fit(sequence(1, 2, 3), 1, 0, 0));
        refused("0 lags", () -> RidgeMap.fit(sequence(1, 2, 3), 0, 0, 1e-6));
        refused("[2, 1]", () -> RidgeMap.of(Nd4j.zeros(2, 1), 2, 0));
        refused("[minibatch, 1, 1 or more]", () -> RidgeMap.of(Nd4j.zeros(2, 1), 1, 0)
                .next(Nd4j.zeros(1, 2, 3)));
        refused("not finite", () -> RidgeMap.fit(sequence(1, Double.NaN, 3), 1, 0, 1e-6));
    }

    private static void refused(String message, Runnable call) {
        IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, call::run);
        assertTrue(refusal.getMessage().contains(message), refusal.getMessage());
    }

    private static INDArray sequence(double... values) {
        return Nd4j.create(values, new long[] {1, 1, values.length}, 'c');
    }

    private static INDArray cosine(int from, int to) {
        double[] values = new double[to - from];
        for (int t = from; t < to; t++) {
            values[t - from] = Math.cos(0.7 * t);
        }
        return sequence(values);
    }

    private static INDArray quadraticRecurrence(double x, int time) {
        double[][] values = new double[2][time];
        values[0][0] = x;
        values[1][0] = 1;
        for (int t = 1; t < time; t++) {
            double before = values[0][t - 1];
            values[0][t] = 3.7 * before * (1 - before);
            values[1][t] = 0.5 * values[1][t - 1] + before * values[1][t - 1];
        }
        return Nd4j.createFromArray(new double[][][] {values});
    }
}
