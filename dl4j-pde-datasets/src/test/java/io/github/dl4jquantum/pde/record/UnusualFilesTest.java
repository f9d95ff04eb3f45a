package io.github.dl4jquantum.pde.record;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.pde.problem.Trajectory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.datavec.api.split.CollectionInputSplit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Oracle: files written by h5py, netCDF4 and NumPy ({@code src/test/python/make_unusual.py}), and what these read. */
@Timeout(60)
class UnusualFilesTest {
    private static final float NAN = Float.NaN;

    @TempDir
    private Path folder;

    /** netCDF4 gives the same, masked: fill value 1,1; missing 7 and 8; valid from 1 to 10; 0.25 n + 100. */
    @Test
    void packedNetCdfValuesAreUnpackedAndMissingOnesAreNaN() {
        try (DataFile file = open("packed.nc")) {
            float[][] expected = {{NAN, 100.25f, 100.5f, 100.75f}, {101, NAN, 101.5f, NAN}, {NAN, 102.25f, 102.5f, NAN}
            };
            assertRows(file, "packed", expected);
            assertRows(file, "plain", new float[][] {{0, 0.5f, 1, 1.5f}, {2, NAN, 3, 3.5f}, {4, 4.5f, 5, 5.5f}});
            assertEquals(new ValueRange(100.25f, 102.5f, 5, 0), range(file, "packed"));
            assertRows(file, "usual", new float[][] {{0, 0.5f, 1, 1.5f}, {2, NAN, 3, 3.5f}, {NAN, NAN, NAN, NAN}});
            assertEquals(new ValueRange(0, 5.5f, 1, 0), range(file, "plain"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"numbers.h5", "numbers.npz"})
    void integersBooleansAndHalfPrecisionAreNumbers(String name) {
        float[] half = {0, -0f, 1.5f, -2.25f, 65504, 5.9604645e-8f, 6.1035156e-5f, 1 / 0f, -1 / 0f, NAN};
        half[5] = 0x1p-24f; // NumPy rounds 6e-8 to the least number
        half[6] = 0x3FFp-24f; // and 6.1e-5 to the largest subnormal one: see the maker
        Map<String, float[]> expected = Map.ofEntries(
                Map.entry("half", half),
                Map.entry("half_be", half),
                Map.entry("i1", new float[] {-128, 127, 0}),
                Map.entry("u1", new float[] {255, 0, 1}),
                Map.entry("i2_be", new float[] {-32768, 32767}),
                Map.entry("u2", new float[] {65535, 1}),
                Map.entry("i4", new float[] {-0x1p31f, 0x1p31f, 7}),
                Map.entry("u4", new float[] {0x1p32f, 1}),
                Map.entry("i8", new float[] {-0x1p63f, 0x1p63f, 12345}),
                Map.entry("u8", new float[] {0x1p64f, 0x1p63f, 3}),
                Map.entry("flag", new float[] {1, 0, 1}));
        try (DataFile file = open(name)) {
            expected.forEach((dataset, values) -> assertRows(file, dataset, new float[][] {values}));
        }
    }

    @Test
    void valuesBeyondSinglePrecisionAreRefusedByName() {
        try (DataFile file = open("numbers.h5")) {
            Trajectory huge = trajectory(file, "huge");
            String message = assertThrows(DataFileException.class, () -> huge.snapshot("huge", 0))
                    .getMessage();
            assertTrue(message.contains("numbers.h5, dataset huge: it holds 1.0E39, beyond"), message);
        }
    }

    @Test
    void whatWasNeverWrittenHoldsTheFillValue() {
        try (DataFile file = open("numbers.h5")) {
            assertRows(file, "unwritten", new float[][] {{2.5f, 2.5f, 2.5f}, {2.5f, 2.5f, 2.5f}});
            assertRows(file, "unwritten_chunks", new float[][] {{-3, -3, -3}, {-3, -3, -3}});
        }
    }

    @Test
    void unsupportedObjectsAreNamedAndLeaveTheRestReadable() {
        try (DataFile file = open("beside.h5")) {
            assertEquals(
                    Set.of("group/linked", "opaque", "region", "external"),
                    file.unreadable().keySet());
            assertTrue(file.unreadable().get("group/linked").contains("Virtual storage"));
            Trajectory good =
                    file.trajectories(Axes.parse("trajectory,time,x"), null).get(1);
            assertEquals(List.of("complex_real", "complex_imag", "good", "integers"), good.fields());
            assertEquals(Fixtures.value(new long[] {2, 3, 4}, 1, 2, 3), good.snapshot("good", 2)[3]);
            assertEquals(23, good.snapshot("integers", 2)[3]);
            String message = assertThrows(
                            DataFileException.class,
                            () -> file.trajectories(Axes.parse("trajectory,time,x"), "group/linked"))
                    .getMessage();
            assertTrue(message.contains("dataset group/linked: it cannot be read: Virtual storage"), message);
        }
    }

    /** The maker's real parts are the values, imaginary ones 100 more. */
    @ParameterizedTest
    @CsvSource({
        "complex.h5, piece_",
        "complex.h5, big_",
        "complex.h5, chunks_",
        "complex.h5, matlab_",
        "complex.npz, c_",
        "complex.npz, f_",
        "complex.npy, ''"
    })
    void aComplexFieldIsTwo(String name, String prefix) {
        long[] shape = {2, 3, 4};
        try (DataFile file = open(name)) {
            Axes axes = Axes.parse("trajectory,time,x");
            Trajectory real = file.trajectories(axes, prefix + "real").get(1);
            Trajectory both = file.trajectories(axes, null).get(1);
            for (int time = 0; time < 3; time++) {
                for (int x = 0; x < 4; x++) {
                    float expected = Fixtures.value(shape, 1, time, x);
                    assertEquals(expected, real.snapshot(prefix + "real", time)[x]);
                    assertEquals(expected + 100, both.snapshot(prefix + "imag", time)[x]);
                }
            }
            assertEquals(List.of(prefix + "real"), real.fields());
        }
    }

    /** [time, x, field]: two fields of each component. */
    @Test
    void complexComponentsOfAFieldAxis() {
        try (DataFile file = open("complex.h5")) {
            Trajectory read = file.trajectories(Axes.parse("time,x,field"), "chunks_2_imag")
                    .get(0);
            for (int x = 0; x < 3; x++) {
                assertEquals(100 + Fixtures.value(new long[] {2, 3, 4}, 1, x, 2), read.snapshot("chunks_2_imag", 1)[x]);
            }
        }
    }

    @Test
    void complexNumbersThatWereNeverWrittenHoldTheFillValue() {
        try (DataFile file = open("complex.h5")) {
            for (String name : List.of("unwritten", "unwritten_chunks")) {
                Trajectory read = file.trajectories(Axes.parse("trajectory,time,x"), name + "_imag")
                        .get(1);
                assertArrayEquals(new float[] {-3, -3, -3, -3}, read.snapshot(name + "_imag", 2));
            }
            assertEquals(new ValueRange(-3, 2.5f, 0, 0), range(file, "unwritten"));
            assertEquals("complex128 big-endian", info(file, "big").type());
            assertEquals("records", info(file, "records").type());
        }
    }

    @Test
    void chunksOfHdf52AreNamedWithWhatHelps() {
        try (DataFile file = open("hdf5_2.h5")) {
            assertEquals(
                    "its chunks are stored as HDF5 2.0 does, which is not read; write it with h5py's libver=('earliest',"
                            + " 'v110')",
                    file.unreadable().get("chunks"));
            assertEquals(
                    List.of("piece"),
                    file.trajectories(Axes.parse("trajectory,time,x"), null)
                            .get(0)
                            .fields());
        }
    }

    /** Beside each other in one file: what is not read is named as what it is. */
    @Test
    void typesAndFiltersThatAreNotReadAreNamed() {
        try (DataFile file = open("not_read.h5")) {
            assertEquals(
                    "a committed type, which is not read",
                    info(file, "committed").type());
            assertEquals(
                    "floating-point of 16 bytes, which is not read",
                    info(file, "long_double").type());
            assertTrue(file.unreadable().get("newer_records").startsWith("its type is stored as HDF5 1.12 does"));
            String message = assertThrows(DataFileException.class, () -> range(file, "scaled"))
                    .getMessage();
            assertTrue(
                    message.endsWith("dataset scaled: filter 6 (scaleoffset) of its chunks is not read: write it"
                            + " again with gzip, such as by h5repack -f GZIP=4"),
                    message);
            assertEquals(new ValueRange(0, 11.5f, 0, 0), range(file, "plain"));
        }
    }

    private static DatasetInfo info(DataFile file, String name) {
        return file.datasets().stream()
                .filter(dataset -> dataset.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theWellsFieldsThatAreConstantAlongACoordinateAreSpreadAlongIt() {
        long[] whole = {2, 3, 4, 5};
        try (DataFile file = open("the_well_constant.hdf5")) {
            assertThrows(DataFileException.class, () -> file.trajectories(null, null), "odd has another shape");
            Trajectory p = file.trajectories(null, "p").get(1);
            Trajectory alongX = file.trajectories(null, "along_x").get(1);
            Trajectory alongY = file.trajectories(null, "along_y").get(1);
            Trajectory v = file.trajectories(null, "v_1").get(1);
            for (int y = 0; y < 5; y++) {
                for (int x = 0; x < 4; x++) {
                    int at = y * 4 + x;
                    assertEquals(Fixtures.value(whole, 1, 2, x, y), p.snapshot("p", 2)[at]);
                    assertEquals(Fixtures.value(new long[] {2, 3, 4}, 1, 2, x), alongX.snapshot("along_x", 2)[at]);
                    assertEquals(Fixtures.value(new long[] {2, 3, 5}, 1, 2, y), alongY.snapshot("along_y", 2)[at]);
                    assertEquals(Fixtures.value(new long[] {2, 3, 5, 2}, 1, 2, y, 1), v.snapshot("v_1", 2)[at]);
                }
            }
        }
    }

    @Test
    void aStoredMemberWithAWrongByteIsRefused() throws IOException {
        byte[] bytes = Files.readAllBytes(Fixtures.file("stored.npz"));
        // The second value of u, 0.5, and the third, 1, little endian.
        byte[] part = {0, 0, 0, 0x3f, 0, 0, (byte) 0x80, 0x3f};
        String all = new String(bytes, StandardCharsets.ISO_8859_1);
        bytes[all.indexOf(new String(part, StandardCharsets.ISO_8859_1))] ^= 1;
        Path damaged = folder.resolve("damaged.npz");
        Files.write(damaged, bytes);
        try (DataFile file = DataFile.open(damaged)) {
            Trajectory u = file.trajectories(Axes.parse("time,y,x"), "u").get(0);
            String message = assertThrows(DataFileException.class, () -> u.snapshot("u", 0))
                    .getMessage();
            assertTrue(message.contains("damaged.npz, dataset u: ") && message.contains("its checksum is"), message);
        }
    }

    @Test
    void moreTimesThanTheHeapHoldsAreRefusedWithNumberAndLimit() {
        try (DataFile file = open("long_time.h5")) {
            String message = assertThrows(
                            DataFileException.class, () -> file.trajectories(Axes.parse("trajectory,time,y,x"), null))
                    .getMessage();
            assertTrue(message.contains("dataset u: it has 3000000000 times, above the limit "), message);
        }
    }

    @Test
    void recordReadersRefuseUnevenTimesAndMixedSaveIntervals() throws Exception {
        try (Hdf5SequenceRecordReader reader = new Hdf5SequenceRecordReader(1, 1)) {
            String uneven = assertThrows(
                            DataFileException.class,
                            () -> reader.initialize(new CollectionInputSplit(
                                    List.of(Fixtures.file("uneven.hdf5").toUri()))))
                    .getMessage();
            assertTrue(uneven.contains("uneven.hdf5: its times are not uniform"), uneven);
            String mixed = assertThrows(
                            DataFileException.class,
                            () -> reader.initialize(new CollectionInputSplit(List.of(
                                    Fixtures.file("every_1.hdf5").toUri(),
                                    Fixtures.file("every_2.hdf5").toUri()))))
                    .getMessage();
            assertTrue(mixed.contains("every_2.hdf5: a trajectory has save interval 2.00000, not 1.00000"), mixed);
        }
    }

    /** The maker's times, in double precision; 'time' has another length than u. */
    @ParameterizedTest
    @CsvSource({"times_beside.h5, 'trajectory,time,x', u", "times_beside.npz, 'time,x', u"})
    void declaredAxesHaveTheTimesThatLieBesideThem(String name, String axes, String field) {
        try (DataFile file = open(name)) {
            Trajectory u = file.trajectories(Axes.parse(axes), field).get(0);
            assertArrayEquals(new double[] {0, 0.1, 0.3}, u.times());
            assertTrue(u.saveInterval().isEmpty(), "which run refuses");
            assertEquals(Optional.empty(), file.countedTimes(Axes.parse(axes)));
        }
    }

    @Test
    void timesInAFieldsOwnGroupAreNearer() {
        try (DataFile file = open("times_beside.h5")) {
            Trajectory v =
                    file.trajectories(Axes.parse("trajectory,time,x"), "run/v").get(1);
            assertArrayEquals(new double[] {5, 6, 8}, v.times());
            Trajectory other =
                    file.trajectories(Axes.parse("trajectory,x,time"), "u").get(0);
            assertArrayEquals(new double[] {0, 1, 2, 3}, other.times(), "none has four values");
            String why = file.countedTimes(Axes.parse("trajectory,x,time")).orElseThrow();
            assertTrue(why.endsWith("not one number for each of the 4 snapshots"), why);
            assertTrue(why.contains(", 3)"), why);
        }
    }

    /** This project's own predictions, read back. */
    @Test
    void writtenTimesAreReadBack() throws IOException {
        Path out = folder.resolve("out.npz");
        try (DataFile file = open("named.nc")) {
            NpzWriter.write(file.trajectories(null, "u").get(0), out);
        }
        try (DataFile file = DataFile.open(out)) {
            assertArrayEquals(
                    new double[] {0.5, 0.75, 1.5},
                    file.trajectories(Axes.parse("time,y,x"), "u").get(0).times());
        }
    }

    private static ValueRange range(DataFile file, String dataset) {
        return file.range(file.datasets().stream()
                .filter(info -> info.name().equals(dataset))
                .findFirst()
                .orElseThrow());
    }

    private static Trajectory trajectory(DataFile file, String dataset) {
        return file.trajectories(Axes.parse("time,x"), dataset).get(0);
    }

    private static void assertRows(DataFile file, String dataset, float[][] expected) {
        Trajectory read = trajectory(file, dataset);
        assertEquals(expected.length, read.snapshots());
        for (int time = 0; time < expected.length; time++) {
            assertArrayEquals(expected[time], read.snapshot(dataset, time), dataset + " at " + time);
        }
    }

    private static DataFile open(String name) {
        return DataFile.open(Fixtures.file(name));
    }
}
