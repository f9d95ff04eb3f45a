package io.github.dl4jquantum.bench.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.github.dl4jquantum.bench.report.RunResult.Errors;
import io.github.dl4jquantum.forecast.LatentForecaster;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Oracle: every error written out again, snapshot by snapshot and value by value. */
@Timeout(120)
class EvaluationTest {
    private static final int FIRST = 96;
    private static final int CONTEXT = 10;

    @TempDir
    private static Path folder;

    private static LatentForecaster forecaster;
    private static float[][] truth;
    private static Errors errors;

    @BeforeAll
    static void evaluate() throws IOException {
        forecaster = LatentForecaster.load(TinyStudy.run(folder).forecaster());
        INDArray snapshots = TinyStudy.problem().generate(1, 0).get(0).values("u");
        truth = snapshots.toFloatMatrix();
        Evaluation evaluation = new Evaluation(forecaster);
        evaluation.add(snapshots, FIRST);
        errors = evaluation.errors();
    }

    @Test
    void oneStepForecastsEachSnapshotFromTheTenBeforeIt() {
        double sum = 0;
        for (int t = FIRST; t < truth.length; t++) {
            sum += mae(forecaster.predict(context(t)).data().asFloat(), truth[t]);
        }
        close(sum / (truth.length - FIRST), errors.oneStep().mae());
    }

    @Test
    void theRolloutSeesNothingOfTheTestPart() {
        int steps = truth.length - FIRST;
        float[][] rolled = forecaster
                .rollout(context(FIRST), steps)
                .reshape(forecaster.values(), steps)
                .transpose()
                .toFloatMatrix();
        double sum = 0;
        for (int step = 0; step < steps; step++) {
            sum += mae(rolled[step], truth[FIRST + step]);
        }
        close(sum / steps, errors.rollout().mae());
        assertNotEquals(errors.oneStep(), errors.rollout());
    }

    @Test
    void trivialForecastsAreWhatTheyAreCalled() {
        double[] sums = new double[4];
        int steps = truth.length - FIRST;
        for (int t = FIRST; t < truth.length; t++) {
            sums[0] += mae(truth[t - 1], truth[t]);
            sums[1] += mae(line(truth[t - 2], truth[t - 1], 1), truth[t]);
            sums[2] += mae(truth[FIRST - 1], truth[t]);
            sums[3] += mae(line(truth[FIRST - 2], truth[FIRST - 1], t - FIRST + 1), truth[t]);
        }
        close(sums[0] / steps, errors.persistence().mae());
        close(sums[1] / steps, errors.linearExtrapolation().mae());
        close(sums[2] / steps, errors.persistenceRollout().mae());
        close(sums[3] / steps, errors.linearExtrapolationRollout().mae());
    }

    private static INDArray context(int before) {
        INDArray context = Nd4j.create(DataType.FLOAT, 1, forecaster.values(), CONTEXT);
        for (int t = 0; t < CONTEXT; t++) {
            for (int i = 0; i < forecaster.values(); i++) {
                context.putScalar(0, i, t, truth[before - CONTEXT + t][i]);
            }
        }
        return context;
    }

    private static float[] line(float[] before, float[] last, int steps) {
        float[] line = new float[last.length];
        for (int i = 0; i < line.length; i++) {
            line[i] = last[i] + steps * (last[i] - before[i]);
        }
        return line;
    }

    private static double mae(float[] predicted, float[] expected) {
        double sum = 0;
        for (int i = 0; i < expected.length; i++) {
            sum += Math.abs(predicted[i] - expected[i]);
        }
        return sum / expected.length;
    }

    /** To what single precision allows, whatever the size of a minibatch. */
    private static void close(double expected, double actual) {
        assertEquals(expected, actual, 1e-3 * expected);
    }
}
