package io.github.dl4jquantum.bench.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.pde.problem.Trajectory;
import io.github.dl4jquantum.pde.record.Axes;
import io.github.dl4jquantum.pde.record.DataFile;
import io.github.dl4jquantum.pde.record.TrajectoryFileWriter;
import io.github.dl4jquantum.pde.record.ValueRange;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Oracle: a forecaster of u and v on 6 x 8 points at intervals of 0.5, and what differs by construction. */
@Timeout(120)
class PredictCommandTest {
    private static final int POINTS = 48;

    @TempDir
    private static Path folder;

    private static Path forecaster;

    private record Outcome(int code, String out, String err) {}

    @BeforeAll
    static void fit() {
        Path data = wave("data", List.of("u", "v"), new int[] {6, 8}, 0.5);
        Outcome run = execute(
                "run", "--data", data, "--model", "lstm", "--latent", 4, "--updates", 1, "--no-peers", "--out", folder);
        assertEquals(0, run.code, run.err);
        forecaster = folder.resolve("forecaster.zip");
    }

    private static Path wave(String name, List<String> fields, int[] grid, double interval) {
        double[] times = new double[60];
        float[][] values = new float[fields.size()][60 * POINTS];
        for (int time = 0; time < times.length; time++) {
            times[time] = interval * time;
            for (int i = 0; i < POINTS; i++) {
                for (int field = 0; field < values.length; field++) {
                    values[field][time * POINTS + i] = (float) Math.sin(0.1 * time + i + field);
                }
            }
        }
        Path file = folder.resolve(name + ".h5");
        try (TrajectoryFileWriter writer = new TrajectoryFileWriter(file, 1, Map.of(), 1)) {
            writer.write(Trajectory.of(fields, grid, times, values));
            writer.finish();
        }
        return file;
    }

    @Test
    void dataLikeThatOfTheFitIsTakenByTheNamesOfItsFields() {
        assertTaken(wave("same", List.of("u", "v"), new int[] {6, 8}, 0.5));
        assertTaken(wave("rounded", List.of("u", "v"), new int[] {6, 8}, 0.5 * (1 + 1e-7)));
        assertTaken(wave("more", List.of("p", "v", "u"), new int[] {6, 8}, 0.5));
    }

    @Test
    void dataUnlikeThatOfTheFitIsRefusedByNameUnlessAsIs() {
        assertRefused(
                "grid [8, 6], not [6, 8], which the forecaster was fitted on",
                wave("turned", List.of("u", "v"), new int[] {8, 6}, 0.5));
        assertRefused("fields [p, q], not [u, v]", wave("others", List.of("p", "q"), new int[] {6, 8}, 0.5));
        Path slower = wave("slower", List.of("u", "v"), new int[] {6, 8}, 1.0);
        assertRefused("save interval 1.00000, not 0.500000", slower);
        Outcome asIs = predict(slower, folder.resolve("slower.npy"), "--as-is");
        assertTrue(
                asIs.out.startsWith("2 snapshots predicted, 1.00000 apart, from the last ")
                        && asIs.out.contains(" of the file, taken as it is with save interval 1.00000, not 0.500000, "),
                asIs.out);
    }

    @Test
    void anotherContextThanThatOfTheTrainingIsSaid() {
        Path data = wave("short", List.of("u", "v"), new int[] {6, 8}, 0.5);
        String usual = predict(data, folder.resolve("usual.npy")).out;
        assertTrue(!usual.contains("it was trained with"), usual);
        Outcome other = predict(data, folder.resolve("one.npy"), "--context", "1");
        assertTrue(other.out.contains("from the last 1 of the file (it was trained with "), other.out + other.err);
    }

    /** The file ends at 29.5, 59 intervals of 0.5. */
    @Test
    void everyKindOfFileHoldsTheSamePredictionsWithTheirTimes() throws IOException {
        Path data = wave("kinds", List.of("u", "v"), new int[] {6, 8}, 0.5);
        Path npy = folder.resolve("kind.npy");
        assertEquals(0, predict(data, npy).code);
        byte[] bytes = Files.readAllBytes(npy);
        FloatBuffer expected = ByteBuffer.wrap(bytes, bytes.length - 4 * 2 * 2 * POINTS, 4 * 2 * 2 * POINTS)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer();
        for (String name : List.of("kind.npz", "kind.h5")) {
            Path out = folder.resolve(name);
            Outcome outcome = predict(data, out);
            assertEquals(0, outcome.code, outcome.err);
            boolean own = name.endsWith("h5");
            try (DataFile file = DataFile.open(out)) {
                for (String field : List.of("u", "v")) {
                    Trajectory read = file.trajectories(own ? null : Axes.parse("time,y,x"), field)
                            .get(0);
                    assertArrayEquals(new int[] {6, 8}, read.gridShape());
                    for (int time = 0; time < 2; time++) {
                        float[] values = new float[POINTS];
                        expected.get((2 * time + (field.equals("u") ? 0 : 1)) * POINTS, values);
                        assertArrayEquals(values, read.snapshot(field, time), name);
                    }
                    if (own) {
                        assertArrayEquals(new double[] {30, 30.5}, read.times());
                    }
                }
                if (!own) {
                    assertEquals(
                            new ValueRange(30, 30.5f, 0, 0),
                            file.range(file.datasets().stream()
                                    .filter(each -> each.name().equals("time"))
                                    .findFirst()
                                    .orElseThrow()));
                }
            }
        }
        Outcome csv = predict(data, folder.resolve("kind.csv"));
        assertEquals(2, csv.code);
        assertTrue(csv.err.contains("ends in none of .npy, .npz, .h5 and .hdf5"), csv.err);
    }

    @Test
    void aFileThatCannotBeWrittenIsToldInOneLine() throws IOException {
        Path data = wave("blocked", List.of("u", "v"), new int[] {6, 8}, 0.5);
        for (String name : List.of("taken.npy", "taken.npz", "taken.h5")) {
            Path out = Files.createDirectories(folder.resolve(name));
            Files.writeString(out.resolve("inside"), "precious");
            Outcome outcome = predict(data, out);
            assertEquals(2, outcome.code, outcome.err);
            assertEquals(1, outcome.err.lines().count(), outcome.err);
            assertTrue(outcome.err.contains(name), outcome.err);
        }
    }

    @Test
    void whatIsReadIsNeverReplaced() throws IOException {
        Path data = wave("kept", List.of("u", "v"), new int[] {6, 8}, 0.5);
        byte[] before = Files.readAllBytes(data);
        Path link = Files.createSymbolicLink(folder.resolve("link.h5"), data);
        for (Path out : List.of(data, link)) {
            Outcome refused = predict(data, out);
            assertEquals(2, refused.code, refused.out);
            assertTrue(refused.err.contains("would be replaced by the results"), refused.err);
        }
        Path test = folder.resolve("test.h5"); // the run's own, in its folder
        Outcome overwritten =
                execute("run", "--data", test, "--model", "lstm", "--overwrite", "--updates", 1, "--out", folder);
        assertEquals(2, overwritten.code, overwritten.out);
        assertTrue(overwritten.err.contains("would be replaced by the results"), overwritten.err);
        assertArrayEquals(before, Files.readAllBytes(data));
    }

    private static void assertTaken(Path data, String... more) {
        Path out = folder.resolve("out.npy");
        Outcome outcome = predict(data, out, more);
        assertEquals(0, outcome.code, outcome.err);
        assertTrue(Files.exists(out));
    }

    private static void assertRefused(String message, Path data) {
        Path never = folder.resolve("never.npy");
        Outcome refused = predict(data, never);
        assertEquals(2, refused.code, refused.out);
        assertTrue(refused.err.contains(message), refused.err);
        assertTrue(refused.err.contains("--as-is"), refused.err);
        assertFalse(Files.exists(never));
        assertTaken(data, "--as-is");
    }

    private static Outcome predict(Path data, Path out, String... more) {
        List<Object> arguments = new ArrayList<>(List.of("predict", forecaster, data, "--steps", 2, "--out", out));
        arguments.addAll(List.of(more));
        return execute(arguments.toArray());
    }

    private static Outcome execute(Object... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] words = new String[arguments.length];
        for (int i = 0; i < words.length; i++) {
            words[i] = arguments[i].toString();
        }
        int code = Qpde.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(words);
        return new Outcome(code, out.toString(), err.toString());
    }
}
