package io.github.dl4jquantum.pde.record;

import io.github.dl4jquantum.pde.problem.Trajectory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * Writes trajectories one after another into a file of this project's own format, which is described in the package's
 * documentation. Memory: one snapshot. The file appears when it is complete; closing before that leaves nothing.
 *
 * <pre>{@code
 * try (TrajectoryFileWriter writer = new TrajectoryFileWriter(file, 100, Map.of("problem", "burgers2d"), seed)) {
 *     problem.generate(100, seed, progress, writer::write);
 *     writer.finish();
 * }
 * }</pre>
 */
public final class TrajectoryFileWriter implements AutoCloseable {
    private static final int SUPERBLOCK_BYTES = 48;

    private final Path target;
    private final NewFile file;
    private final FileChannel channel;
    private final int count;
    private final Map<String, String> attributes;
    private final long seed;

    private Trajectory first;
    private int written;
    private long[] fieldPositions;
    private CRC32C[] sums;
    private final Map<String, double[]> parameters = new LinkedHashMap<>();

    /**
     * Begins a file.
     *
     * @param target the file, replaced if it is there
     * @param count trajectories that will be written, 1 or more
     * @param attributes what the file says about itself
     * @param seed from which the trajectories were made
     * @throws DataFileException if the file cannot be created
     * @throws IllegalArgumentException for fewer than 1 trajectory
     */
    public TrajectoryFileWriter(Path target, int count, Map<String, String> attributes, long seed) {
        if (count < 1) {
            throw new IllegalArgumentException("TrajectoryFileWriter: " + count + " trajectories: write at least 1");
        }
        this.target = target;
        this.count = count;
        this.attributes = new LinkedHashMap<>(attributes);
        this.seed = seed;
        try {
            file = new NewFile(target);
            channel = FileChannel.open(file.temporary(), StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new DataFileException(
                    target, null, "it cannot be created (" + e.getMessage() + "): choose another folder", e);
        }
    }

    /**
     * Adds the next trajectory.
     *
     * @param trajectory on the first one's grid
     * @throws IllegalArgumentException if its fields, grid, times or parameters' names are not those of the first
     * @throws DataFileException if the disk is full, or a like failure
     */
    public void write(Trajectory trajectory) {
        try {
            if (first == null) {
                begin(trajectory);
            }
            requireAlike(trajectory);
            trajectory.parameters().forEach((name, value) -> parameters.get(name)[written] = value);
            int size = trajectory.valuesPerSnapshot();
            float[] snapshot = new float[size];
            ByteBuffer bytes = ByteBuffer.allocate(size * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            for (int field = 0; field < sums.length; field++) {
                long position = fieldPositions[field] + written * trajectoryBytes();
                for (int time = 0; time < trajectory.snapshots(); time++) {
                    trajectory.copySnapshot(trajectory.fields().get(field), time, snapshot, 0);
                    bytes.clear().asFloatBuffer().put(snapshot);
                    sums[field].update(bytes.array());
                    put(bytes, position);
                    position += bytes.capacity();
                }
            }
            written++;
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private void begin(Trajectory trajectory) {
        first = Trajectory.backedBy(
                trajectory.fields(),
                trajectory.gridShape(),
                trajectory.times(),
                trajectory.parameters(),
                (field, time, target, offset) -> {
                    throw new UnsupportedOperationException("only the shape is remembered");
                });
        sums = new CRC32C[trajectory.fields().size()];
        Arrays.setAll(sums, i -> new CRC32C());
        trajectory.parameters().keySet().forEach(name -> parameters.put(name, new double[count]));
        fieldPositions = new long[sums.length];
        long position = headers(0).stream().mapToLong(Hdf5Header::length).sum() + SUPERBLOCK_BYTES;
        position = position + (long) Double.BYTES * (first.snapshots() + (long) parameters.size() * count) + 7 & -8;
        for (int field = 0; field < sums.length; field++) {
            fieldPositions[field] = position;
            position += count * trajectoryBytes();
        }
    }

    private long trajectoryBytes() {
        return (long) Float.BYTES * first.snapshots() * first.valuesPerSnapshot();
    }

    private void requireAlike(Trajectory trajectory) {
        if (written == count
                || !trajectory.fields().equals(first.fields())
                || !Arrays.equals(trajectory.gridShape(), first.gridShape())
                || !Arrays.equals(trajectory.times(), first.times())
                || !trajectory.parameters().keySet().equals(parameters.keySet())) {
            throw new IllegalArgumentException("TrajectoryFileWriter: trajectory " + written + " of " + count
                    + " is one too many, or differs from the first in fields, grid, times or names of parameters: "
                    + "write what differs to a file of its own");
        }
    }

    /**
     * Completes the file and moves it into place.
     *
     * @throws IllegalStateException if fewer trajectories were written than announced
     */
    public void finish() {
        if (written < count) {
            throw new IllegalStateException(
                    "TrajectoryFileWriter: " + written + " of " + count + " trajectories were written");
        }
        try {
            List<Hdf5Header> headers = headers(0);
            long end = SUPERBLOCK_BYTES
                    + headers.stream().mapToLong(Hdf5Header::length).sum();
            long position = SUPERBLOCK_BYTES;
            for (Hdf5Header header : headers(end)) {
                put(ByteBuffer.wrap(header.bytes()), position);
                position += header.length();
            }
            for (double[] numbers : numbers()) {
                ByteBuffer bytes =
                        ByteBuffer.allocate(numbers.length * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
                bytes.asDoubleBuffer().put(numbers);
                put(bytes, position);
                position += bytes.capacity();
            }
            long rootAddress = end - headers.get(headers.size() - 1).length();
            put(ByteBuffer.wrap(Hdf5Header.superblock(rootAddress, channel.size())), 0);
            channel.force(true);
            channel.close();
            file.keep();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private List<double[]> numbers() {
        List<double[]> numbers = new ArrayList<>(List.of(first.times()));
        numbers.addAll(parameters.values());
        return numbers;
    }

    /**
     * All object headers, members before their groups, the root last.
     *
     * @param numbersAt address of the times, which the parameters follow; it changes no header's length
     */
    private List<Hdf5Header> headers(long numbersAt) {
        List<Hdf5Header> headers = new ArrayList<>();
        Hdf5Header fields = Hdf5Header.group();
        Hdf5Header parameterGroup = Hdf5Header.group();
        Hdf5Header root = Hdf5Header.group()
                .attribute("format", OwnLayout.FORMAT)
                .attribute("format_version", OwnLayout.VERSION)
                .attribute("seed", seed);
        attributes.forEach(root::attribute);
        long[] address = {SUPERBLOCK_BYTES};
        for (int field = 0; field < sums.length; field++) {
            fields.link(first.fields().get(field), add(headers, address, field(field)));
        }
        long at = numbersAt;
        root.link(OwnLayout.TIME, add(headers, address, numbers(first.snapshots(), at)));
        at += (long) Double.BYTES * first.snapshots();
        for (String name : parameters.keySet()) {
            parameterGroup.link(name, add(headers, address, numbers(count, at)));
            at += (long) Double.BYTES * count;
        }
        root.link("fields", add(headers, address, fields));
        root.link("parameters", add(headers, address, parameterGroup));
        headers.add(root);
        return headers;
    }

    private static long add(List<Hdf5Header> headers, long[] address, Hdf5Header header) {
        headers.add(header);
        long at = address[0];
        address[0] += header.length();
        return at;
    }

    private Hdf5Header field(int field) {
        int[] grid = first.gridShape();
        List<Axis> space = List.of(Axis.Z, Axis.Y, Axis.X).subList(3 - grid.length, 3);
        long[] shape = new long[2 + grid.length];
        shape[0] = count;
        shape[1] = first.snapshots();
        for (int i = 0; i < grid.length; i++) {
            shape[2 + i] = grid[i];
        }
        return Hdf5Header.dataset(Hdf5Header.float32(), shape, fieldPositions[field], count * trajectoryBytes())
                .attribute("axes", Axis.TRAJECTORY + "," + Axis.TIME + "," + Axes.names(space))
                .attribute("units", "1")
                .attribute(OwnLayout.CHECKSUM, OwnChecksum.text(sums[field]));
    }

    private static Hdf5Header numbers(int count, long address) {
        return Hdf5Header.dataset(Hdf5Header.float64(), new long[] {count}, address, (long) count * Double.BYTES)
                .attribute("units", "1");
    }

    private void put(ByteBuffer bytes, long position) throws IOException {
        long at = position;
        while (bytes.hasRemaining()) {
            at += channel.write(bytes, at);
        }
    }

    private DataFileException failed(IOException cause) {
        return new DataFileException(
                target,
                null,
                "it cannot be written (" + cause.getMessage() + "): make room, or choose another disk",
                cause);
    }

    /** Removes what was not finished. */
    @Override
    public void close() {
        try (file) {
            channel.close();
        } catch (IOException e) {
            throw failed(e);
        }
    }
}
