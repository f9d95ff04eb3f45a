package io.github.dl4jquantum.bench.study;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Oracle: a file that NumPy 2.4 wrote, and what the NumPy format (NEP 1) says. */
@Timeout(60)
class NpyFileTest {
    /** {@code np.save(f, np.arange(6, dtype='<f8').reshape(2, 3) / 4)} */
    private static final String BY_NUMPY =
            "k05VTVBZAQB2AHsnZGVzY3InOiAnPGY4JywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBlJzogKDIsIDMpLCB9ICAgICAg"
                    + "ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAAAAAAAAAAAAAAAAANA/AAAAAAAA"
                    + "4D8AAAAAAADoPwAAAAAAAPA/AAAAAAAA9D8=";

    @TempDir
    private Path folder;

    @Test
    void readsWhatNumpyWrote() throws IOException {
        Path file = write(Base64.getDecoder().decode(BY_NUMPY));
        NpyFile read = NpyFile.read(file);
        assertArrayEquals(new int[] {2, 3}, read.shape());
        assertArrayEquals(new float[] {0, 0.25f, 0.5f, 0.75f, 1, 1.25f}, read.values());
    }

    @Test
    void readsWhatItWrites() throws IOException {
        Path file = folder.resolve("written.npy");
        new NpyFile(new int[] {2, 1, 2}, new float[] {1, -2, 3e-30f, 4}).write(file);
        NpyFile read = NpyFile.read(file);
        assertArrayEquals(new int[] {2, 1, 2}, read.shape());
        assertArrayEquals(new float[] {1, -2, 3e-30f, 4}, read.values());
        byte[] bytes = Files.readAllBytes(file);
        assertEquals(0, (bytes.length - 4 * Float.BYTES) % 64, "data is aligned");
    }

    @Test
    void damageIsNamed() throws IOException {
        byte[] good = Base64.getDecoder().decode(BY_NUMPY);
        refuses("truncated or damaged", Arrays.copyOf(good, good.length - 1));
        refuses("header is damaged", Arrays.copyOf(good, 20));
        refuses("does not start as a .npy file does", "some longer text".getBytes(StandardCharsets.UTF_8));
        refuses("its type is <i8", replace(good, "<f8", "<i8"));
        refuses("Fortran order", replace(good, "False,", "True, "));
        byte[] nan = good.clone();
        Arrays.fill(nan, nan.length - 8, nan.length, (byte) 0xff);
        refuses("value 5 is NaN", nan);
    }

    @Test
    void aMissingFileIsNamed() {
        BadInputException refused =
                assertThrows(BadInputException.class, () -> NpyFile.read(folder.resolve("missing.npy")));
        assertTrue(refused.getMessage().contains("missing.npy"), refused.getMessage());
    }

    private void refuses(String expected, byte[] content) throws IOException {
        Path file = write(content);
        BadInputException refused = assertThrows(BadInputException.class, () -> NpyFile.read(file));
        assertTrue(refused.getMessage().contains(expected), refused.getMessage());
    }

    private Path write(byte[] content) throws IOException {
        return Files.write(folder.resolve("file.npy"), content);
    }

    private static byte[] replace(byte[] bytes, String from, String to) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        return text.replace(from, to).getBytes(StandardCharsets.ISO_8859_1);
    }
}
