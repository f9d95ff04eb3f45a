package io.github.dl4jquantum.bench.tune;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.bench.study.StudyModel;
import io.github.dl4jquantum.bench.study.TimeSplit;
import io.github.dl4jquantum.engine.Engine;
import io.github.dl4jquantum.forecast.Encoder;
import io.github.dl4jquantum.forecast.LatentForecaster;
import io.github.dl4jquantum.forecast.TrainingDivergedException;
import io.github.dl4jquantum.pde.problem.MichaelisMenten3d;
import io.github.dl4jquantum.pde.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Oracles: the forecaster's own predictions, and clocks that are set by hand. */
@Timeout(60)
class ForecastTrialTest {
    private static final int VALUES = 6 * 6 * 6;
    private static final Deadline NEVER = new Deadline(Double.POSITIVE_INFINITY);

    @TempDir
    private Path folder;

    private static TimeSplit split;

    @BeforeAll
    static void solve() {
        Problem problem = MichaelisMenten3d.builder().grid(6).snapshots(60).build();
        split = TimeSplit.of(problem.generate(2, 1), "u");
    }

    @Test
    void theFieldScoreIsTheErrorOfOneStepPredictionsOnTheValidationPart() throws IOException {
        Trial.Outcome outcome = trial(Score.FIELD, Encoder.POD).run(parameters(2e-2), NEVER);
        Path file = folder.resolve("forecaster.zip");
        outcome.model().save(file);
        LatentForecaster forecaster = LatentForecaster.load(file);
        double sum = 0;
        long count = 0;
        for (int i = 0; i < 2; i++) {
            INDArray all = split.trajectories().get(i).values("u");
            // 60 snapshots: 42 to train on, 6 to validate; windows of 5.
            assertEquals(5, split.context());
            for (int at = 42; at < 48; at++) {
                INDArray context = all.get(NDArrayIndex.interval(at - 5, at), NDArrayIndex.all());
                INDArray predicted =
                        forecaster.predict(context.transpose().dup('c').reshape(1, VALUES, 5));
                INDArray error = predicted.reshape(VALUES).sub(all.getRow(at));
                sum += error.norm1Number().doubleValue();
                count += VALUES;
            }
        }
        assertEquals(sum / count, outcome.score(), 1e-5 * outcome.score());
        assertTrue(forecaster.provenance().contains("a command, candidate {"), forecaster.provenance());
    }

    @Test
    void theSameCandidateHasTheSameScoreAndItsLatentOneIsALoss() throws IOException {
        double once =
                trial(Score.FIELD, Encoder.POD).run(parameters(2e-2), NEVER).score();
        assertEquals(
                once,
                trial(Score.FIELD, Encoder.POD).run(parameters(2e-2), NEVER).score());
        double latent =
                trial(Score.LATENT, Encoder.POD).run(parameters(2e-2), NEVER).score();
        assertTrue(latent > 0 && latent != once);
    }

    @Test
    void aTrainingThatLeavesTheFiniteNumbersSaysWhere() throws IOException {
        ForecastTrial trial = trial(Score.FIELD, Encoder.POD);
        TrainingDivergedException diverged =
                assertThrows(TrainingDivergedException.class, () -> trial.run(parameters(1e38), NEVER));
        assertTrue(diverged.getMessage().startsWith("Training of the latent model diverged in epoch"));
    }

    @Test
    void theTimeEndsATrainingAtItsNextIteration() throws IOException {
        ForecastTrial trial = trial(Score.FIELD, Encoder.POD);
        trial.prepare(parameters(1e-2), NEVER);
        AtomicLong asked = new AtomicLong();
        Deadline third = new Deadline(2.5, () -> 1_000_000_000 * asked.getAndIncrement());
        Deadline.Stopped stopped = assertThrows(Deadline.Stopped.class, () -> trial.run(parameters(1e-2), third));
        assertEquals("the budget of time ended in epoch 1 of the latent model", stopped.getMessage());
        assertEquals(4, asked.get(), "at the start and after each of three iterations");
    }

    @Test
    void aLatentSpaceIsFittedOnceAndThenRead() throws IOException {
        Deadline passed = new Deadline(0);
        LatentSpaces stopped = spaces(Encoder.MLP);
        assertThrows(Deadline.Stopped.class, () -> stopped.get(2, passed));
        assertTrue(Files.notExists(folder.resolve("latent-2.zip")));
        INDArray fields = split.validation().next().getFeatures();
        INDArray fitted = spaces(Encoder.MLP).get(2, NEVER).encode(fields);
        assertEquals(fitted, spaces(Encoder.MLP).get(2, passed).encode(fields));
    }

    private ForecastTrial trial(Score score, Encoder encoder) throws IOException {
        return new ForecastTrial(
                new ForecastTrial.Settings(StudyModel.QLSTM, false, Engine.AUTO, score, 3, 10, 1, "a command"),
                split,
                spaces(encoder));
    }

    private LatentSpaces spaces(Encoder encoder) throws IOException {
        return new LatentSpaces(split, encoder, VALUES, 1, folder);
    }

    private static Map<String, Object> parameters(double learningRate) {
        return Map.of("qubits", 2, "layers", 1, "latent", 2, "hidden", 3, "learningRate", learningRate);
    }
}
