package io.github.dl4jquantum.bench.tune;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.bench.study.StudyModel;
import io.github.dl4jquantum.forecast.Encoder;
import io.github.dl4jquantum.forecast.FitListener;
import io.github.dl4jquantum.forecast.LatentForecaster;
import io.github.dl4jquantum.forecast.Protocol;
import io.github.dl4jquantum.forecast.Provenance;
import io.github.dl4jquantum.forecast.Segments;
import io.github.dl4jquantum.forecast.TrainingDivergedException;
import io.github.dl4jquantum.pde.metric.ErrorMetric;
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

/** Oracles: the forecaster's own predictions, and clocks that are set by hand. */
@Timeout(60)
class ForecastTrialTest {
    private static final Deadline NEVER = new Deadline(Double.POSITIVE_INFINITY);

    @TempDir
    private Path folder;

    @TempDir
    private Path checkpoints;

    private static Protocol protocol;
    private static Protocol.Parts parts;

    @BeforeAll
    static void solve() {
        protocol = Protocol.named("michaelismenten3d").toBuilder()
                .grid(6)
                .byTrajectory(6, 3, 2)
                .snapshots(7)
                .context(3)
                .horizon(4)
                .build();
        parts = protocol.parts();
    }

    /** VRMSE over all values of the validation part's rollouts, from the saved model's own forecasts. */
    @Test
    void theFieldScoreIsTheErrorOfTheRolloutOnTheValidationPart() throws IOException {
        Trial.Outcome outcome = trial(Score.FIELD, Encoder.POD).run(parameters(2e-2), NEVER);
        Path file = folder.resolve("forecaster.zip");
        outcome.model().save(file);
        LatentForecaster forecaster = LatentForecaster.load(file);
        Segments validation = parts.validation();
        assertEquals(3, validation.size());
        INDArray predicted = forecaster.rollout(validation.values(0, 3, 0, 3), 4);
        INDArray truth = validation.values(0, 3, 3, 7);
        double expected = ErrorMetric.VRMSE.of(truth.dup('c'), predicted.dup('c'));
        assertEquals(expected, outcome.score(), 1e-5 * outcome.score());
        Provenance made = forecaster.provenance().orElseThrow();
        assertEquals("a command", made.command());
        assertEquals("cpu", made.engine(), "what auto is on a machine without a GPU");
        assertEquals(outcome.score(), made.scores().get("score"));
        assertEquals(3, made.scores().get("candidate.hidden"));
        assertEquals(new Provenance.Data("some data", parts.sha256()), made.data());
        assertEquals(
                made.curves().get("latent.train").size(),
                made.curves().get("latent.validation").size());
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
        INDArray fields = parts.validation().values();
        INDArray fitted = spaces(Encoder.MLP).get(2, NEVER).encode(fields);
        assertEquals(fitted, spaces(Encoder.MLP).get(2, passed).encode(fields));
    }

    private ForecastTrial trial(Score score, Encoder encoder) throws IOException {
        return new ForecastTrial(
                new ForecastTrial.Settings(StudyModel.QLSTM, "angle", "auto", score, 9, 4, 1, "a command", "some data"),
                parts,
                spaces(encoder),
                checkpoints,
                FitListener.NONE);
    }

    private LatentSpaces spaces(Encoder encoder) throws IOException {
        return new LatentSpaces(
                protocol.toBuilder().encoder(encoder).build(), parts, 1, folder, checkpoints, FitListener.NONE);
    }

    private static Map<String, Object> parameters(double learningRate) {
        return Map.of("circuits", 2, "qubits", 2, "layers", 1, "latent", 2, "hidden", 3, "learningRate", learningRate);
    }
}
