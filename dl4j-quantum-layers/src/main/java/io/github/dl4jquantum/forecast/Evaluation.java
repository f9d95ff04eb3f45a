package io.github.dl4jquantum.forecast;

import io.github.dl4jquantum.pde.metric.ErrorMetric;
import io.github.dl4jquantum.pde.metric.ErrorSums;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * How wrong a forecaster is on a part that it has not seen: what a user gets.
 *
 * <ul>
 *   <li>One step: each snapshot after the context is predicted from the true ones right before it.
 *   <li>Rollout: all snapshots after the context are predicted from the context alone; step k is the k-th after the last
 *       given snapshot.
 * </ul>
 *
 * <p>Both score the same snapshots, those after a segment's context, in physical units. A given snapshot is never scored.
 * A forecaster sees the last {@link Forecaster#contextLength} of the true snapshots that it is given.
 *
 * @param oneStep errors of one step
 * @param rollout errors of the rollout
 */
public record Evaluation(Scores oneStep, Scores rollout) {
    /** Values that are forecast at a time, 16 MB of them. */
    private static final int BLOCK = 1 << 22;

    /**
     * Mean absolute errors of latent values, of the encoder's view of the forecast: {@code |E(forecast) - E(truth)|}.
     *
     * @param oneStepMae of one step
     * @param rolloutMae of the rollout
     */
    public record Latent(double oneStepMae, double rolloutMae) {}

    /** Takes in the predictions of one step, {@code [segments, values]} each. */
    private interface Sink {
        void add(int step, INDArray truth, INDArray predicted);
    }

    /**
     * Scores a forecaster.
     *
     * @param forecaster scored as it is, not fitted
     * @param test what it has not seen
     * @return its errors
     * @throws IllegalArgumentException if it needs more snapshots than the part's context has
     */
    public static Evaluation of(Forecaster forecaster, Segments test) {
        return new Evaluation(oneStep(forecaster, test), rollout(forecaster, test));
    }

    /**
     * {@return the one-step errors alone, as {@link #of}}
     *
     * @param forecaster scored as it is, not fitted
     * @param test what it has not seen
     */
    public static Scores oneStep(Forecaster forecaster, Segments test) {
        Scores.Sums sums = new Scores.Sums(test.fields(), test.horizon());
        oneStep(forecaster, test, sums::add);
        return sums.scores();
    }

    /**
     * {@return the rollout's errors alone, as {@link #of}}
     *
     * @param forecaster scored as it is, not fitted
     * @param test what it has not seen
     */
    public static Scores rollout(Forecaster forecaster, Segments test) {
        Scores.Sums sums = new Scores.Sums(test.fields(), test.horizon());
        rollout(forecaster, test, sums::add);
        return sums.scores();
    }

    /**
     * {@return what the encoder alone loses of the scored snapshots, {@code D(E(truth)) - truth}: no forecast through
     * it is better}
     *
     * @param space fitted to the train part
     * @param test what it has not seen
     */
    public static Scores floor(LatentSpace space, Segments test) {
        Scores.Sums sums = new Scores.Sums(test.fields(), test.horizon());
        blocks(test, (from, to) -> {
            INDArray truth = test.values(from, to, test.context(), test.time());
            INDArray decoded = space.decode(space.encode(truth));
            for (int step = 0; step < test.horizon(); step++) {
                sums.add(step, at(truth, step), at(decoded, step));
            }
        });
        return sums.scores();
    }

    /**
     * {@return the errors of latent values, of one step and of a rollout}
     *
     * @param forecaster scored as it is, not fitted
     * @param space whose encoder makes latent values of truth and of predictions
     * @param test what it has not seen
     */
    public static Latent latent(Forecaster forecaster, LatentSpace space, Segments test) {
        ErrorSums[] sums = {ErrorSums.NONE, ErrorSums.NONE};
        oneStep(forecaster, test, (step, truth, predicted) -> sums[0] = sums[0].plus(latent(space, truth, predicted)));
        rollout(forecaster, test, (step, truth, predicted) -> sums[1] = sums[1].plus(latent(space, truth, predicted)));
        return new Latent(ErrorMetric.MAE.of(sums[0]), ErrorMetric.MAE.of(sums[1]));
    }

    private static ErrorSums latent(LatentSpace space, INDArray truth, INDArray predicted) {
        return ErrorSums.over(space.encode(asSequence(truth)), space.encode(asSequence(predicted)));
    }

    private static void oneStep(Forecaster forecaster, Segments test, Sink sink) {
        int seen = seen(forecaster, test);
        blocks(test, (from, to) -> {
            for (int step = 0; step < test.horizon(); step++) {
                int next = test.context() + step;
                INDArray predicted = forecast(forecaster, test.values(from, to, next - seen, next), 1);
                sink.add(step, at(test.values(from, to, next, next + 1), 0), at(predicted, 0));
            }
        });
    }

    private static void rollout(Forecaster forecaster, Segments test, Sink sink) {
        int seen = seen(forecaster, test);
        int context = test.context();
        blocks(test, (from, to) -> {
            INDArray predicted = forecast(forecaster, test.values(from, to, context - seen, context), test.horizon());
            for (int step = 0; step < test.horizon(); step++) {
                sink.add(step, at(test.values(from, to, context + step, context + step + 1), 0), at(predicted, step));
            }
        });
    }

    private static INDArray forecast(Forecaster forecaster, INDArray context, int steps) {
        INDArray predicted = forecaster.rollout(context, steps);
        long[] expected = {context.size(0), context.size(1), steps};
        if (!Arrays.equals(predicted.shape(), expected)) {
            throw new IllegalStateException("A forecaster gave an array of shape " + Arrays.toString(predicted.shape())
                    + " where " + Arrays.toString(expected) + " was asked for: mend its rollout.");
        }
        return predicted;
    }

    private static int seen(Forecaster forecaster, Segments test) {
        if (forecaster.contextLength() > test.context()) {
            throw new IllegalArgumentException("The forecaster needs " + forecaster.contextLength()
                    + " snapshots, and a context here has " + test.context()
                    + ": give the protocol a longer context, or fit the forecaster with a shorter one.");
        }
        return forecaster.contextLength();
    }

    /** The segments from and to. */
    private interface Block {
        void use(int from, int to);
    }

    private static void blocks(Segments test, Block block) {
        int segments = (int) Math.max(1, BLOCK / ((long) test.valuesPerSnapshot() * test.time()));
        for (int from = 0; from < test.size(); from += segments) {
            block.use(from, Math.min(from + segments, test.size()));
        }
    }

    /** One step of [segments, values, steps]. */
    private static INDArray at(INDArray sequences, int step) {
        return sequences
                .get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.interval(step, step + 1))
                .dup('c')
                .reshape(sequences.size(0), sequences.size(1));
    }

    private static INDArray asSequence(INDArray snapshots) {
        return snapshots.reshape(snapshots.size(0), snapshots.size(1), 1);
    }
}
