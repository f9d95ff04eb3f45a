package io.github.dl4jquantum.pde.record;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.dl4jquantum.pde.problem.Trajectory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Oracle: what was written, and h5py where Python has it. */
@Timeout(60)
class TrajectoryFileWriterTest {
    @TempDir
    private Path folder;

    @Test
    void whatWasWrittenIsRead() {
        Path file = write(folder.resolve("two.h5"));
        try (DataFile read = DataFile.open(file)) {
            read.verify();
            assertEquals("2 trajectories x 3 times x 2 x 4 x 2 fields (u, v)", read.axesInWords(null));
            assertEquals("a problem, größer", read.attributes().get("description"));
            assertEquals("-5", read.attributes().get("seed"));
            for (int i = 0; i < 2; i++) {
                Trajectory expected = trajectory(i);
                Trajectory actual = read.trajectories(null, null).get(i);
                assertEquals(expected.parameters(), actual.parameters());
                assertArrayEquals(expected.times(), actual.times());
                assertEquals(expected.values(expected.fields()), actual.values(actual.fields()));
            }
        }
    }

    @Test
    void h5pyReadsIt() throws IOException, InterruptedException {
        String python = Stream.of("/usr/bin/python3", "python3")
                .filter(TrajectoryFileWriterTest::hasH5py)
                .findFirst()
                .orElse(null);
        assumeTrue(python != null, "h5py is not installed: whether it reads these files was not tested");
        Path file = write(folder.resolve("two.h5"));
        String script = "import h5py, sys; f = h5py.File(sys.argv[1]); v = f['fields/v']; "
                + "text = lambda t: t.decode() if isinstance(t, bytes) else t; "
                + "print({k: str(text(a)) for k, a in f.attrs.items()}, list(f), v.shape, v.dtype, "
                + "text(v.attrs['axes']), text(v.attrs['units']), "
                + "v[1, 2, 1, 3], f['time'][...], f['parameters/reynolds'][...])";
        Process process = new ProcessBuilder(python, "-c", script, file.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
        for (String part : List.of(
                "'format': 'dl4j-quantum trajectories'",
                "'format_version': '1'",
                "'seed': '-5'",
                "'description': 'a problem, größer'",
                "['fields', 'parameters', 'time']",
                "(2, 3, 2, 4) float32 trajectory,time,y,x 1 1523.5 [0.  0.5 1. ] [100. 101.]")) {
            assertTrue(said.contains(part), said);
        }
    }

    private static boolean hasH5py(String python) {
        try {
            Process process = new ProcessBuilder(python, "-c", "import h5py")
                    .redirectErrorStream(true)
                    .start();
            return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Test
    void oneChangedBitIsFoundByTheChecksum() throws IOException {
        Path file = write(folder.resolve("two.h5"));
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 7] ^= 1;
        Files.write(file, bytes);
        try (DataFile read = DataFile.open(file)) {
            String message = assertThrows(DataFileException.class, read::verify).getMessage();
            assertTrue(message.contains("two.h5, dataset fields/v: its values have the checksum"), message);
        }
    }

    @Test
    void anUnfinishedFileLeavesNothing() throws IOException {
        Path file = folder.resolve("half.h5");
        try (TrajectoryFileWriter writer = new TrajectoryFileWriter(file, 2, Map.of(), 1)) {
            writer.write(trajectory(0));
            assertThrows(IllegalStateException.class, writer::finish);
        }
        assertFalse(Files.exists(file));
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(0, left.count());
        }
    }

    @Test
    void trajectoriesThatDifferAreRefused() {
        try (TrajectoryFileWriter writer = new TrajectoryFileWriter(folder.resolve("x.h5"), 3, Map.of(), 1)) {
            writer.write(trajectory(0));
            Trajectory shorter = trajectory(1).slice(0, 2);
            assertThrows(IllegalArgumentException.class, () -> writer.write(shorter));
        }
        assertThrows(DataFileException.class, () -> write(folder.resolve("nowhere/x.h5")));
    }

    static Path write(Path file) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("problem", "counting");
        attributes.put("description", "a problem, größer");
        try (TrajectoryFileWriter writer = new TrajectoryFileWriter(file, 2, attributes, -5)) {
            writer.write(trajectory(0));
            writer.write(trajectory(1));
            writer.finish();
        }
        return file;
    }

    /** Values 1000 trajectory + 500 field + 8 time + point + 0.5. */
    private static Trajectory trajectory(int index) {
        return Trajectory.backedBy(
                List.of("u", "v"),
                new int[] {2, 4},
                new double[] {0, 0.5, 1},
                Map.of("reynolds", 100.0 + index),
                (field, time, target, offset) -> {
                    for (int i = 0; i < 8; i++) {
                        target[offset + i] = 1000 * index + 500 * field + 8 * time + i + 0.5f;
                    }
                });
    }
}
