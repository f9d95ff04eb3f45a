package io.github.dl4jquantum.bench.study;

import io.github.dl4jquantum.bench.result.RunResult.Ratio;
import io.github.dl4jquantum.forecast.Forecaster;
import io.github.dl4jquantum.forecast.Segments;
import java.util.Arrays;
import java.util.Random;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The mean squared error of a rollout on each test segment, and how two forecasters compare:
 *
 * <pre>ratio = sqrt(sum_i a_i / sum_i b_i)      a_i, b_i: of segment i</pre>
 *
 * <p>with the 2.5% and 97.5% percentiles over resamples of the segments with replacement (Efron and Tibshirani 1993, ch.
 * 13). The interval says how far the ratio depends on which segments were drawn to test, and nothing about other training
 * data or seeds.
 *
 * @param squares mean squared error of each segment, in physical units
 */
public record RolloutErrors(double[] squares) {
    private static final int RESAMPLES = 2000;
    private static final long SEED = 20250213;
    private static final double TAIL = 0.025;
    /** Values that are forecast at a time, 16 MB of them. */
    private static final int BLOCK = 1 << 22;

    /** With fewer segments an interval would say nothing. */
    private static final int FEWEST = 10;

    /** Segments are forecast as a minibatch, as many as {@link #BLOCK} allows. */
    public static RolloutErrors of(Forecaster forecaster, Segments test) {
        int context = test.context();
        double[] squares = new double[test.size()];
        int block = (int) Math.max(1, BLOCK / ((long) test.valuesPerSnapshot() * test.time()));
        for (int from = 0; from < squares.length; from += block) {
            int to = Math.min(squares.length, from + block);
            INDArray given = test.values(from, to, context - forecaster.contextLength(), context);
            INDArray error = forecaster.rollout(given, test.horizon()).sub(test.values(from, to, context, test.time()));
            INDArray norms = error.norm2(1, 2);
            for (int i = from; i < to; i++) {
                double norm = norms.getDouble(i - from);
                squares[i] = norm * norm / (error.size(1) * error.size(2));
            }
        }
        return new RolloutErrors(squares);
    }

    /** Root mean square error of this over the other's; null where there are too few segments for an interval. */
    public Ratio over(RolloutErrors other) {
        int n = squares.length;
        if (n < FEWEST) {
            return null;
        }
        Random random = new Random(SEED);
        double[] ratios = new double[RESAMPLES];
        for (int k = 0; k < RESAMPLES; k++) {
            double own = 0;
            double others = 0;
            for (int i = 0; i < n; i++) {
                int drawn = random.nextInt(n);
                own += squares[drawn];
                others += other.squares[drawn];
            }
            ratios[k] = Math.sqrt(own / others);
        }
        Arrays.sort(ratios);
        double ratio = Math.sqrt(
                Arrays.stream(squares).sum() / Arrays.stream(other.squares).sum());
        return new Ratio(ratio, percentile(ratios, TAIL), percentile(ratios, 1 - TAIL));
    }

    /** Linear between the two sorted values around it. */
    private static double percentile(double[] sorted, double share) {
        double at = share * (sorted.length - 1);
        int below = (int) at;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }
}
