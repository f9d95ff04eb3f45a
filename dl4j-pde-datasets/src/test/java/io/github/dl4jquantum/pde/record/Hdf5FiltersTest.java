package io.github.dl4jquantum.pde.record;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Oracle: files written, and read again, by h5py ({@code src/test/python/make_unusual.py}). */
@Timeout(60)
class Hdf5FiltersTest {
    private static final long[] SHAPE = {3, 5, 6, 7};

    @TempDir
    private Path folder;

    /** Pipeline shuffle, gzip; neighbouring chunks skip none, shuffle, gzip, both; in every index of chunks. */
    @ParameterizedTest
    @ValueSource(strings = {"earliest", "latest"})
    void filtersThatAChunkSkippedAreNotUndone(String version) {
        try (Hdf5File file = new Hdf5File(Fixtures.file("masks_" + version + ".h5"), 0)) {
            assertEquals(16, file.datasets().size());
            for (String name : file.datasets().keySet()) {
                assertArrayEquals(expected(), read(file, name), name);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"alone", "gzip", "before_gzip"})
    void checksumsAreTakenOff(String name) {
        try (Hdf5File file = new Hdf5File(Fixtures.file("fletcher.h5"), 0)) {
            assertArrayEquals(expected(), read(file, name));
        }
    }

    @Test
    void aChecksumOfAnOddNumberOfBytesIsRight() {
        try (Hdf5File file = new Hdf5File(Fixtures.file("fletcher.h5"), 0)) {
            float[] odd = read(file, "odd");
            for (int i = 0; i < odd.length; i++) {
                assertEquals(i, odd[i]);
            }
        }
    }

    /** Published check value of the textbook: the sums of "abcde" in pairs, big endian, the last one padded. */
    @Test
    void fletcher32OfFiveLettersIsThatOfTheHand() {
        // 0x6162 + 0x6364 + 0x6500 = 0x129c6 -> 0x29c7; 0x6162 + 0xc4c6 + 0x129c6 = 0x24fee -> 0x4ff0
        byte[] letters = "abcde".getBytes(StandardCharsets.US_ASCII);
        assertEquals(0x4ff029c7, ChunkFilters.fletcher32(letters, letters.length));
    }

    @Test
    void aWrongChecksumIsRefused() throws IOException {
        byte[] bytes = Files.readAllBytes(Fixtures.file("fletcher.h5"));
        // The first chunk of "alone" begins with 0, 0.5, 1, 1.5, 2, little endian.
        byte[] start = {0, 0, 0, 0, 0, 0, 0, 0x3f, 0, 0, (byte) 0x80, 0x3f, 0, 0, (byte) 0xc0, 0x3f};
        bytes[indexOf(bytes, start) + 5] ^= 1;
        Path damaged = folder.resolve("damaged.h5");
        Files.write(damaged, bytes);
        try (Hdf5File file = new Hdf5File(damaged, 0)) {
            String message = assertThrows(DataFileException.class, () -> read(file, "alone"))
                    .getMessage();
            assertTrue(message.contains("damaged.h5, dataset alone: ") && message.contains("checksum"), message);
        }
    }

    private static int indexOf(byte[] bytes, byte[] part) {
        String all = new String(bytes, StandardCharsets.ISO_8859_1);
        return all.indexOf(new String(part, StandardCharsets.ISO_8859_1));
    }

    private static float[] read(Hdf5File file, String name) {
        NumericArray array = file.array(name);
        int[] count = new int[4];
        for (int axis = 0; axis < 4; axis++) {
            count[axis] = (int) array.shape()[axis];
        }
        float[] values = new float[Fixtures.size(count)];
        array.read(new long[4], count, values, 0, Fixtures.cStrides(count));
        return values;
    }

    private static float[] expected() {
        float[] expected = new float[630];
        for (int i = 0; i < expected.length; i++) {
            expected[i] = 0.5f * i;
        }
        return expected;
    }
}
