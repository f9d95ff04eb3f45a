package io.github.dl4jquantum.forecast;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.forecast.Scores.Errors;
import io.github.dl4jquantum.forecast.baseline.Persistence;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Oracle: arithmetic by hand. Two segments of four snapshots of one u and one v, two of them given:
 *
 * <pre>
 *            given    scored
 * 0   u      1  2     4  7
 *     v      0  0     1  1
 * 1   u      0  1     1  2
 *     v      2  2     2  0
 * </pre>
 *
 * <p>The forecast doubles the last snapshot at every step.
 *
 * <pre>
 * one step   u: 4  8 | 2  2    v: 0  2 | 4  4    errors u: 0  1 | 1  0    v: -1   1 | 2  4
 * rollout    u: 4  8 | 2  4    v: 0  0 | 4  8    errors u: 0  1 | 1  2    v: -1  -1 | 2  8
 * </pre>
 */
@Timeout(60)
class EvaluationTest {
    private static final double EXACT = 1e-14;

    private final Segments test = Segments.of(
            Nd4j.createFromArray(new float[][][] {{{1, 2, 4, 7}, {0, 0, 1, 1}}, {{0, 1, 1, 2}, {2, 2, 2, 0}}}),
            new double[][] {{0, 1, 2, 3}, {0, 1, 2, 3}},
            2,
            List.of("u", "v"),
            1);

    /** Doubles the last snapshot at every step, and remembers what it was given. */
    private static final class Doubling implements Forecaster {
        private final List<INDArray> given = new ArrayList<>();

        @Override
        public int contextLength() {
            return 1;
        }

        @Override
        public INDArray rollout(INDArray context, int steps) {
            given.add(context.dup('c'));
            INDArray[] forecasts = new INDArray[steps];
            INDArray now = context.get(
                    NDArrayIndex.all(),
                    NDArrayIndex.all(),
                    NDArrayIndex.interval(context.size(2) - 1, context.size(2)));
            for (int step = 0; step < steps; step++) {
                now = now.mul(2);
                forecasts[step] = now;
            }
            return Nd4j.concat(2, forecasts);
        }
    }

    @Test
    void oneStepStartsFromTheTruthEachTime() {
        Scores scores = Evaluation.of(new Doubling(), test).oneStep();
        // u: 4 7 1 2, squares 70, variance 17.5 - 3.5^2 = 5.25; v: 1 1 2 0, squares 6, variance 1.5 - 1 = 0.5.
        assertErrors(2 / 4.0, 2 / 4.0, 70 / 4.0, 5.25, scores.fields().get("u"));
        assertErrors(8 / 4.0, 22 / 4.0, 6 / 4.0, 0.5, scores.fields().get("v"));
        // Both: |e| 10, e^2 24, truth squares 76; the mean of the two variances, each about its field's own mean.
        assertErrors(10 / 8.0, 24 / 8.0, 76 / 8.0, 2.875, scores.all());
        // At step 1 u is 4 1, of variance 1.5^2, and v is 1 2, of variance 0.5^2; at step 2 u is 7 2, v is 1 0.
        assertErrors(4 / 4.0, 6 / 4.0, 22 / 4.0, 1.25, scores.perStep().get(0));
        assertErrors(6 / 4.0, 18 / 4.0, 54 / 4.0, 3.25, scores.perStep().get(1));
    }

    @Test
    void aRolloutStartsFromTheContextAndGoesOnFromItsOwnForecasts() {
        Scores scores = Evaluation.of(new Doubling(), test).rollout();
        assertErrors(16 / 8.0, 76 / 8.0, 76 / 8.0, 2.875, scores.all());
        assertErrors(4 / 4.0, 6 / 4.0, 22 / 4.0, 1.25, scores.perStep().get(0));
        assertErrors(12 / 4.0, 70 / 4.0, 54 / 4.0, 3.25, scores.perStep().get(1));
        assertErrors(4 / 4.0, 6 / 4.0, 70 / 4.0, 5.25, scores.fields().get("u"));
        assertErrors(12 / 4.0, 70 / 4.0, 6 / 4.0, 0.5, scores.fields().get("v"));
        assertEquals(2, scores.perStep().size(), "the given snapshots are not scored");
        assertEquals(List.of("u", "v"), List.copyOf(scores.fields().keySet()));
    }

    @Test
    void theForecasterIsGivenTheTrueSnapshotsRightBeforeAndNothingLater() {
        Doubling spy = new Doubling();
        Evaluation.oneStep(spy, test);
        assertEquals(2, spy.given.size());
        assertEquals(Nd4j.createFromArray(new float[][][] {{{2}, {0}}, {{1}, {2}}}), spy.given.get(0));
        assertEquals(Nd4j.createFromArray(new float[][][] {{{4}, {1}}, {{1}, {2}}}), spy.given.get(1));
        spy.given.clear();
        Evaluation.rollout(spy, test);
        assertEquals(1, spy.given.size());
        assertEquals(Nd4j.createFromArray(new float[][][] {{{2}, {0}}, {{1}, {2}}}), spy.given.get(0));
    }

    /** A truth without variance: RMSE 2^-10 over sqrt(1e-7). */
    @Test
    void theVarianceIsKeptFromZeroByTenToTheMinusSeven() {
        Segments constant = Segments.of(
                Nd4j.createFromArray(new float[][][] {{{1f / 1024, 0, 0}}}), new double[1][3], 1, List.of("u"), 1);
        Errors first =
                Evaluation.of(new Persistence(), constant).rollout().perStep().get(0);
        assertEquals(Math.pow(2, -10) / Math.sqrt(1e-7), first.vrmse(), 1e-12);
    }

    /**
     * The encoder knows u alone: it was fitted to snapshots (u, 0) with u = 1, -1, 2, -2. What it loses of the scored truth is
     * v = 1 1 2 0. Its one latent value is u / sqrt(2.5).
     */
    @Test
    void theFloorIsWhatTheEncoderLosesOfTheTruth() {
        Scores floor = Evaluation.floor(knowsU(), test);
        assertEquals(4 / 8.0, floor.all().mae(), 1e-6);
        assertEquals(Math.sqrt(6 / 8.0), floor.all().rmse(), 1e-6);
        assertEquals(Math.sqrt(6 / 8.0 / 2.875), floor.all().vrmse(), 1e-6);
        assertEquals(3 / 4.0, floor.perStep().get(0).mae(), 1e-6);
        assertEquals(1 / 4.0, floor.perStep().get(1).mae(), 1e-6);
        assertEquals(0, floor.fields().get("u").mae(), 1e-6);
        assertEquals(1, floor.fields().get("v").mae(), 1e-6);

        Errors excess = Evaluation.of(new Doubling(), test).rollout().all().excessOver(floor.all());
        assertEquals(2 - 0.5, excess.mae(), 1e-6);
        assertEquals(Math.sqrt(9.5) - Math.sqrt(0.75), excess.rmse(), 1e-6);
        assertEquals(1 - Math.sqrt(6 / 76.0), excess.nrmse(), 1e-6);
        assertEquals((Math.sqrt(9.5) - Math.sqrt(0.75)) / Math.sqrt(2.875), excess.vrmse(), 1e-6);
    }

    /** Of the errors in u: one step 0 1 1 0, rollout 0 1 1 2. */
    @Test
    void latentErrorsAreThoseOfTheEncodersView() {
        Evaluation.Latent latent = Evaluation.latent(new Doubling(), knowsU(), test);
        assertEquals(2 / 4.0 / Math.sqrt(2.5), latent.oneStepMae(), 1e-6);
        assertEquals(4 / 4.0 / Math.sqrt(2.5), latent.rolloutMae(), 1e-6);
    }

    /** Segment s rises by s + 1, in snapshots so large that two of the three fill a block: errors 1, 2, 3. */
    @Test
    void aPartIsScoredInBlocks() {
        int values = 1 << 20;
        INDArray large = Nd4j.create(DataType.FLOAT, 3, values, 2);
        for (int segment = 0; segment < 3; segment++) {
            large.get(NDArrayIndex.point(segment), NDArrayIndex.all(), NDArrayIndex.point(1))
                    .assign(segment + 1);
        }
        List<Long> minibatches = new ArrayList<>();
        Forecaster persistence = new Forecaster() {
            @Override
            public int contextLength() {
                return 1;
            }

            @Override
            public INDArray rollout(INDArray context, int steps) {
                minibatches.add(context.size(0));
                return new Persistence().rollout(context, steps);
            }
        };
        Scores scores = Evaluation.rollout(persistence, Segments.of(large, new double[3][2], 1, List.of("u"), values));
        assertEquals(List.of(2L, 1L), minibatches);
        // Truth 1, 2, 3: mean square 14 / 3, variance 2 / 3.
        assertErrors(2, 14 / 3.0, 14 / 3.0, 2 / 3.0, scores.all());

        minibatches.clear();
        INDArray oneBlock = large.get(NDArrayIndex.interval(0, 2), NDArrayIndex.all(), NDArrayIndex.all());
        Evaluation.rollout(persistence, Segments.of(oneBlock, new double[2][2], 1, List.of("u"), values));
        assertEquals(List.of(2L), minibatches);
    }

    @Test
    void aForecasterThatNeedsMoreThanTheContextIsRefused() {
        Forecaster needsThree = forecaster(3, (context, steps) -> context);
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> Evaluation.of(needsThree, test));
        assertTrue(refused.getMessage().contains("needs 3 snapshots, and a context here has 2"), refused.getMessage());
    }

    @Test
    void aForecastOfAnotherShapeIsRefused() {
        Forecaster wrong = forecaster(2, (context, steps) -> context);
        IllegalStateException refused = assertThrows(IllegalStateException.class, () -> Evaluation.of(wrong, test));
        assertTrue(refused.getMessage().contains("[2, 2, 2] where [2, 2, 1] was asked for"), refused.getMessage());
    }

    private interface Rollout {
        INDArray of(INDArray context, int steps);
    }

    private static Forecaster forecaster(int context, Rollout rollout) {
        return new Forecaster() {
            @Override
            public int contextLength() {
                return context;
            }

            @Override
            public INDArray rollout(INDArray given, int steps) {
                return rollout.of(given, steps);
            }
        };
    }

    private static LatentSpace knowsU() {
        Segments train = Segments.of(
                Nd4j.createFromArray(new float[][][] {{{1, -1, 2, -2}, {0, 0, 0, 0}}}),
                new double[][] {{0, 1, 2, 3}},
                1,
                List.of("u", "v"),
                1);
        return LatentSpace.builder(2, 1)
                .encoder(Encoder.POD)
                .fit(train.windows(8), train.sequences(8), (phase, epoch, epochs, loss, validation) -> {});
    }

    private static void assertErrors(
            double mae, double meanSquare, double truthSquare, double variance, Errors errors) {
        assertArrayEquals(
                new double[] {
                    mae,
                    Math.sqrt(meanSquare),
                    Math.sqrt(meanSquare / truthSquare),
                    Math.sqrt(meanSquare / (variance + 1e-7))
                },
                new double[] {errors.mae(), errors.rmse(), errors.nrmse(), errors.vrmse()},
                EXACT);
    }
}
