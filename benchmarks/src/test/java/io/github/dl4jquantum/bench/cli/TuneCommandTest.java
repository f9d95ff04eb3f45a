package io.github.dl4jquantum.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.forecast.LatentForecaster;
import io.github.dl4jquantum.pde.record.NpyWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;

/** Oracle: what a user sees, and the files of a tiny search on travelling waves. */
@Timeout(120)
class TuneCommandTest {
    private static final int SNAPSHOTS = 40;
    private static final int GRID = 8;

    @TempDir
    private static Path folder;

    private static Path data;

    private record Outcome(int code, String out, String err) {}

    @BeforeAll
    static void makeData() throws IOException {
        data = folder.resolve("waves.npy");
        float[] values = new float[SNAPSHOTS * GRID * GRID];
        for (int i = 0; i < values.length; i++) {
            double time = i / (GRID * GRID);
            int place = i % (GRID * GRID);
            values[i] = (float) (Math.sin(0.2 * time + place) + Math.cos(0.5 * time + 0.1 * place));
        }
        NpyWriter.write(new int[] {SNAPSHOTS, GRID, GRID}, values, data);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            --strategy bayes                   | Unknown strategy 'bayes': choose random, grid, genetic.
            --candidates 0                     | --candidates 0 is not within 1 to 100000
            --candidates many                  | 'many' is not an int
            --workers 0                        | --workers 0 is not within
            --strategy genetic --workers 9     | --workers 9 is not within 1 to 8
            --minutes 0                        | --minutes 0.0 is not above 0
            --minutes -1                       | --minutes -1.0 is not above 0
            --minutes 1e400                    | --minutes Infinity is above
            --score test                       | Unknown score 'test': choose field or latent.
            --model transformer                | Unknown model 'transformer'. Choose of qlstm,
            --model residual                   | Unknown model 'residual'
            --encoder cnn                      | Unknown encoder 'cnn'
            --encoding amplitude               | Unknown encoding 'amplitude'
            --engine gpu                       | Unknown engine 'gpu'
            --problem heat                     | Unknown problem 'heat'
            --field w                          | --field w names none of [u, v]
            --grid 20                          | use a grid of 51 or more
            --axes time,x                      | --axes belongs to --data
            --updates 0                        | --updates 0 is below the limit 1
            --minibatch 0                      | --minibatch 0 is below the limit 1
            --circuits 0..4                    | --circuits 0..4 is not within 1 to 256
            --trajectories 0                   | --trajectories 0 is below the limit 1
            --qubits 2..40                     | --qubits 40 is not within 1 to 24
            --qubits 0,2                       | --qubits 0 is not within 1 to 24
            --qubits two                       | --qubits two is not made of whole numbers: give one value, a list
            --qubits 2..                       | --qubits 2.. is not made of whole numbers
            --qubits 2..3..4                   | --qubits 2..3..4 is not a range: give its two ends
            --layers 1.5                       | --layers 1.5 is not made of whole numbers
            --layers 0..2                      | --layers 0 is not within 1 to 64
            --latent 2048                      | --latent 2048 is not within 1 to 2047
            --encoder none --latent 8          | --latent 8 is not within 2048 to 2048
            --hidden 0                         | --hidden 0 is not within 1 to 1024
            --learning-rate 0..1               | --learning-rate 0..1 is not within
            --learning-rate nan                | --learning-rate nan is not made of numbers
            --learning-rate NaN                | --learning-rate NaN is not within
            --model lstm --qubits 4            | --circuits, --qubits and --layers belong to models of circuits
            --circuits 2 --qubits 4 --layers 2 --latent 8 --hidden 8 --learning-rate 0.01 | There is nothing to search
            --strategy grid --candidates 800   | --candidates 800 is above the 729 points of the grid
            """)
    void badInputIsOneLineThatSaysWhatToDo(String arguments, String expected) {
        Path out = folder.resolve("never");
        Outcome outcome =
                execute(Stream.concat(Stream.of("tune", "--out", out.toString()), Arrays.stream(arguments.split(" ")))
                        .toArray(String[]::new));
        assertEquals(2, outcome.code, outcome.err);
        assertEquals("", outcome.out);
        assertEquals(1, outcome.err.lines().count(), outcome.err);
        assertTrue(outcome.err.contains(expected), outcome.err);
        assertFalse(Files.exists(out), "nothing was written");
    }

    @ParameterizedTest
    @CsvSource({"random, qlstm, mlp", "grid, gru, pod", "genetic, lstm, pod"})
    void aSearchLeavesItsFilesAndAModelThatPredicts(String strategy, String model, String encoder) throws IOException {
        Path out = folder.resolve(strategy);
        Outcome done = tune(out, "--strategy", strategy, "--model", model, "--encoder", encoder, "--candidates", "4");
        assertEquals(0, done.code, done.err);
        assertTrue(done.out.startsWith("4 completed, 0 failed, 0 stopped"), done.out);
        List<JsonNode> lines = lines(out);
        assertEquals(4, lines.size());
        double best = Double.POSITIVE_INFINITY;
        for (JsonNode line : lines) {
            assertEquals(
                    List.of("index", "parameters", "score", "status", "reason", "seconds"),
                    names(line),
                    "in this order");
            assertEquals("completed", line.path("status").asText());
            assertTrue(line.path("seconds").asDouble() > 0);
            best = Math.min(best, line.path("score").asDouble());
        }
        List<String> searched = new ArrayList<>(List.of("latent", "hidden", "learningRate"));
        if (model.equals("qlstm")) {
            searched.addAll(0, List.of("circuits", "qubits", "layers"));
        }
        assertEquals(searched, names(lines.get(0).path("parameters")));
        JsonNode result = new ObjectMapper().readTree(Files.readString(out.resolve("result.json")));
        assertEquals(best, result.at("/best/score").asDouble());
        for (String errors : List.of("/test", "/test/baselines/dmd", "/test/baselines/quadraticMap")) {
            assertTrue(result.at(errors + "/oneStep/vrmse").asDouble() > 0, errors);
            assertTrue(result.at(errors + "/rollout/vrmse").asDouble() > 0, errors);
        }
        assertTrue(Files.readString(out.resolve("report.html")).contains("4 candidates: 4 completed"));

        Path forecaster = out.resolve("best").resolve("forecaster.zip");
        assertEquals(
                result.at("/best/parameters/latent").asInt(),
                LatentForecaster.load(forecaster).latent());
        Path prediction = folder.resolve("prediction.npy");
        Outcome predicted = execute(
                "predict",
                forecaster.toString(),
                data.toString(),
                "--axes",
                "time,y,x",
                "--steps",
                "3",
                "--out",
                prediction.toString());
        assertEquals(0, predicted.code, predicted.err);
    }

    @Test
    void theSameCommandGoesOnAndAnotherIsRefused() throws IOException {
        Path out = folder.resolve("again");
        assertEquals(0, tune(out, "--candidates", "2").code);
        List<JsonNode> two = lines(out);
        assertEquals(0, tune(out, "--candidates", "2").code, "there is nothing left to do");
        assertEquals(two, lines(out));
        Outcome more = tune(out, "--candidates", "3", "--workers", "1");
        assertEquals(0, more.code, more.err);
        assertEquals(two, lines(out).subList(0, 2));
        assertEquals(3, lines(out).size());

        for (Map.Entry<List<String>, String> other : Map.of(
                        List.of("--candidates", "3", "--seed", "9"),
                        "holds a search with --seed 1, not 9, by ",
                        List.of("--candidates", "3", "--hidden", "2..5"),
                        "holds a search with --hidden 2..4, not 2..5",
                        List.of("--candidates", "2"),
                        "holds 3 candidates, --candidates 2 asks for fewer")
                .entrySet()) {
            Outcome refused = tune(out, other.getKey().toArray(String[]::new));
            assertEquals(2, refused.code, refused.err);
            assertTrue(refused.err.contains(other.getValue()), refused.err);
        }
        Path search = out.resolve("search.json");
        Files.writeString(
                search, Files.readString(search).replaceFirst("\"version\" : \"[^\"]*\"", "\"version\" : \"9.9\""));
        Outcome refused = tune(out, "--candidates", "3");
        assertEquals(2, refused.code, refused.err);
        assertTrue(refused.err.contains("holds a search of version 9.9"), refused.err);
        assertEquals(3, lines(out).size(), "nothing is lost");
    }

    @Test
    void anotherSearchReplacesOneWhereItMay() throws IOException {
        Path out = folder.resolve("replaced");
        assertEquals(0, tune(out, "--candidates", "2").code);
        Outcome refused = tune(out, "--candidates", "2", "--model", "lstm");
        assertEquals(2, refused.code, refused.err);
        Outcome replaced = tune(out, "--candidates", "2", "--model", "lstm", "--overwrite");
        assertEquals(0, replaced.code, replaced.err);
        for (JsonNode line : lines(out)) {
            assertFalse(line.path("parameters").has("qubits"), line.toString());
        }
        try (Stream<Path> files = Files.list(out)) {
            assertEquals(
                    List.of("best", "candidates.jsonl", "latent", "report.html", "result.json", "search.json"),
                    files.map(file -> file.getFileName().toString()).sorted().toList());
        }
    }

    @Test
    void aCandidateThatCannotBeIsRecordedWithItsReason() throws IOException {
        Path out = folder.resolve("some");
        Outcome some = tune(
                out,
                "--candidates",
                "4",
                "--model",
                "lstm",
                "--latent",
                "2,40"); // a POD of 28 snapshots has no 40 modes
        assertEquals(0, some.code, some.err);
        int failed = 0;
        for (JsonNode line : lines(out)) {
            boolean fits = line.at("/parameters/latent").asInt() == 2;
            assertEquals(fits ? "completed" : "failed", line.path("status").asText());
            assertEquals(fits, line.path("score").isNumber());
            assertEquals(fits, line.path("reason").isNull());
            failed += fits ? 0 : 1;
        }
        assertTrue(failed > 0 && failed < 4, "some fit, some do not: " + failed);
        assertTrue(some.out.startsWith((4 - failed) + " completed, " + failed + " failed"), some.out);
    }

    /** 52 x 52 values are more than a map's 2048 features: baselines are fitted to a few modes of them. */
    @Test
    void aSearchWithoutAnEncoderHasBaselinesToo() throws IOException {
        Path wide = folder.resolve("wide.npy");
        float[] values = new float[30 * 52 * 52];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (Math.sin(0.3 * (i / 2704) + 0.1 * (i % 2704)) + Math.cos(0.01 * i));
        }
        NpyWriter.write(new int[] {30, 52, 52}, values, wide);
        String[] arguments = ("--encoder none --latent 2704 --model lstm --candidates 2 --data " + wide).split(" ");
        Path out = folder.resolve("wide");
        Outcome done = tune(out, arguments);
        assertEquals(0, done.code, done.err);
        assertTrue(done.err.contains("qpde: snapshots count as 1 apart, for the file has no times."), done.err);
        JsonNode result = new ObjectMapper().readTree(Files.readString(out.resolve("result.json")));
        assertTrue(result.at("/test/baselines/dmd/rollout/vrmse").asDouble() > 0, "of a few modes");
    }

    /** 16 values, of which a fourth is usual. */
    @Test
    void smallSnapshotsHaveSmallLatentVectors() throws IOException {
        Path small = folder.resolve("small.npy");
        float[] values = new float[40 * 16];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) Math.sin(0.2 * (i / 16) + i % 16 * (1 + 0.01 * (i / 16)));
        }
        NpyWriter.write(new int[] {40, 16}, values, small);
        Outcome done = execute(("tune --model lstm --hidden 2,3 --candidates 2 --updates 2 --axes time,x --data "
                        + small + " --out " + folder.resolve("small"))
                .split(" "));
        assertEquals(0, done.code, done.err);
        for (JsonNode line : lines(folder.resolve("small"))) {
            int latent = line.at("/parameters/latent").asInt();
            assertTrue(latent == 2 || latent == 4, "latent " + latent);
        }
    }

    @Test
    void helpNamesTheDefaults() {
        Outcome help = execute("tune", "--help");
        assertEquals(0, help.code);
        assertTrue(help.out.startsWith("Usage: qpde tune"), help.out);
        assertTrue(help.out.contains("Default: 30"), help.out);
    }

    @Test
    void aFolderThatCannotBeWrittenToIsToldInOneLine() throws IOException {
        Path out = Files.createDirectories(folder.resolve("blocked"));
        Files.writeString(out.resolve("latent"), "a file where a folder must be");
        Outcome refused = tune(out, "--candidates", "2");
        assertEquals(2, refused.code, refused.err);
        assertTrue(refused.err.contains("cannot be written or read (java.nio.file.FileAlreadyExists"), refused.err);
        assertTrue(refused.err.contains("the same command then goes on"), refused.err);
    }

    @Test
    void withoutTimeThereIsNoModelAndTheExitCodeSaysSo() throws IOException {
        Path out = folder.resolve("none");
        Outcome none = tune(out, "--candidates", "3", "--minutes", "1e-6");
        assertEquals(1, none.code, none.err);
        assertTrue(none.err.contains("no candidate completed"), none.err);
        assertTrue(Files.readString(out.resolve("report.html")).contains("None completed"));
    }

    private static Outcome tune(Path out, String... more) {
        List<String> words = new ArrayList<>(List.of(
                "tune",
                "--data",
                data.toString(),
                "--axes",
                "time,y,x",
                "--latent",
                "2,3",
                "--hidden",
                "2..4",
                "--encoder",
                "pod",
                "--updates",
                "6",
                "--out",
                out.toString()));
        List<String> given = List.of(more);
        if (!given.contains("lstm") && !given.contains("gru")) {
            words.addAll(List.of("--circuits", "1,2", "--qubits", "2", "--layers", "1"));
        }
        for (int i = 0; i < given.size(); i += 2) {
            int at = words.indexOf(given.get(i));
            if (at >= 0) {
                words.set(at + 1, given.get(i + 1));
            } else {
                words.addAll(given.subList(i, Math.min(i + 2, given.size())));
            }
        }
        return execute(words.toArray(String[]::new));
    }

    private static List<JsonNode> lines(Path out) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(out.resolve("candidates.jsonl"))) {
            lines.add(new ObjectMapper().readTree(line));
        }
        return lines;
    }

    private static List<String> names(JsonNode json) {
        List<String> names = new ArrayList<>();
        json.fieldNames().forEachRemaining(names::add);
        return names;
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
