package io.github.dl4jquantum.pde.record;

import io.github.dl4jquantum.pde.problem.Trajectory;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes a trajectory as NumPy's .npz: {@code time}, float64 [time], and each field by its name, float32 [time, grid...]. */
public final class NpzWriter {
    private static final String TIME = "time";

    private NpzWriter() {}

    /**
     * Writes a trajectory, in full or not at all.
     *
     * @param trajectory any, of which one snapshot at a time is in memory
     * @param file what is written, replaced if it is there
     * @throws IllegalArgumentException if a field is called "time"
     * @throws IOException if it cannot be written
     */
    public static void write(Trajectory trajectory, Path file) throws IOException {
        if (trajectory.fields().contains(TIME)) {
            throw new IllegalArgumentException("A field is called '" + TIME + "', as the times are: rename it");
        }
        int[] shape = IntStream.concat(IntStream.of(trajectory.snapshots()), IntStream.of(trajectory.gridShape()))
                .toArray();
        try (NewFile target = new NewFile(file)) {
            try (ZipOutputStream out =
                    new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(target.temporary())))) {
                double[] times = trajectory.times();
                begin(out, TIME, "<f8", new int[] {times.length});
                ByteBuffer bytes =
                        ByteBuffer.allocate(times.length * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
                bytes.asDoubleBuffer().put(times);
                out.write(bytes.array());
                for (String field : trajectory.fields()) {
                    begin(out, field, "<f4", shape);
                    bytes = ByteBuffer.allocate(trajectory.valuesPerSnapshot() * Float.BYTES)
                            .order(ByteOrder.LITTLE_ENDIAN);
                    for (int time = 0; time < trajectory.snapshots(); time++) {
                        bytes.asFloatBuffer().put(trajectory.snapshot(field, time));
                        out.write(bytes.array());
                    }
                }
            }
            target.keep();
        }
    }

    private static void begin(ZipOutputStream out, String name, String type, int[] shape) throws IOException {
        out.putNextEntry(new ZipEntry(name + ".npy"));
        out.write(NpyWriter.header(type, shape));
    }
}
