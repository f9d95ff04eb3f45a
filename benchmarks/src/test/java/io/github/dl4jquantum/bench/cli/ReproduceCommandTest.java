package io.github.dl4jquantum.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;
import org.nd4j.shade.jackson.databind.node.ObjectNode;

/** Oracle: a run's own result, and results in which one thing was changed by hand. */
@Timeout(300)
class ReproduceCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private static Path folder;

    private static Path made;

    private record Outcome(int code, String out, String err) {}

    @BeforeAll
    static void run() {
        made = folder.resolve("first run"); // a name that a shell needs quotes for
        Outcome run = execute(
                "run",
                "--problem",
                "burgers1d",
                "--grid",
                "64",
                "--snapshots",
                "6",
                "--trajectories",
                "10",
                "--context",
                "2",
                "--encoder",
                "pod",
                "--latent",
                "2",
                "--hidden",
                "3",
                "--circuits",
                "1",
                "--qubits",
                "2",
                "--layers",
                "1",
                "--updates",
                "2",
                "--no-peers",
                "--out",
                made.toString());
        assertEquals(0, run.code, run.err);
    }

    @Test
    void theSameNumbersAreFoundAgain() throws IOException {
        Path again = folder.resolve("again");
        Outcome same = reproduce(made, again, "--tolerance", "0");
        assertEquals(0, same.code, same.out + same.err);
        assertTrue(same.out.contains("reproduced: all "), same.out);
        assertEquals("", same.err, "versions are the same");
        JsonNode before = JSON.readTree(made.resolve("result.json").toFile());
        JsonNode now = JSON.readTree(again.resolve("result.json").toFile());
        assertEquals(before.get("errors"), now.get("errors"));
        assertTrue(
                now.get("command").asText().endsWith("--out " + again),
                now.get("command").asText());

        Outcome twice = reproduce(made, again);
        assertEquals(2, twice.code, "what is there already proves nothing");
        assertTrue(twice.err.contains("choose a new folder"), twice.err);

        Outcome ofForecaster = reproduce(made.resolve("forecaster.zip"), folder.resolve("of-forecaster"));
        assertEquals(0, ofForecaster.code, ofForecaster.out + ofForecaster.err);
    }

    /** The number is 1.001 times what was found: beyond a tolerance of 1e-4, within one of 1e-2. */
    @Test
    void aChangedNumberIsFoundAndNamed() throws IOException {
        ObjectNode result = result();
        ObjectNode rollout = (ObjectNode) result.get("errors").get("rollout");
        rollout.put("mae", 1.001 * rollout.get("mae").asDouble());
        Path changed = write(result, "changed.json");
        Outcome other = reproduce(changed, folder.resolve("changed"), "--tolerance", "1e-4");
        assertEquals(1, other.code, other.out);
        assertTrue(other.out.contains("not reproduced: 1 of "), other.out);
        assertTrue(other.out.contains("errors.rollout.mae: "), other.out);
        Outcome tolerated = reproduce(changed, folder.resolve("tolerated"), "--tolerance", "1e-2");
        assertEquals(0, tolerated.code, tolerated.out);
    }

    @Test
    void otherDataIsFoundBeforeAnyTraining() throws IOException {
        ObjectNode result = result();
        ((ObjectNode) result.get("data")).put("sha256", "0".repeat(64));
        Path out = folder.resolve("other-data");
        Outcome other = reproduce(write(result, "data.json"), out);
        assertEquals(1, other.code, other.err);
        assertTrue(
                other.out.contains("the data are others now, by their checksum, and nothing was trained"), other.out);
        assertFalse(Files.exists(out.resolve("result.json")));
    }

    @Test
    void anotherVersionIsSaid() throws IOException {
        ObjectNode result = result();
        ((ObjectNode) result.get("versions")).put("deeplearning4j", "0.9");
        Outcome other = reproduce(write(result, "version.json"), folder.resolve("version"));
        assertEquals(0, other.code, other.err);
        assertTrue(other.err.contains("deeplearning4j is 1.0.0-M2.1, and was 0.9: numbers may differ"), other.err);
    }

    /** The checksum is another, so that nothing is trained. */
    @Test
    void aTrainingByTheClockIsSaid() throws IOException {
        ObjectNode result = result();
        result.put("command", result.get("command").asText().replace("--updates 2", "--minutes 1"));
        ((ObjectNode) result.get("data")).put("sha256", "0".repeat(64));
        Outcome other = reproduce(write(result, "minutes.json"), folder.resolve("minutes"));
        assertTrue(other.err.contains("(--minutes), not for a number of updates: numbers will differ"), other.err);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "my program --fast                                   | is no command of this program",
                "java -jar benchmarks/target/qpde.jar                | is no command of this program",
                "java -jar benchmarks/target/qpde.jar tune           | only results of qpde run can be made again",
                "java -jar benchmarks/target/qpde.jar run --help     | only results of qpde run can be made again",
                "java -jar benchmarks/target/qpde.jar run --frob     | does not know the command",
                "java -jar benchmarks/target/qpde.jar run --model up | Unknown model 'up'",
            })
    void anotherCommandIsRefused(String command, String problem) throws IOException {
        Outcome refused = reproduce(write(result().put("command", command), "command.json"), folder.resolve("never"));
        assertEquals(2, refused.code, refused.out);
        assertTrue(refused.err.contains(problem), refused.err);
        assertFalse(Files.exists(folder.resolve("never")));
    }

    @Test
    void whatIsNoResultIsRefusedByName() throws IOException {
        ObjectNode engineless = result();
        engineless.remove("engine");
        refuses("its \"engine\" is missing", write(engineless, "engine.json"));
        refuses("its \"seed\" is not an integer", write(result().put("seed", "1"), "seed.json"));
        ObjectNode olderData = result();
        ((ObjectNode) olderData.get("data")).remove("sha256");
        refuses("its \"sha256\" is missing", write(olderData, "older.json"));
        refuses("There is no file", folder.resolve("none.json"));
        refuses(
                "is no result of qpde run: it is no JSON, see line 2.",
                Files.writeString(folder.resolve("text.json"), "{\n\"a\" b}"));
    }

    private static void refuses(String problem, Path result) {
        Outcome refused = reproduce(result, folder.resolve("never"));
        assertEquals(2, refused.code, refused.out);
        assertTrue(refused.err.contains(problem), refused.err);
    }

    @Test
    void inspectShowsWhatMadeAForecaster() throws IOException {
        JsonNode result = result();
        Outcome inspected = execute("inspect", made.resolve("forecaster.zip").toString());
        assertEquals(0, inspected.code, inspected.err);
        for (String part : List.of(
                "command       " + result.get("command").asText(),
                "seed          1",
                "sha256        " + result.get("data").get("sha256").asText(),
                "split         trajectories: 7 to train, 1 to validate, 2 to test; context 2, horizon 4",
                "parameters.quantum ",
                "errors.rollout.vrmse ",
                "curves.rolloutVrmse.persistence ")) {
            assertTrue(inspected.out.contains(part), part + " in\n" + inspected.out);
        }
    }

    private static ObjectNode result() throws IOException {
        return (ObjectNode) JSON.readTree(made.resolve("result.json").toFile());
    }

    private static Path write(ObjectNode result, String name) throws IOException {
        return Files.write(folder.resolve(name), JSON.writeValueAsBytes(result));
    }

    private static Outcome reproduce(Path result, Path out, String... more) {
        String[] arguments = new String[4 + more.length];
        List.of("reproduce", result.toString(), "--out", out.toString()).toArray(arguments);
        System.arraycopy(more, 0, arguments, 4, more.length);
        return execute(arguments);
    }

    private static Outcome execute(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Qpde.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
        return new Outcome(code, out.toString(), err.toString());
    }
}
