package io.github.dl4jquantum.pde.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Oracle: h5py 3.16, which opens and refuses the same files, with {@code truncated file: eof = 10983, sblock->base_addr =
 * 0, stored_eof = 10984}. Superblocks of versions 0, 2 and 3; MATLAB's lies behind a user block of 512 bytes, which counts.
 */
@Timeout(60)
class Hdf5LengthTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"own.h5, 10984", "packed.nc, 10961", "hdf5_2.h5, 2228", "matlab_73.mat, 2800"})
    void aFileThatLacksItsLastByteIsRefusedWithBothLengths(String name, int length) throws IOException {
        assertEquals(length, Files.size(Fixtures.file(name)), "as h5py's stored_eof");
        Path cut = written(name, Arrays.copyOf(bytes(name), length - 1));
        assertEquals(refusal(cut, length, length - 1), refused(cut));
    }

    @ParameterizedTest
    @ValueSource(strings = {"own.h5", "packed.nc", "hdf5_2.h5", "matlab_73.mat"})
    void whatFollowsTheEndIsIgnored(String name) throws IOException {
        assertReadsAsTheWhole(name, written(name, Arrays.copyOf(bytes(name), bytes(name).length + 1000)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"own.h5", "packed.nc", "hdf5_2.h5"})
    void aBlockThatWasPutBeforeAFinishedFileMovesItsEnd(String name) throws IOException {
        byte[] moved = new byte[512 + bytes(name).length];
        System.arraycopy(bytes(name), 0, moved, 512, bytes(name).length);
        Path cut = written("cut-" + name, Arrays.copyOf(moved, moved.length - 1));
        assertEquals(refusal(cut, moved.length, moved.length - 1), refused(cut));
        assertTrue(
                refused(written(name, moved)).contains("Invalid superblock base address"),
                "jHDF's; its length is right");
    }

    @Test
    void aUserBlockThatWasTakenAwayMovesTheEndBack() throws IOException {
        byte[] all = bytes("matlab_73.mat");
        Path cut = written("bare.h5", Arrays.copyOfRange(all, 512, all.length - 1));
        assertEquals(refusal(cut, 2288, 2287), refused(cut));
    }

    /** Headers lie in front, where they are whole; none of the values is. */
    @Test
    void halfAFileOfThisProjectIsRefusedBeforeAnythingIsRead() throws IOException {
        byte[] all = bytes("own.h5");
        Path half = written("half.h5", Arrays.copyOf(all, all.length / 2));
        assertEquals(refusal(half, 10984, 5492), refused(half));
    }

    private static void assertReadsAsTheWhole(String name, Path path) {
        try (DataFile whole = DataFile.open(Fixtures.file(name));
                DataFile other = DataFile.open(path)) {
            assertEquals(whole.datasets(), other.datasets());
            for (DatasetInfo dataset : whole.datasets()) {
                if (dataset.floating()) {
                    assertEquals(whole.range(dataset), other.range(dataset));
                }
            }
        }
    }

    private static String refusal(Path file, long needed, long present) {
        return file + ": it needs " + needed + " bytes, by its superblock, and has " + present
                + ": it is truncated; copy or fetch it again";
    }

    private static String refused(Path path) {
        return assertThrows(DataFileException.class, () -> DataFile.open(path)).getMessage();
    }

    private static byte[] bytes(String name) throws IOException {
        return Files.readAllBytes(Fixtures.file(name));
    }

    private Path written(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }
}
