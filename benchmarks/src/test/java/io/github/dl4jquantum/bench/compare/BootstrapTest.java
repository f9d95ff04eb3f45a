package io.github.dl4jquantum.bench.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Oracles: every resample of three draws written out with its probability, and the coverage that the Javadoc states. */
@Timeout(60)
class BootstrapTest {
    /** Logarithms of ratios, three draws of two seeds: the draws differ more than the seeds. */
    private static final List<double[]> D =
            List.of(new double[] {0.1, 0.3}, new double[] {-0.5, -0.2}, new double[] {0.9, 0.6});

    /** Of a percentile of 10,000 resamples, which fall on a grid of this spacing. */
    private static final double SAMPLING = 0.051;

    @Test
    void ratioIsTheGeometricMean() {
        assertEquals(
                Math.exp((0.1 + 0.3 - 0.5 - 0.2 + 0.9 + 0.6) / 6),
                Bootstrap.of(D).ratio(),
                1e-12);
        assertEquals(3, Bootstrap.of(D).draws());
        assertEquals(2, Bootstrap.of(D).seeds());
    }

    /** A draw with more seeds does not count more. */
    @Test
    void drawsCountEqually() {
        Bootstrap found = Bootstrap.of(List.of(new double[] {0, 0, 0, 0}, new double[] {0.6}));
        assertEquals(Math.exp(0.3), found.ratio(), 1e-12);
        assertEquals(1, found.seeds(), "of the draw that has the fewest");
    }

    /** 27 ways to take three draws, 4 ways to take two seeds of each: 1,728 equally likely resamples. */
    @Test
    void intervalIsThatOfAllResamples() {
        double[] ofOneDraw = new double[12];
        for (int i = 0; i < 12; i++) {
            double[] seeds = D.get(i / 4);
            ofOneDraw[i] = (seeds[i % 4 / 2] + seeds[i % 2]) / 2;
        }
        double[] means = new double[12 * 12 * 12];
        for (int i = 0; i < means.length; i++) {
            means[i] = (ofOneDraw[i % 12] + ofOneDraw[i / 12 % 12] + ofOneDraw[i / 144]) / 3;
        }
        Arrays.sort(means);
        Bootstrap found = Bootstrap.of(D);
        assertEquals(means[(int) (0.025 * 1727)], Math.log(found.low()), SAMPLING);
        assertEquals(means[(int) (0.975 * 1727)], Math.log(found.high()), SAMPLING);
        assertTrue(found.low() < 1 && 1 < found.high(), "three draws that disagree decide nothing");
    }

    /** The same six numbers as one draw: without the draws' own scatter the interval is another. */
    @Test
    void drawsAreNotTakenForSeeds() {
        Bootstrap pooled =
                Bootstrap.of(List.of(D.stream().flatMapToDouble(Arrays::stream).toArray()));
        Bootstrap found = Bootstrap.of(D);
        assertEquals(pooled.ratio(), found.ratio(), 1e-12);
        assertTrue(Math.log(found.high() / found.low()) > 1.2 * Math.log(pooled.high() / pooled.low()));
    }

    @Test
    void pairsThatAgreeHaveNoInterval() {
        Bootstrap found = Bootstrap.of(List.of(new double[] {-0.7, -0.7}, new double[] {-0.7, -0.7}));
        assertEquals(Math.exp(-0.7), found.low(), 1e-12);
        assertEquals(Math.exp(-0.7), found.high(), 1e-12);
    }

    @Test
    void exchangingTheTwoInvertsTheInterval() {
        Bootstrap back = Bootstrap.of(D.stream()
                .map(seeds -> Arrays.stream(seeds).map(d -> -d).toArray())
                .toList());
        assertEquals(1 / Bootstrap.of(D).ratio(), back.ratio(), 1e-12);
        assertEquals(Math.log(Bootstrap.of(D).low()), -Math.log(back.high()), SAMPLING);
    }

    /** How often the interval holds the true ratio of normal d, as the Javadoc says. */
    @Test
    void threeDrawsOfFiveSeedsAreCoarse() {
        assertEquals(0.95, coverage(0, 1), 0.05);
        assertEquals(0.81, coverage(1, 1), 0.06);
        assertEquals(0.75, coverage(1, 0.01), 0.06);
    }

    private static double coverage(double ofDraws, double ofSeeds) {
        Random random = new Random(1);
        int trials = 300;
        int held = 0;
        for (int trial = 0; trial < trials; trial++) {
            List<double[]> d = new ArrayList<>();
            for (int draw = 0; draw < 3; draw++) {
                double shift = ofDraws * random.nextGaussian();
                d.add(random.doubles(5)
                        .map(any -> shift + ofSeeds * random.nextGaussian())
                        .toArray());
            }
            Bootstrap found = Bootstrap.of(d);
            held += found.low() <= 1 && 1 <= found.high() ? 1 : 0;
        }
        return (double) held / trials;
    }
}
