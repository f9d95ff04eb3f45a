package io.github.dl4jquantum.bench.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.bench.cli.Studies;
import io.github.dl4jquantum.bench.job.JobProgress;
import io.github.dl4jquantum.bench.job.StudyStopped;
import io.github.dl4jquantum.bench.result.RunResult;
import io.github.dl4jquantum.bench.run.RunOptions;
import io.github.dl4jquantum.bench.run.RunStudy;
import io.github.dl4jquantum.bench.run.TinyStudy;
import io.github.dl4jquantum.bench.study.CellOptions;
import io.github.dl4jquantum.bench.study.Cluster;
import io.github.dl4jquantum.bench.study.ModelBase;
import io.github.dl4jquantum.bench.study.NoiseOptions;
import io.github.dl4jquantum.bench.study.TrainingOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;

/** {@code qpde run --master}. */
@Timeout(240)
class RunOnSparkTest {
    @TempDir
    private Path folder;

    private JsonNode result(String name, String... more) throws IOException {
        List<String> command = Studies.run(150, folder.resolve(name));
        command.addAll(List.of(more));
        Studies.Said said = Studies.qpde(command.toArray(String[]::new));
        assertEquals(0, said.code(), said.err());
        return new ObjectMapper()
                .readTree(folder.resolve(name).resolve("result.json").toFile());
    }

    /** Oracle: training on this machine. The second has labels that do not count. */
    @ParameterizedTest
    @ValueSource(strings = {"--base persistence", "--base dmd --no-peers"})
    void oneWorkerIsLocalTraining(String options) throws IOException {
        JsonNode expected = result("here", options.split(" "));
        JsonNode actual = result("spark", (options + " --master local[1]").split(" "));
        int numbers = assertNear(expected.path("errors"), actual.path("errors"))
                + assertNear(expected.path("baselines"), actual.path("baselines"))
                + assertNear(expected.path("loss"), actual.path("loss"))
                + assertNear(expected.at("/curves/latent"), actual.at("/curves/latent"));
        assertTrue(numbers > 60, numbers + " numbers were compared");
        assertTrue(actual.at("/arguments/trainedBy").asText().startsWith("1 workers"));
    }

    /** How many there are. */
    private static int assertNear(JsonNode expected, JsonNode actual) {
        if (expected.isNumber()) {
            double value = expected.asDouble();
            assertEquals(value, actual.asDouble(), 1e-6 * Math.max(1, Math.abs(value)));
            return 1;
        }
        assertEquals(expected.size(), actual.size());
        int numbers = 0;
        var names = expected.fieldNames();
        for (int i = 0; i < expected.size(); i++) {
            String name = names.hasNext() ? names.next() : null;
            numbers += name == null
                    ? assertNear(expected.path(i), actual.path(i))
                    : assertNear(expected.path(name), actual.path(name));
        }
        return numbers;
    }

    /** Oracle: "nothing changes". The budget is that of one machine, so that there are as many epochs. */
    @Test
    void twoWorkersLearn() throws IOException {
        JsonNode result = result("two", "--master", "local[2]");
        double error = result.at("/errors/rollout/vrmse").asDouble();
        double persistence = result.at("/baselines/persistence/rollout/vrmse").asDouble();
        assertTrue(error < 0.7 * persistence, error + " against " + persistence);
        assertEquals(result("one").path("loss").size(), result.path("loss").size());
        assertTrue(result.at("/arguments/trainedBy")
                .asText()
                .matches("2 workers, whose parameters were averaged after every 5 updates of each; Spark \\S+ at"
                        + " local\\[2]: executors 1, task slots 2"));
    }

    @Test
    void refusesWhatIsNoMaster() {
        List<String> command = Studies.run(10, folder.resolve("out"));
        command.addAll(List.of("--master", "nonsense"));
        Studies.Said said = Studies.qpde(command.toArray(String[]::new));
        assertEquals(2, said.code());
        assertTrue(said.err().contains("--master nonsense is none: give local[N]"), said.err());
        assertEquals(0, folder.toFile().list().length, "nothing is left");
    }

    private RunStudy study(String name) {
        return RunStudy.prepare(
                new RunOptions(
                        TinyStudy.data("pod"),
                        new CellOptions("qlstm", 4, 2, 1, 2, "angle", "auto"),
                        new TrainingOptions(60, null, 16, 1e-2, false, ModelBase.PERSISTENCE),
                        true,
                        NoiseOptions.NONE,
                        true,
                        1,
                        folder.resolve(name),
                        false),
                "a test");
    }

    private static RunResult run(RunStudy study, String master, JobProgress progress) throws IOException {
        try (Cluster cluster = new SparkConnector().connect(master, null)) {
            return study.run(progress, cluster);
        }
    }

    /** Stops a study once so much of it is done. */
    private record StopAt(RunStudy study, double share) implements JobProgress {
        @Override
        public void stage(String name) {}

        @Override
        public void done(double now) {
            if (now > share) {
                study.stop();
            }
        }
    }

    /** Of the training, which is 0.25 to 0.95 of the whole, the second of three models. Oracle: what nobody disturbed. */
    @Test
    void whatIsStoppedGoesOnWithAsManyWorkersWhateverTheClusterHasThen() throws IOException {
        RunResult expected = run(study("undisturbed"), "local[2]", new TinyStudy.SilentProgress());
        RunStudy stopped = study("out");
        var end = assertThrows(StudyStopped.class, () -> run(stopped, "local[2]", new StopAt(stopped, 0.6)));
        assertTrue(end.getMessage().contains("goes on from here"), end.getMessage());
        RunStudy again = study("out");
        List<Double> shares = new ArrayList<>();
        RunResult actual = run(again, "local[1]", new TinyStudy.SilentProgress() {
            @Override
            public void done(double share) {
                shares.add(share);
            }
        });
        assertEquals(expected.errors(), actual.errors());
        assertEquals(expected.curves(), actual.curves());
        assertTrue(String.valueOf(actual.arguments().get("trainedBy")).startsWith("2 workers"));
        assertTrue(study("out").isDone());
    }
}
