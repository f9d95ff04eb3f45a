package io.github.dl4jquantum.bench.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.bench.data.DataOptions;
import io.github.dl4jquantum.bench.data.StudyData;
import io.github.dl4jquantum.bench.job.JobProgress;
import io.github.dl4jquantum.bench.job.Limits;
import io.github.dl4jquantum.bench.result.RunResult;
import io.github.dl4jquantum.bench.study.CellOptions;
import io.github.dl4jquantum.bench.study.ModelBase;
import io.github.dl4jquantum.bench.study.NoiseOptions;
import io.github.dl4jquantum.bench.study.TrainingOptions;
import io.github.dl4jquantum.forecast.LatentForecaster;
import io.github.dl4jquantum.forecast.Protocol;
import io.github.dl4jquantum.forecast.Segments;
import io.github.dl4jquantum.layers.GRU;
import io.github.dl4jquantum.pde.problem.Progress;
import io.github.dl4jquantum.pde.problem.Trajectory;
import io.github.dl4jquantum.pde.record.DataFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;

/** Oracles: the files themselves, a second run, and the held-out data for the errors that need no model. */
@Timeout(120)
class RunStudyTest {
    @TempDir
    private Path folder;

    @Test
    void leavesItsFiveFilesAndNothingElse() throws IOException {
        RunStudy study = TinyStudy.of("qlstm", folder.resolve("out"));
        RunResult result = study.run(new TinyStudy.SilentProgress());
        try (Stream<Path> files = Files.list(folder.resolve("out"))) {
            assertEquals(
                    new TreeSet<>(List.of("report.html", "fields.png", "result.json", "forecaster.zip", "test.h5")),
                    new TreeSet<>(
                            files.map(file -> file.getFileName().toString()).toList()));
        }
        JsonNode json = json(study);
        assertEquals("burgers2d", json.path("problem").asText());
        assertEquals("qlstm", json.path("model").asText());
        assertEquals("cpu", json.path("engine").asText());
        assertEquals(1, json.path("seed").asInt());
        assertTrue(json.path("loss").size() >= 1);
        assertEquals(6 * 2 * 2 * 3, json.path("parameters").path("quantum").asInt(), "twelve circuits of two Rots");
        assertEquals(
                result.parameters().classical(),
                json.path("parameters").path("classical").asLong());
        for (String path : List.of(
                "/errors/oneStep/mae",
                "/errors/oneStep/vrmse",
                "/errors/rollout/vrmse",
                "/errors/latent/mae",
                "/errors/autoencoderFloor/vrmse",
                "/errors/persistence/mae",
                "/errors/base/rollout/vrmse")) {
            assertTrue(json.at(path).asDouble() > 0, path);
        }
        for (String name : List.of("persistence", "linear", "dmd", "quadraticMap", "lstm", "classicalTwin")) {
            JsonNode baseline = json.path("baselines").path(name);
            assertTrue(baseline.at("/oneStep/vrmse").asDouble() > 0, name);
            assertTrue(baseline.at("/rollout/mae").asDouble() > 0, name);
        }
        assertEquals(3, json.at("/arguments/updates").asInt());
        assertTrue(json.at("/arguments/protocol/updates").isMissingNode(), "what was trained for is said once");
        assertEquals("trajectories", json.at("/split/by").asText());
        assertEquals(40, json.at("/split/trajectories").asInt());
        assertEquals(0.02, json.at("/split/saveInterval").asDouble());
        for (String stage : List.of("data", "autoencoder", "train", "evaluate")) {
            assertTrue(json.path("seconds").path(stage).asDouble() > 0, stage);
        }
        assertTrue(json.path("versions").path("deeplearning4j").asText().startsWith("1."));
        String page = Files.readString(study.files().report());
        assertTrue(page.contains("Reconstruction, not the paper"));
        assertTrue(page.contains("classical twin"));
        assertTrue(page.contains("<dt>Encoder</dt><dd>pod, "), "its name, as the option has it");
        assertEquals("pod", json.path("encoder").asText());
        assertFalse(page.contains("{{"), "every place is filled in");
        assertFalse(page.contains("src=\"http") || page.contains("href="), "the page needs nothing beside it");
    }

    static Stream<Arguments> otherProblems() {
        return Stream.of(
                Arguments.of("grayscott2d", Map.of("diffusivityU", 4e-4, "diffusivityV", 2e-4), 12, 10.0),
                Arguments.of("hamiltonjacobibellman2d", Map.of("viscosity", 0.5), 12, 0.05),
                Arguments.of("michaelismenten3d", Map.of(), 6, 0.02));
    }

    @ParameterizedTest
    @MethodSource("otherProblems")
    void everyProblemGoesThrough(String problem, Map<String, Double> parameters, int grid, double interval)
            throws IOException {
        DataOptions data = TinyStudy.of(problem, parameters, grid, interval, "pod");
        RunStudy study = TinyStudy.of(data, "lstm", ModelBase.PERSISTENCE, false, folder);
        RunResult result = study.run(new TinyStudy.SilentProgress());
        assertEquals(problem, result.problem());
        assertTrue(result.errors().oneStep().mae() > 0);
        try (DataFile file = DataFile.open(study.files().testData())) {
            Trajectory test = file.trajectories(null, null).get(0);
            assertEquals(grid, test.gridShape()[0]);
            assertEquals(6, test.snapshots());
        }
        String page = Files.readString(study.files().report());
        assertEquals(problem.contains("3d"), page.contains("middle plane"));
    }

    @Test
    void aGruForecastsWithoutCircuits() throws IOException {
        RunStudy study = TinyStudy.of(TinyStudy.data("pod"), "gru", ModelBase.PERSISTENCE, false, folder);
        RunResult result = study.run(new TinyStudy.SilentProgress());
        assertEquals("none", result.engine());
        assertEquals(0, result.parameters().quantum());
        LatentForecaster forecaster = LatentForecaster.load(study.files().forecaster());
        assertInstanceOf(GRU.class, forecaster.latentModel().getLayer(0).conf().getLayer());
        assertFalse(result.baselines().containsKey("lstm"), "no peers");
    }

    @ParameterizedTest
    @CsvSource({"qlstm,pod,4,BEST", "gru,none,512,PERSISTENCE", "lstm,pod-mlp,4,DMD", "qgru,pod,4,NONE"})
    void otherEncodersAndBases(String model, String encoder, int latent, ModelBase base) throws IOException {
        RunStudy study = TinyStudy.of(TinyStudy.data(encoder), model, base, false, folder);
        RunResult result = study.run(new TinyStudy.SilentProgress());
        LatentForecaster forecaster = LatentForecaster.load(study.files().forecaster());
        assertEquals(Limits.encoder(encoder), forecaster.latentSpace().encoder());
        assertEquals(latent, forecaster.latent());
        double floor = result.errors().autoencoderFloor().mae();
        assertTrue(encoder.equals("none") ? floor < 1e-6 : floor > 0, String.valueOf(floor));
        assertEquals(base == ModelBase.NONE, result.errors().base() == null);
        if (encoder.equals("pod")) {
            assertNull(result.curves().autoencoder());
        }
        assertFalse(Files.readString(study.files().report()).contains("{{"));
    }

    @Test
    void theSameSeedGivesTheSameNumbers() throws IOException {
        RunStudy first = TinyStudy.of("qlstm", folder.resolve("first"));
        RunStudy second = TinyStudy.of("qlstm", folder.resolve("second"));
        first.run(new TinyStudy.SilentProgress());
        second.run(new TinyStudy.SilentProgress());
        for (String field : List.of("errors", "baselines", "loss", "curves", "verdict")) {
            assertEquals(json(first).path(field), json(second).path(field), field);
        }
    }

    /** From the data that the protocol draws, without an evaluation: mean |u(t+1) - u(t)| after the context of 2. */
    @Test
    void persistenceIsTheChangeFromOneHeldOutSnapshotToTheNext() throws IOException {
        RunResult result = TinyStudy.of(TinyStudy.data("pod"), "lstm", ModelBase.PERSISTENCE, false, folder)
                .run(new TinyStudy.SilentProgress());
        StudyData data = StudyData.of(TinyStudy.data("pod"), 1);
        Segments test = data.source().parts(Progress.NONE).test();
        INDArray change = test.values(0, test.size(), 2, 6)
                .sub(test.values(0, test.size(), 1, 5))
                .castTo(DataType.DOUBLE);
        double expected = change.norm1Number().doubleValue() / change.length();
        assertEquals(expected, result.errors().persistence().mae(), 1e-6 * expected);
        assertEquals(expected, result.baselines().get("persistence").oneStep().mae(), 1e-6 * expected);
    }

    /** The best of three bases is the one with the smallest rollout error on the validation part. */
    @Test
    void theBaseAloneIsThatBaseline() throws IOException {
        RunResult result = TinyStudy.of(TinyStudy.data("pod"), "lstm", ModelBase.DMD, false, folder)
                .run(new TinyStudy.SilentProgress());
        double dmd = result.baselines().get("dmd").rollout().vrmse();
        assertEquals(dmd, result.errors().base().rollout().vrmse(), 1e-4 * dmd);
    }

    @Test
    void theSavedForecasterReproducesItsScore() throws IOException {
        RunStudy study = TinyStudy.of(TinyStudy.data("pod"), "qlstm", ModelBase.PERSISTENCE, false, folder);
        RunResult result = study.run(new TinyStudy.SilentProgress());
        StudyData data = StudyData.of(TinyStudy.data("pod"), 1);
        Segments test = data.source().parts(Progress.NONE).test();
        LatentForecaster forecaster = LatentForecaster.load(study.files().forecaster());
        INDArray error =
                forecaster.rollout(test.values(0, test.size(), 0, 2), 4).sub(test.values(0, test.size(), 2, 6));
        double rmse = error.norm2Number().doubleValue() / Math.sqrt(error.length());
        assertEquals(rmse, result.errors().rollout().rmse(), 1e-5 * rmse);
    }

    @Test
    void onThePapersTermsWindowsAreSplitAtRandom() {
        DataOptions paper = new DataOptions(
                DataOptions.PAPER,
                "burgers2d",
                Map.of(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
        Protocol protocol = StudyData.of(paper, 3).protocol();
        assertEquals(Protocol.paper("burgers2d").toBuilder().dataSeed(3).build(), protocol);
    }

    @Test
    void progressRisesToTheEndThroughAllStages() throws IOException {
        List<String> stages = new ArrayList<>();
        List<Double> shares = new ArrayList<>();
        TinyStudy.of(TinyStudy.data("pod"), "lstm", ModelBase.PERSISTENCE, false, folder)
                .run(new JobProgress() {
                    @Override
                    public void stage(String name) {
                        stages.add(name);
                    }

                    @Override
                    public void done(double share) {
                        shares.add(share);
                    }
                });
        assertEquals(List.of("data", "encoder", "training", "evaluation"), stages);
        for (int i = 1; i < shares.size(); i++) {
            assertTrue(shares.get(i) >= shares.get(i - 1) - 1e-12, "at " + i);
        }
    }

    private static JsonNode json(RunStudy study) throws IOException {
        return new ObjectMapper().readTree(Files.readString(study.files().result()));
    }

    private RunOptions options(NoiseOptions noise, String name) {
        CellOptions cell = new CellOptions("qlstm", 4, 2, 1, 2, "angle", "auto");
        TrainingOptions training = new TrainingOptions(3, null, 16, 1e-2, false, ModelBase.PERSISTENCE);
        return new RunOptions(
                TinyStudy.data("pod"), cell, training, false, noise, false, 1, folder.resolve(name), false);
    }

    /** Training is the same; under no noise at all the score is too. */
    @Test
    void theTrainedModelIsScoredUnderNoiseToo() throws IOException {
        RunOptions plain = options(NoiseOptions.NONE, "plain");
        RunResult exact = RunStudy.prepare(plain, "a test").run(new TinyStudy.SilentProgress());
        Path file = Files.writeString(
                folder.resolve("none.json"),
                "{\"name\": \"none\", \"gates\": [], \"readout\": [], \"exactElsewhere\": true}");
        RunResult none = RunStudy.prepare(options(new NoiseOptions(file.toString(), null, 1), "none"), "a test")
                .run(new TinyStudy.SilentProgress());
        RunResult noisy = RunStudy.prepare(options(new NoiseOptions("sycamore-2019", 50, 3), "noisy"), "a test")
                .run(new TinyStudy.SilentProgress());
        assertFalse(exact.baselines().containsKey("underNoise"));
        double expected = exact.errors().rollout().vrmse();
        assertEquals(expected, noisy.errors().rollout().vrmse());
        assertEquals(expected, none.baselines().get("underNoise").rollout().vrmse(), 1e-5 * expected);
        assertNotEquals(expected, noisy.baselines().get("underNoise").rollout().vrmse());
        assertEquals(
                "noise sycamore-2019, 50 shots a circuit, seed 3",
                noisy.baselines().get("underNoise").settings());
        assertEquals("sycamore-2019", noisy.arguments().get("noise"));
    }
}
