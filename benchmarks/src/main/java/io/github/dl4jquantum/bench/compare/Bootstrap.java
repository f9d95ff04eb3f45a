package io.github.dl4jquantum.bench.compare;

import java.util.Arrays;
import java.util.Random;

/**
 * The ratio of two models' errors from pairs, one a seed: both models saw the same data. With {@code d_i = ln(a_i / b_i)}
 * the ratio is exp(mean d), its interval the 2.5% and 97.5% percentiles over resamples of the pairs with replacement (B.
 * Efron, R. J. Tibshirani, An Introduction to the Bootstrap, 1993, ch. 13).
 *
 * <p>With 5 pairs this is coarse: there are 126 distinct resamples, and of normal d the interval holds the mean in 84% of
 * all cases rather than in 95%.
 *
 * @param ratio geometric mean of a_i / b_i
 * @param low lower end of the interval
 * @param high upper end of the interval
 * @param pairs how many
 */
record Bootstrap(double ratio, double low, double high, int pairs) {
    static final int RESAMPLES = 10_000;
    private static final long SEED = 20250213;
    private static final double TAIL = 0.025;

    /** The ratio of {@code a} to {@code b}, which are positive and equally many. */
    static Bootstrap ratio(double[] a, double[] b) {
        int n = a.length;
        double[] d = new double[n];
        Arrays.setAll(d, i -> Math.log(a[i]) - Math.log(b[i]));
        Random random = new Random(SEED);
        double[] means = new double[RESAMPLES];
        Arrays.setAll(means, resample -> {
            double sum = 0;
            for (int i = 0; i < n; i++) {
                sum += d[random.nextInt(n)];
            }
            return sum / n;
        });
        Arrays.sort(means);
        return new Bootstrap(
                Math.exp(Arrays.stream(d).average().orElseThrow()),
                Math.exp(percentile(means, TAIL)),
                Math.exp(percentile(means, 1 - TAIL)),
                n);
    }

    /** Linear between the two sorted values around it. */
    private static double percentile(double[] sorted, double share) {
        double at = share * (sorted.length - 1);
        int below = (int) at;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }
}
