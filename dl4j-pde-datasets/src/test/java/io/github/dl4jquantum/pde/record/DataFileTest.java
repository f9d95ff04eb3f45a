package io.github.dl4jquantum.pde.record;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.pde.problem.Trajectory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Oracle: files written by h5py and NumPy, whose every value is known. */
@Timeout(60)
class DataFileTest {

    @Test
    void ownFilesNameEverything() {
        try (DataFile file = open("own.h5")) {
            file.verify();
            assertEquals("2 trajectories x 3 times x 4 x 5 x 2 fields (u, v)", file.axesInWords(null));
            assertEquals("7", file.attributes().get("seed"));
            assertEquals("made_up", file.attributes().get("problem"));
            Trajectory second = file.trajectories(null, null).get(1);
            assertArrayEquals(new double[] {0, 0.1, 0.2}, second.times());
            assertEquals(Map.of("reynolds", 200.0), second.parameters());
            long[] shape = {2, 3, 4, 5};
            assertSnapshot(second, "v", 2, (y, x) -> Fixtures.value(shape, 1, 2, y, x) + 1000);
        }
    }

    @Test
    void pdeBenchTensorMayHaveOneTimeMoreThanSnapshots() {
        try (DataFile file = open("pdebench_tensor.hdf5")) {
            assertEquals("2 trajectories x 5 times x 8 x 1 field (tensor)", file.axesInWords(null));
            Trajectory second = file.trajectories(null, null).get(1);
            assertArrayEquals(new int[] {8}, second.gridShape());
            assertArrayEquals(new double[] {0, 1, 2, 3, 4}, second.times());
            assertEquals(Fixtures.value(new long[] {2, 5, 8}, 1, 3, 6), second.snapshot("tensor", 3)[6]);
        }
    }

    @Test
    void pdeBenchFieldsAreTurnedFromXyToYx() {
        try (DataFile file = open("pdebench_fields.hdf5")) {
            assertEquals(
                    "2 trajectories x 4 times x 6 x 5 x 4 fields (Vx, Vy, density, pressure)", file.axesInWords(null));
            long[] shape = {2, 4, 5, 6};
            assertSnapshot(
                    file.trajectories(null, "density").get(1),
                    "density",
                    2,
                    (y, x) -> Fixtures.value(shape, 1, 2, x, y) + 2000);
        }
    }

    @Test
    void pdeBenchGroupsAreTrajectoriesWithNumberedFields() {
        try (DataFile file = open("pdebench_groups.h5")) {
            assertEquals("2 trajectories x 4 times x 6 x 5 x 2 fields (0, 1)", file.axesInWords(null));
            long[] shape = {4, 5, 6, 2};
            assertSnapshot(
                    file.trajectories(null, null).get(1), "1", 3, (y, x) -> Fixtures.value(shape, 3, x, y, 1) + 1000);
        }
    }

    @Test
    void theWellsVectorsAndTensorsAreFieldsByComponent() {
        try (DataFile file = open("the_well.hdf5")) {
            assertEquals(
                    "2 trajectories x 3 times x 5 x 4 x 7 fields (pressure, velocity_0, velocity_1, "
                            + "stress_00, stress_01, stress_10, stress_11)",
                    file.axesInWords(null));
            Trajectory second = file.trajectories(null, null).get(1);
            assertArrayEquals(new double[] {0, 0.25, 0.5}, second.times());
            assertEquals(Map.of("alpha", 0.25, "beta", 2.5), second.parameters());
            long[] vector = {2, 3, 4, 5, 2};
            long[] tensor = {2, 3, 4, 5, 2, 2};
            assertSnapshot(second, "velocity_1", 2, (y, x) -> Fixtures.value(vector, 1, 2, x, y, 1) + 1000);
            assertSnapshot(second, "stress_10", 1, (y, x) -> Fixtures.value(tensor, 1, 1, x, y, 1, 0) + 2000);
        }
    }

    @ParameterizedTest
    @CsvSource({"c_f4.npy", "f_f8.npy", "c_be_f8.npy", "f_be_f4.npy"})
    void numpyFilesOfEveryOrderAndPrecisionHoldTheSame(String name) {
        long[] shape = {3, 4, 5};
        try (DataFile file = open(name)) {
            Trajectory plane = file.trajectories(Axes.parse("time,y,x"), "0").get(0);
            assertSnapshot(plane, "0", 2, (y, x) -> Fixtures.value(shape, 2, y, x));
            Trajectory line =
                    file.trajectories(Axes.parse("x,trajectory,time"), null).get(3);
            assertArrayEquals(new int[] {3}, line.gridShape());
            assertArrayEquals(new double[] {0, 1, 2, 3, 4}, line.times(), "a snapshot's number stands for its time");
            assertEquals(Fixtures.value(shape, 1, 3, 4), line.snapshot("0", 4)[1]);
            Trajectory fields =
                    file.trajectories(Axes.parse("field,time,x"), "2").get(0);
            assertEquals(Fixtures.value(shape, 2, 1, 4), fields.snapshot("2", 1)[4]);
        }
    }

    @ParameterizedTest
    @CsvSource({"stored.npz", "deflated.npz"})
    void membersOfAnArchiveAreFields(String name) {
        long[] shape = {3, 4, 5};
        try (DataFile file = open(name)) {
            Trajectory trajectory =
                    file.trajectories(Axes.parse("time,y,x"), null).get(0);
            assertEquals(List.of("u", "v"), trajectory.fields());
            assertSnapshot(trajectory, "v", 1, (y, x) -> Fixtures.value(shape, 1, y, x) + 1000);
        }
    }

    @Test
    void anUnknownHdf5FileIsReadByDeclaredAxesAndItsLinksAreNotFollowed() {
        try (DataFile file = open("unknown.h5")) {
            assertFalse(file.declaresAxes());
            assertEquals(
                    List.of(
                            "count int32",
                            "half float16",
                            "label text",
                            "pair records",
                            "run/hole float32",
                            "run/u float32",
                            "run/v float32"),
                    file.datasets().stream()
                            .map(info -> info.name() + " " + info.type())
                            .toList());
            Trajectory trajectory =
                    file.trajectories(Axes.parse("trajectory,time,x"), "run/v").get(1);
            assertEquals(
                    1000 + Fixtures.value(new long[] {2, 3, 4}, 1, 2, 3),
                    trajectory.snapshot("run/v", 2)[3]);
        }
    }

    @Test
    void rangesCountWhatIsNotFinite() {
        try (DataFile file = open("unknown.h5")) {
            DatasetInfo hole = file.datasets().stream()
                    .filter(info -> info.name().equals("run/hole"))
                    .findFirst()
                    .orElseThrow();
            List<Double> shares = new ArrayList<>();
            assertEquals(new ValueRange(-2, 1, 1, 1), file.range(hole, shares::add));
            assertEquals(1.0, shares.get(shares.size() - 1));
        }
        try (DataFile file = open("storage_latest.h5")) {
            for (DatasetInfo info : file.datasets()) {
                boolean sparse = info.name().equals("sparse");
                ValueRange expected = sparse ? new ValueRange(-7, 293.5f, 0, 0) : new ValueRange(0, 314.5f, 0, 0);
                assertEquals(expected, file.range(info), info.name());
            }
        }
    }

    @Test
    void whatCannotBeReadIsNamedWithTheRemedy() {
        refused(
                "c_f4.npy",
                null,
                null,
                "an .npy file does not say what its axes are: declare them, such as axes=trajectory,time,x");
        refused("unknown.h5", null, null, "of no known layout does not say what its axes are");
        refused("own.h5", "time,x", null, "declares its axes itself: leave axes=time,x out");
        refused("own.h5", null, "w", "it has no field 'w': choose one of [u, v]");
        refused("c_f4.npy", "time,x", null, "has the 2 axes time,x", "float32 [3, 4, 5]", "declare axes=LIST to fit");
        refused("unknown.h5", "trajectory,time,x", "w", "it has no field 'w': choose one of [run/u, run/v]");
        refused("complex.h5", "time,x", "w", "records records [2, 3, 4]", "declare axes=LIST to fit");
        refused("stored.npz", "x,time", null, "no array of numbers has the 2 axes");
        DataFileException missing = assertThrows(DataFileException.class, () -> DataFile.open(Path.of("missing.h5")));
        assertTrue(missing.getMessage().contains("missing.h5: there is no such file"), missing.getMessage());
        Path text = Fixtures.file("/logback-test.xml");
        DataFileException other = assertThrows(DataFileException.class, () -> DataFile.open(text));
        assertTrue(other.getMessage().contains("does not start as an HDF5, .npy or .npz file"), other.getMessage());
    }

    @Test
    void filesWithoutValuesSayWhatIsMissing(@TempDir Path folder) throws IOException {
        Path empty = Files.createFile(folder.resolve("empty.h5"));
        assertTrue(assertThrows(DataFileException.class, () -> DataFile.open(empty))
                .getMessage()
                .endsWith("empty.h5: it is empty, of 0 bytes: fetch or write it again"));
        Path archive = folder.resolve("nothing.npz");
        new ZipOutputStream(Files.newOutputStream(archive)).close();
        assertTrue(assertThrows(DataFileException.class, () -> DataFile.open(archive))
                .getMessage()
                .endsWith("it is an archive without arrays: write some with numpy.savez"));
        byte[] zero = new String(Files.readAllBytes(Fixtures.file("c_f4.npy")), StandardCharsets.ISO_8859_1)
                .replace("(3, 4, 5)", "(0, 4, 5)")
                .substring(0, 128)
                .getBytes(StandardCharsets.ISO_8859_1);
        Path none = Files.write(folder.resolve("none.npy"), zero);
        try (DataFile file = DataFile.open(none)) {
            String message = assertThrows(
                            DataFileException.class, () -> file.trajectories(Axes.parse("time,y,x"), null))
                    .getMessage();
            assertTrue(
                    message.endsWith("[float32 [0, 4, 5]]: there is no value in it; write it again, with values"),
                    message);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "time,y,y | y stands twice",
                "y,x | time and at least one of x, y, z",
                "time,field | time and at least one",
                "time,r | 'r' is no axis",
                "time,,x | '' is no axis"
            })
    void axesThatMakeNoSenseAreRefused(String axes, String expected) {
        String message = assertThrows(IllegalArgumentException.class, () -> Axes.parse(axes))
                .getMessage();
        assertTrue(message.contains(expected), message);
        assertEquals("trajectory,time,y,x", Axes.parse("trajectory, time,y,x").toString());
    }

    private static void refused(String name, String axes, String field, String... parts) {
        try (DataFile file = open(name)) {
            Executable read = () -> file.trajectories(axes == null ? null : Axes.parse(axes), field);
            String message = assertThrows(DataFileException.class, read).getMessage();
            assertTrue(message.contains(name) && !message.contains("\n"), message);
            for (String part : parts) {
                assertTrue(message.contains(part), message);
            }
        }
    }

    private static DataFile open(String name) {
        return DataFile.open(Fixtures.file(name));
    }

    private interface Expected {
        float at(int y, int x);
    }

    private static void assertSnapshot(Trajectory trajectory, String field, int time, Expected expected) {
        int[] grid = trajectory.gridShape();
        float[] snapshot = trajectory.snapshot(field, time);
        for (int y = 0; y < grid[0]; y++) {
            for (int x = 0; x < grid[1]; x++) {
                assertEquals(expected.at(y, x), snapshot[y * grid[1] + x], "y " + y + ", x " + x);
            }
        }
    }
}
