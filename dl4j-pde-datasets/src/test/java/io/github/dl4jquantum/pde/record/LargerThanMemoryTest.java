package io.github.dl4jquantum.pde.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.pde.problem.Trajectory;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Sparse files: their size is declared, and takes no disk. */
@Timeout(60)
class LargerThanMemoryTest {
    @TempDir
    private Path folder;

    /** 8 GB: 8192 snapshots of a megabyte each, of which the last is read. */
    @Test
    void theLastSnapshotOfAFileLargerThanTheHeapIsReadAlone() throws IOException {
        Path file = npy("(8192, 512, 512)", 4L * 8192 * 512 * 512);
        assertTrue(8L << 30 > Runtime.getRuntime().maxMemory());
        try (DataFile data = DataFile.open(file)) {
            Trajectory trajectory =
                    data.trajectories(Axes.parse("time,y,x"), null).get(0);
            float[] last = trajectory.snapshot("0", 8191);
            assertEquals(1.5f, last[last.length - 1]);
            assertEquals(0, last[0]);
        }
    }

    @Test
    void aSnapshotThatExceedsTheHeapIsRefusedBeforeItIsRead() throws IOException {
        Path file = npy("(2, 16384, 65536)", 4L * 2 * 16384 * 65536);
        try (DataFile data = DataFile.open(file)) {
            String message = assertThrows(
                            DataFileException.class, () -> data.trajectories(Axes.parse("time,y,x"), null))
                    .getMessage();
            assertTrue(message.contains("a snapshot [16384, 65536] takes 4096 MB, above the"), message);
        }
    }

    private Path npy(String shape, long bytes) throws IOException {
        String header =
                "\u0093NUMPY\u0001\u0000v\u0000{'descr': '<f4', 'fortran_order': False, 'shape': " + shape + ", }";
        Path file = folder.resolve("large.npy");
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            out.write((header + " ".repeat(127 - header.length()) + "\n").getBytes(StandardCharsets.ISO_8859_1));
            out.setLength(128 + bytes);
            out.seek(128 + bytes - 4);
            out.writeInt(Integer.reverseBytes(Float.floatToIntBits(1.5f)));
        }
        return file;
    }
}
