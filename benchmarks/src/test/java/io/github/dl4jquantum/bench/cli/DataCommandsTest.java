package io.github.dl4jquantum.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.pde.problem.Trajectory;
import io.github.dl4jquantum.pde.record.DataFile;
import io.github.dl4jquantum.pde.record.NpyWriter;
import io.github.dl4jquantum.pde.record.NpzWriter;
import io.github.dl4jquantum.pde.record.TrajectoryFileWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;

/** Oracle: what a user sees of generate, inspect and run --data. */
@Timeout(120)
class DataCommandsTest {
    @TempDir
    private static Path folder;

    private record Outcome(int code, String out, String err) {}

    @Test
    void whatWasGeneratedIsKeptAndInspected() throws IOException {
        Path file = folder.resolve("data.h5");
        String[] generate = {
            "generate", "--grid", "51", "--snapshots", "60", "--trajectories", "2", "--out", file.toString()
        };
        Outcome made = execute(generate);
        assertEquals(0, made.code, made.err);
        assertTrue(made.out.startsWith("estimated error of a solution: space "), made.out);
        FileTime written = Files.getLastModifiedTime(file);

        Outcome again = execute(generate);
        assertEquals(0, again.code, again.err);
        assertTrue(again.err.contains("was made from these options before, and is whole"), again.err);
        assertEquals(written, Files.getLastModifiedTime(file));

        Outcome inspected = execute("inspect", "--values", file.toString());
        assertEquals(0, inspected.code, inspected.err);
        for (String part : new String[] {
            "axes            2 trajectories x 60 times x 51 x 51 x 2 fields (u, v)",
            "times           0.00000 to 0.590000, 0.0100000 apart",
            "checksums       right",
            "error_estimate  space ",
            "problem         burgers2d",
            "2 x 60 x 51 x 51  float32"
        }) {
            assertTrue(inspected.out.contains(part), inspected.out);
        }
    }

    @Test
    void timesThatAreNotUniformAreSeenByInspect() throws IOException {
        Path file = folder.resolve("uneven.h5");
        try (TrajectoryFileWriter writer = new TrajectoryFileWriter(file, 1, Map.of(), 1)) {
            writer.write(Trajectory.of(List.of("u"), new int[] {2}, new double[] {0, 1, 3}, new float[6]));
            writer.finish();
        }
        Outcome inspected = execute("inspect", file.toString());
        assertTrue(
                inspected.out.contains("not uniform, in 1 of 1: 0.00000, 1.00000 ... 3.00000; run needs uniform ones"),
                inspected.out);
    }

    /** Three trajectories of a file with one time for each of them are not three snapshots. */
    @Test
    void timesOfAnotherLengthAreSaidAndNotTaken() throws IOException {
        Path file = folder.resolve("times.npz");
        NpzWriter.write(Trajectory.of(List.of("u"), new int[] {6}, new double[] {0, 0.1, 0.2}, new float[18]), file);
        Outcome right = execute("inspect", file.toString(), "--axes", "time,x");
        assertTrue(right.out.contains("0.00000 to 0.200000, 0.100000 apart\n"), right.out);
        Outcome swapped = execute("inspect", file.toString(), "--axes", "x,time");
        assertEquals(0, swapped.code, swapped.err);
        assertTrue(
                swapped.out.contains("0.00000 to 5.00000, 1.00000 apart, counted: time (float64, 3) is not one number"
                        + " for each of the 6 snapshots"),
                swapped.out);
        Outcome other = execute("inspect", file.toString(), "--axes", "time,y,x");
        assertEquals(2, other.code, "no array has three axes");
    }

    /** What is asked of data that is read, and of files that are written, is done or refused. */
    @Test
    void optionsThatCannotBeMetAreRefused() throws IOException {
        Path file = folder.resolve("plain.npz");
        NpzWriter.write(
                Trajectory.of(List.of("u"), new int[] {6}, new double[] {0, 0.1, 0.2, 0.3}, new float[24]), file);
        String[] run = {"run", "--data", file.toString(), "--axes", "time,x", "--updates", "1", "--no-peers"};
        for (String option : List.of(
                "--problem burgers1d",
                "--param nu=1",
                "--initial paper",
                "--grid 8",
                "--interval 1",
                "--snapshots 3")) {
            String[] words = option.split(" ");
            String[] command = Arrays.copyOf(run, run.length + 2);
            System.arraycopy(words, 0, command, run.length, 2);
            Outcome refused = execute(command);
            assertEquals(2, refused.code, refused.out);
            assertTrue(refused.err.startsWith("qpde: " + words[0] + " belongs to solutions"), refused.err);
        }
        Outcome field = execute("run", "--data", file.toString(), "--axes", "time,x", "--field", "w");
        assertTrue(field.err.contains("it has no field 'w': choose one of [u]"), field.err);
        Outcome nowhere = execute("generate", "--out", folder.toString());
        assertEquals(2, nowhere.code);
        assertTrue(nowhere.err.contains(" is a folder: name a file in it"), nowhere.err);
        Outcome npy = execute("generate", "--out", folder.resolve("x.npy").toString());
        assertTrue(npy.err.contains("does not end as HDF5 files do"), npy.err);
    }

    @Test
    void aFileThatCannotBeReadDoesNotHideTheOthers() throws IOException {
        Path several = Files.createDirectory(folder.resolve("mixed"));
        Files.write(several.resolve("a.npy"), new byte[9]);
        NpyWriter.write(new int[] {2, 3}, new float[6], several.resolve("b.npy"));
        Outcome inspected = execute("inspect", several.toString());
        assertEquals(2, inspected.code, inspected.err);
        assertTrue(inspected.out.contains("a.npy"), inspected.out);
        assertTrue(inspected.out.contains("2 x 3  float32"), inspected.out);
    }

    @Test
    void severalFilesAreInspectedOneAfterAnother() throws IOException {
        Path several = Files.createDirectory(folder.resolve("several"));
        Path single = folder.resolve("single.npy");
        for (Path file : List.of(several.resolve("b.npy"), several.resolve("a.npy"), single)) {
            NpyWriter.write(new int[] {2, 3}, new float[6], file);
        }
        Outcome inspected = execute("inspect", several.toString(), single.toString());
        assertEquals(0, inspected.code, inspected.err);
        assertEquals(
                List.of(
                        several.resolve("a.npy").toString(),
                        several.resolve("b.npy").toString(),
                        single.toString()),
                inspected
                        .out
                        .lines()
                        .filter(line -> line.startsWith("file "))
                        .map(line -> line.substring(4).strip())
                        .toList());
    }

    @Test
    void runLearnsFromAFilesField() throws IOException {
        Path file = folder.resolve("waves.h5");
        double[] times = new double[60];
        float[] u = new float[60 * 64];
        for (int i = 0; i < u.length; i++) {
            times[i / 64] = i / 64;
            u[i] = (float) Math.sin(0.1 * (i / 64) + i % 64);
        }
        Trajectory wave = Trajectory.of(List.of("u", "v"), new int[] {8, 8}, times, u, u);
        try (TrajectoryFileWriter writer = new TrajectoryFileWriter(file, 2, Map.of(), 1)) {
            writer.write(wave);
            writer.write(wave);
            writer.finish();
        }
        Path out = folder.resolve("out");
        String[] command = {
            "run",
            "--data",
            file.toString(),
            "--field",
            "v",
            "--model",
            "lstm",
            "--latent",
            "4",
            "--updates",
            "1",
            "--no-peers",
            "--out",
            out.toString()
        };
        Outcome run = execute(command);
        assertEquals(0, run.code, run.err);
        JsonNode result = new ObjectMapper().readTree(out.resolve("result.json").toFile());
        assertEquals("waves.h5", result.path("problem").asText());
        assertEquals("v", result.at("/data/fields/0").asText());
        assertEquals(2, result.path("data").path("trajectories").asInt());
        assertEquals("time", result.at("/split/by").asText(), "two trajectories are too few to hold some out");
        assertEquals(3, result.at("/split/context").asInt());

        FileTime written = Files.getLastModifiedTime(file);
        Files.setLastModifiedTime(file, FileTime.fromMillis(0));
        Outcome same = execute(command);
        assertTrue(same.err.contains("was finished before; its results are kept"), same.err);
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 1] ^= 1;
        Files.write(file, bytes);
        Files.setLastModifiedTime(file, written);
        Outcome changed = execute(command);
        assertEquals(2, changed.code, "other data of the same length and date");
        assertTrue(changed.err.contains("the same command with data or options that changed since"), changed.err);
    }

    @Test
    void aSweptParameterIsRecordedAndSplitBy() throws IOException {
        Path file = folder.resolve("sweep.h5");
        String[] generate = {
            "generate",
            "--grid",
            "33",
            "--snapshots",
            "6",
            "--trajectories",
            "10",
            "--param",
            "reynolds=5..40",
            "--out",
            file.toString()
        };
        Outcome made = execute(generate);
        assertEquals(0, made.code, made.err);
        double[] reynolds;
        try (DataFile data = DataFile.open(file)) {
            assertTrue(data.attributes().get("description").contains("reynolds 5.0..40.0"));
            reynolds = data.trajectories(null, null).stream()
                    .mapToDouble(each -> each.parameters().get("reynolds"))
                    .toArray();
        }
        assertEquals(10, Arrays.stream(reynolds).distinct().count());
        assertTrue(Arrays.stream(reynolds).allMatch(each -> each >= 5 && each <= 40));
        assertParts("7 1 2", "--data", file.toString(), "--split", "parameter:reynolds");
        Outcome other = execute("run", "--data", file.toString(), "--split", "parameter:mu");
        assertTrue(other.err.contains("the data has the parameters [reynolds]"), other.err);
        generate[generate.length - 3] = "reynolds=5..x";
        assertTrue(execute(generate).err.contains("'x' is no number"));
    }

    @Test
    void filesAreOneDataSetOrPartsOfTheirOwn() throws IOException {
        Path runs = Files.createDirectories(folder.resolve("runs"));
        for (int file = 0; file < 4; file++) {
            float[] u = new float[6 * 64];
            for (int i = 0; i < u.length; i++) {
                u[i] = (float) Math.sin(0.3 * (i / 64) + i % 64 + file);
            }
            try (TrajectoryFileWriter writer =
                    new TrajectoryFileWriter(runs.resolve("run" + file + ".h5"), 3, Map.of(), 1)) {
                for (int trajectory = 0; trajectory < 3; trajectory++) {
                    writer.write(Trajectory.of(List.of("u"), new int[] {8, 8}, new double[] {0, 1, 2, 3, 4, 5}, u));
                }
                writer.finish();
            }
        }
        assertParts("9 1 2", "--data", runs + "/*.h5");
        assertParts("9 1 2", "--data", runs.toString());
        assertParts(
                "6 3 3",
                "--train",
                runs + "/run0.h5",
                runs + "/run3.h5",
                "--validation",
                runs + "/run1.h5",
                "--test",
                runs + "/run2.h5");
        Outcome seen = execute("run", "--train", runs + "/*", "--validation", runs + "/run1.h5", "--test", runs + "/x");
        assertEquals(2, seen.code);
        seen = execute("run", "--train", runs + "/*", "--validation", runs + "/run1.h5", "--test", runs + "/run2.h5");
        assertTrue(seen.err.contains("run1.h5 is in two of --train, --validation and --test"), seen.err);
        Outcome half = execute("run", "--train", runs.toString());
        assertTrue(half.err.contains("give each of the three, or --data alone"), half.err);
    }

    private static void assertParts(String counts, String... data) throws IOException {
        Path out = folder.resolve("parts");
        List<String> arguments = new ArrayList<>(List.of(
                "run",
                "--model",
                "lstm",
                "--latent",
                "2",
                "--updates",
                "1",
                "--no-peers",
                "--overwrite",
                "--out",
                out.toString()));
        arguments.addAll(List.of(data));
        Outcome run = execute(arguments.toArray(String[]::new));
        assertEquals(0, run.code, run.err);
        JsonNode protocol =
                new ObjectMapper().readTree(out.resolve("result.json").toFile()).at("/arguments/protocol");
        assertEquals(
                counts,
                protocol.path("train").asInt() + " "
                        + protocol.path("validation").asInt() + " "
                        + protocol.path("test").asInt());
    }

    @Test
    void aFileOfOtherOptionsIsNotOverwritten() throws IOException {
        Path file = folder.resolve("other.h5");
        assertEquals(0, execute("generate", "--grid", "51", "--snapshots", "2", "--out", file.toString()).code);
        byte[] before = Files.readAllBytes(file);
        Outcome other = execute("generate", "--grid", "51", "--snapshots", "3", "--out", file.toString());
        assertEquals(2, other.code);
        assertTrue(other.err.contains("was not made from this specification"), other.err);
        assertTrue(Arrays.equals(before, Files.readAllBytes(file)));
        before[before.length - 1] ^= 1;
        Files.write(file, before);
        Outcome damaged = execute("generate", "--grid", "51", "--snapshots", "2", "--out", file.toString());
        assertEquals(2, damaged.code);
        assertTrue(damaged.err.contains("the file is damaged"), damaged.err);
        assertTrue(
                damaged.err.contains("is no whole file of qpde generate: choose another --out, or delete it"),
                damaged.err);
        Outcome headers = execute("inspect", file.toString());
        assertEquals(0, headers.code, headers.err);
        assertFalse(headers.out.contains("damaged"), "no value is read");
        Outcome inspected = execute("inspect", "--values", file.toString());
        assertEquals(2, inspected.code, "its values are not those that were written");
        assertTrue(inspected.out.contains("the file is damaged"), inspected.out);
    }

    /** A line and a solid as well as a plane, from a file that does not name its axes. */
    @Test
    void undeclaredAxesAreToldThenDeclaredThenRead() throws IOException {
        int[] shape = {60, 4, 4, 4};
        float[] values = new float[60 * 64];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) Math.sin(0.1 * (i / 64) + i % 64);
        }
        Path file = folder.resolve("solid.npy");
        NpyWriter.write(shape, values, file);

        Outcome inspected = execute("inspect", file.toString());
        assertEquals(0, inspected.code, inspected.err);
        assertTrue(inspected.out.contains("undeclared: to read the file, declare them, such as --axes"), inspected.out);
        assertTrue(inspected.out.contains("60 x 4 x 4 x 4  float32"), inspected.out);
        Outcome declared = execute("inspect", file.toString(), "--axes", "time,z,y,x");
        assertTrue(declared.out.contains("1 trajectory x 60 times x 4 x 4 x 4 x 1 field (0)"), declared.out);

        String out = folder.resolve("solid").toString();
        Outcome refused = execute("run", "--data", file.toString(), "--out", out);
        assertEquals(2, refused.code);
        assertTrue(refused.err.contains("declare them, such as --axes"), refused.err);
        for (String axes : new String[] {"time,z,y,x", "time,field,y,x"}) {
            Outcome run = execute(
                    "run",
                    "--data",
                    file.toString(),
                    "--axes",
                    axes,
                    "--model",
                    "lstm",
                    "--latent",
                    "4",
                    "--updates",
                    "1",
                    "--overwrite",
                    "--out",
                    out);
            assertEquals(0, run.code, run.err);
        }
        values[5] = Float.NaN;
        NpyWriter.write(shape, values, file);
        Outcome nan = execute(
                "run", "--data", file.toString(), "--axes", "time,z,y,x", "--latent", "4", "--out", out + "-nan");
        assertEquals(2, nan.code, nan.err);
        assertTrue(nan.err.contains("holds NaN"), nan.err);
        assertFalse(nan.err.contains("report it"), nan.err);
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
