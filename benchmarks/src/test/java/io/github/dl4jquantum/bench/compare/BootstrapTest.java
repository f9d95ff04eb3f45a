package io.github.dl4jquantum.bench.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Oracles: all 3125 resamples of five pairs written out, and the coverage that the Javadoc states. */
@Timeout(60)
class BootstrapTest {
    private static final double[] A = {1.0, 2.0, 0.5, 3.0, 1.5};
    private static final double[] B = {2.0, 1.0, 2.0, 2.0, 1.0};
    /** Of a percentile of 10,000 resamples of a mean that takes 126 values. */
    private static final double SAMPLING = 0.12;

    @Test
    void ratioIsTheGeometricMean() {
        double expected = Math.pow(0.5 * 2 * 0.25 * 1.5 * 1.5, 1 / 5.0);
        assertEquals(expected, Bootstrap.ratio(A, B).ratio(), 1e-12);
    }

    @Test
    void intervalIsThatOfAllResamples() {
        double[] d = new double[5];
        Arrays.setAll(d, i -> Math.log(A[i] / B[i]));
        double[] means = new double[3125];
        for (int code = 0; code < means.length; code++) {
            for (int place = 0, rest = code; place < 5; place++, rest /= 5) {
                means[code] += d[rest % 5] / 5;
            }
        }
        Arrays.sort(means);
        Bootstrap ratio = Bootstrap.ratio(A, B);
        assertEquals(means[(int) (0.025 * 3124)], Math.log(ratio.low()), SAMPLING);
        assertEquals(means[(int) (0.975 * 3124)], Math.log(ratio.high()), SAMPLING);
        assertTrue(ratio.low() < 1 && 1 < ratio.high(), "five pairs that disagree decide nothing");
    }

    @Test
    void pairsThatAgreeHaveNoInterval() {
        Bootstrap ratio = Bootstrap.ratio(new double[] {1, 10, 100}, new double[] {2, 20, 200});
        assertEquals(0.5, ratio.low(), 1e-12);
        assertEquals(0.5, ratio.high(), 1e-12);
    }

    @Test
    void exchangingTheTwoInvertsTheInterval() {
        Bootstrap ab = Bootstrap.ratio(A, B);
        Bootstrap ba = Bootstrap.ratio(B, A);
        assertEquals(1 / ab.ratio(), ba.ratio(), 1e-12);
        assertEquals(Math.log(ab.low()), -Math.log(ba.high()), SAMPLING);
    }

    /** With five normal pairs the interval holds the true ratio in about 84% of all cases, as the Javadoc says. */
    @Test
    void fivePairsAreCoarse() {
        Random random = new Random(1);
        int trials = 400;
        int held = 0;
        for (int trial = 0; trial < trials; trial++) {
            double[] a = random.doubles(5)
                    .map(any -> Math.exp(random.nextGaussian()))
                    .toArray();
            Bootstrap ratio = Bootstrap.ratio(a, new double[] {1, 1, 1, 1, 1});
            held += ratio.low() <= 1 && 1 <= ratio.high() ? 1 : 0;
        }
        assertEquals(0.84, (double) held / trials, 0.05);
    }
}
