package io.github.dl4jquantum.pde.record;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.pde.problem.Trajectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Oracle: the values that h5py wrote (make_foreign.py), half of where each lies; files of SciPy's own. */
@Timeout(60)
class ForeignFilesTest {
    @TempDir
    private Path folder;

    @Test
    void pdeBenchsIncompressibleFlowIsReadWithoutItsForcing() {
        try (DataFile file = DataFile.open(Fixtures.file("pdebench_incompressible.h5"))) {
            List<Trajectory> trajectories = file.trajectories(null, null);
            assertEquals(2, trajectories.size());
            Trajectory second = trajectories.get(1);
            assertEquals(List.of("velocity_0", "velocity_1", "particles"), second.fields());
            assertArrayEquals(new double[] {0, 0.25, 0.5}, second.times());
            assertArrayEquals(new int[] {5, 4}, second.gridShape(), "[y, x]");
            long[] velocity = {2, 3, 4, 5, 2};
            long[] particles = {2, 3, 4, 5, 1};
            for (int y = 0; y < 5; y++) {
                for (int x = 0; x < 4; x++) {
                    assertEquals(Fixtures.value(velocity, 1, 2, x, y, 1), second.snapshot("velocity_1", 2)[4 * y + x]);
                    assertEquals(Fixtures.value(particles, 1, 1, x, y, 0), second.snapshot("particles", 1)[4 * y + x]);
                }
            }
        }
    }

    @Test
    void darcyFlowIsRefusedByName() {
        try (DataFile file = DataFile.open(Fixtures.file("pdebench_darcy.hdf5"))) {
            DataFileException refusal = assertThrows(DataFileException.class, () -> file.trajectories(null, null));
            assertTrue(refusal.getMessage().contains("Darcy flow, which have no time axis"), refusal.getMessage());
        }
    }

    /** In MATLAB 3 x 4 x 5, in HDF5 5 x 4 x 3. */
    @Test
    void matlabsHdf5SaysThatItsAxesAreReversed() {
        try (DataFile file = DataFile.open(Fixtures.file("matlab_73.mat"))) {
            assertTrue(file.format().contains("MATLAB v7.3"), file.format());
            DataFileException refusal = assertThrows(DataFileException.class, () -> file.trajectories(null, null));
            assertTrue(refusal.getMessage().contains("in reverse order"), refusal.getMessage());
            Trajectory read = file.trajectories(Axes.parse("time,y,x"), null).get(0);
            assertArrayEquals(new int[] {4, 3}, read.gridShape());
            assertEquals(Fixtures.value(new long[] {5, 4, 3}, 4, 2, 1), read.snapshot("u", 4)[3 * 2 + 1]);
        }
    }

    /** What the advice for MATLAB's older files makes of a struct, records, and of a cell array, objects. */
    @Test
    void matlabsStructsDoNotKeepTheArraysBesideThemFromBeingRead() {
        try (DataFile file = DataFile.open(Fixtures.file("matlab_converted.npz"))) {
            Map<String, String> types = file.datasets().stream()
                    .filter(dataset -> !dataset.floating())
                    .collect(Collectors.toMap(DatasetInfo::name, DatasetInfo::type));
            assertEquals("records", types.get("s"));
            assertEquals("|O", types.get("c"));
            Trajectory u = file.trajectories(Axes.parse("time,y,x"), "u").get(0);
            for (int i = 0; i < 60; i++) {
                assertEquals(0.5f * i, u.snapshot("u", i / 20)[i % 20]);
            }
        }
    }

    @Test
    void formatsThatAreNotReadSayHowToConvertThem() throws IOException {
        refused("convert it with nccopy -k netCDF-4", Fixtures.file("classic.nc"));
        refused("save it with '-v7.3'", Fixtures.file("matlab_5.mat"));
        Path zarr = Files.createDirectories(folder.resolve("data.zarr"));
        Files.writeString(zarr.resolve(".zgroup"), "{\"zarr_format\": 2}");
        refused("it is a Zarr store", zarr);
        assertEquals(List.of(zarr), DataFiles.find(zarr.toString()), "a store is not searched for files");
    }

    private static void refused(String message, Path file) {
        DataFileException refusal = assertThrows(DataFileException.class, () -> DataFile.open(file));
        assertTrue(refusal.getMessage().contains(message), refusal.getMessage());
    }
}
