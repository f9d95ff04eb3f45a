package io.github.dl4jquantum.bench.study;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.bench.report.RunResult;
import io.github.dl4jquantum.forecast.LatentForecaster;
import io.github.dl4jquantum.layers.GRU;
import io.github.dl4jquantum.pde.problem.GrayScott2d;
import io.github.dl4jquantum.pde.problem.HamiltonJacobiBellman2d;
import io.github.dl4jquantum.pde.problem.MichaelisMenten3d;
import io.github.dl4jquantum.pde.problem.Problem;
import io.github.dl4jquantum.pde.problem.ProblemBuilder;
import io.github.dl4jquantum.pde.problem.Trajectory;
import io.github.dl4jquantum.pde.record.DataFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;

/** Oracles: the files themselves, a second run, and the held-out data for the errors that need no model. */
@Timeout(120)
class RunStudyTest {
    @TempDir
    private Path folder;

    @Test
    void leavesItsFiveFilesAndNothingElse() throws IOException {
        RunStudy study = TinyStudy.of("qlstm", 1, folder.resolve("out"));
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
        assertEquals(0, json.path("seed").asInt(-1));
        assertEquals(2, json.path("loss").size());
        assertEquals(6 * 2 * 1 * 3, json.path("parameters").path("quantum").asInt(), "six circuits, three angles each");
        assertEquals(
                result.parameters().classical(),
                json.path("parameters").path("classical").asLong());
        JsonNode errors = json.path("errors");
        for (String path : List.of(
                "/oneStep/mae",
                "/oneStep/rmse",
                "/oneStep/nrmse",
                "/rollout/mae",
                "/latent/mae",
                "/autoencoderFloor/mae",
                "/persistence/mae",
                "/linearExtrapolation/mae")) {
            assertTrue(errors.at(path).asDouble() > 0, path);
        }
        for (String stage : List.of("data", "autoencoder", "train", "evaluate")) {
            assertTrue(json.path("seconds").path(stage).asDouble() > 0, stage);
        }
        assertTrue(json.path("versions").path("deeplearning4j").asText().startsWith("1."));
        String page = Files.readString(study.files().report());
        assertTrue(page.contains("Reconstruction, not the paper"));
        assertFalse(page.contains("{{"), "every place is filled in");
        assertFalse(page.contains("src=\"http") || page.contains("href="), "the page needs nothing beside it");
    }

    static Stream<ProblemBuilder<?>> otherProblems() {
        return Stream.of(
                GrayScott2d.builder().grid(12).diffusivityU(4e-4).diffusivityV(2e-4),
                HamiltonJacobiBellman2d.builder().grid(12).viscosity(0.5),
                MichaelisMenten3d.builder().grid(6));
    }

    @ParameterizedTest
    @MethodSource("otherProblems")
    void everyProblemGoesThrough(ProblemBuilder<?> builder) throws IOException {
        builder.snapshots(120);
        Problem problem = builder.build();
        RunStudy study = TinyStudy.of(problem, "lstm", "mlp", 1, folder);
        RunResult result = study.run(new TinyStudy.SilentProgress());
        assertEquals(problem.name(), result.problem());
        assertTrue(result.errors().oneStep().mae() > 0);
        try (DataFile file = DataFile.open(study.files().testData())) {
            Trajectory test = file.trajectories(null, null).get(0);
            assertArrayEquals(problem.gridShape(), test.gridShape());
        }
        String page = Files.readString(study.files().report());
        assertEquals(problem.gridShape().length == 3, page.contains("middle plane"));
    }

    @Test
    void aGruForecastsWithoutCircuits() throws IOException {
        RunStudy study = TinyStudy.of("gru", 1, folder);
        RunResult result = study.run(new TinyStudy.SilentProgress());
        assertEquals("none", result.engine());
        assertEquals(0, result.parameters().quantum());
        assertTrue(result.errors().rollout().mae() > 0);
        LatentForecaster forecaster = LatentForecaster.load(study.files().forecaster());
        assertInstanceOf(GRU.class, forecaster.latentModel().getLayer(0).conf().getLayer());
    }

    @ParameterizedTest
    @CsvSource({"qlstm-residual,pod,4", "gru-residual,none,256", "lstm,pod,4"})
    void otherEncodersAndResidualOutputs(String model, String encoder, int latent) throws IOException {
        RunStudy study = TinyStudy.of(TinyStudy.problem(), model, encoder, 1, folder);
        RunResult result = study.run(new TinyStudy.SilentProgress());
        LatentForecaster forecaster = LatentForecaster.load(study.files().forecaster());
        assertEquals(encoder, forecaster.latentSpace().encoder().name().toLowerCase(Locale.ROOT));
        assertEquals(latent, forecaster.latent());
        assertEquals(model, result.model());
        assertEquals(latent, result.arguments().get("latent"));
        assertNull(result.curves().autoencoder());
        double floor = result.errors().autoencoderFloor().mae();
        assertTrue(encoder.equals("none") ? floor < 1e-6 : floor > 0, String.valueOf(floor));
        String page = Files.readString(study.files().report());
        assertFalse(page.contains("{{") || page.contains("Autoencoder"), "nothing is said of what there was not");
    }

    @Test
    void aResidualOutputIsAnotherModelOfTheSameLatentVectors() throws IOException {
        RunResult plain = TinyStudy.of(TinyStudy.problem(), "gru", "pod", 1, folder.resolve("plain"))
                .run(new TinyStudy.SilentProgress());
        RunResult residual = TinyStudy.of(TinyStudy.problem(), "gru-residual", "pod", 1, folder.resolve("residual"))
                .run(new TinyStudy.SilentProgress());
        assertEquals(plain.parameters(), residual.parameters());
        assertEquals(plain.errors().autoencoderFloor(), residual.errors().autoencoderFloor());
        assertTrue(residual.errors().latent().mae() < plain.errors().latent().mae(), "it begins at the last vector");
    }

    @Test
    void theSameSeedGivesTheSameNumbers() throws IOException {
        RunStudy first = TinyStudy.of("qlstm", 2, folder.resolve("first"));
        RunStudy second = TinyStudy.of("qlstm", 2, folder.resolve("second"));
        first.run(new TinyStudy.SilentProgress());
        second.run(new TinyStudy.SilentProgress());
        for (String field : List.of("errors", "loss", "curves")) {
            assertEquals(json(first).path(field), json(second).path(field), field);
        }
    }

    @Test
    void persistenceIsTheChangeFromOneHeldOutSnapshotToTheNext() throws IOException {
        RunStudy study = TinyStudy.of("lstm", 1, folder);
        RunResult result = study.run(new TinyStudy.SilentProgress());
        float[] test = testValues(study);
        int steps = test.length / (TinyStudy.GRID * TinyStudy.GRID);
        assertEquals(result.split().test(), steps);
        int values = TinyStudy.GRID * TinyStudy.GRID;
        double sum = 0;
        for (int i = values; i < test.length; i++) {
            sum += Math.abs(test[i] - test[i - values]);
        }
        double firstStep = result.curves().rolloutMae().get("persistence").get(0);
        double expected = (sum / values + firstStep) / steps;
        assertEquals(expected, result.errors().persistence().mae(), 1e-6 * expected);
    }

    @Test
    void theSavedForecasterReproducesItsScore() throws IOException {
        RunStudy study = TinyStudy.of("qlstm", 1, folder);
        RunResult result = study.run(new TinyStudy.SilentProgress());
        float[] test = testValues(study);
        int values = TinyStudy.GRID * TinyStudy.GRID;
        INDArray truth = Nd4j.create(test, new long[] {test.length / values, values}, 'c');
        LatentForecaster forecaster = LatentForecaster.load(study.files().forecaster());
        INDArray sequence = truth.transpose().dup('c').reshape(1, values, truth.rows());
        INDArray difference = forecaster.reconstruct(sequence).subi(sequence);
        double mae = difference.norm1Number().doubleValue() / difference.length();
        assertEquals(result.errors().autoencoderFloor().mae(), mae, 1e-5 * mae);
    }

    @Test
    void progressRisesToTheEndThroughAllStages() throws IOException {
        List<String> stages = new ArrayList<>();
        List<Double> shares = new ArrayList<>();
        TinyStudy.of("lstm", 1, folder).run(new JobProgress() {
            @Override
            public void stage(String name) {
                stages.add(name);
            }

            @Override
            public void done(double share) {
                shares.add(share);
            }
        });
        assertEquals(List.of("data", "encoder", "latent model", "evaluation"), stages);
        for (int i = 1; i < shares.size(); i++) {
            assertTrue(shares.get(i) >= shares.get(i - 1) - 1e-12, "at " + i);
        }
        assertEquals(1, shares.get(shares.size() - 1), 1e-9);
    }

    private static JsonNode json(RunStudy study) throws IOException {
        return new ObjectMapper().readTree(Files.readString(study.files().result()));
    }

    /** The held-out snapshots that a run left. */
    private static float[] testValues(RunStudy study) {
        try (DataFile file = DataFile.open(study.files().testData())) {
            Trajectory test = file.trajectories(null, "u").get(0);
            return test.values("u").data().asFloat();
        }
    }
}
