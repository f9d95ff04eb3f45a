package io.github.dl4jquantum.pde.record;

import io.jhdf.HdfFile;
import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.Node;
import io.jhdf.api.dataset.ContiguousDataset;
import io.jhdf.exceptions.HdfFilterException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/**
 * An HDF5 file of unknown origin. Links are not followed, so that a file cannot make its reader open others; whatever a
 * damaged file makes jHDF throw, memory and stack exhausted included, comes out as a {@link DataFileException}.
 */
final class Hdf5File implements AutoCloseable {
    /** Numbers in a coordinate axis or a list of parameters. */
    private static final int MAX_NUMBERS = 1 << 20;

    private static final int PIECE = 1 << 16;

    /** In the root of every file that the NetCDF library writes as HDF5, since its version 4.4.1. */
    private static final String NETCDF = "_NCProperties";

    private final Path path;
    private final HdfFile hdf;
    private final FileChannel channel;
    private final Hdf5Arrays arrays;
    private final Map<String, Dataset> datasets;
    private final Map<String, String> unreadable;

    /** @param start where its superblock lies */
    Hdf5File(Path path, long start) {
        this.path = path;
        channel = guarded(path, null, () -> FileChannel.open(path, StandardOpenOption.READ));
        hdf = guarded(path, null, () -> opened(path, channel, start));
        try {
            boolean netcdf = guarded(path, null, () -> hdf.getAttributes().containsKey(NETCDF));
            arrays = new Hdf5Arrays(path, channel, hdf.getHdfBackingStorage(), netcdf);
            Hdf5Tree tree = guarded(path, null, () -> new Hdf5Tree(path, hdf));
            datasets = tree.datasets();
            unreadable = tree.unreadable();
        } catch (DataFileException e) {
            close();
            throw e;
        }
    }

    private static HdfFile opened(Path path, FileChannel channel, long start) throws IOException {
        boolean open = false;
        try {
            Hdf5Length.check(path, channel, start);
            HdfFile hdf = new HdfFile(path);
            open = true;
            return hdf;
        } finally {
            if (!open) {
                channel.close();
            }
        }
    }

    /** What {@code read} gives; anything it throws becomes a DataFileException that says what to do. */
    static <T> T guarded(Path file, String dataset, Callable<T> read) {
        try {
            return read.call();
        } catch (DataFileException e) {
            throw e;
        } catch (HdfFilterException e) {
            throw new DataFileException(file, dataset, ChunkFilters.missing(e).orElseGet(() -> damaged(e)), e);
        } catch (Exception | StackOverflowError | OutOfMemoryError e) {
            throw new DataFileException(file, dataset, damaged(e), e);
        }
    }

    private static String damaged(Throwable cause) {
        return "it is truncated, damaged, or uses a feature of HDF5 that is not read ("
                + (cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage())
                + "): fetch or write it again, with h5py's defaults";
    }

    Path path() {
        return path;
    }

    /** Names of all datasets with their groups, {@code group/dataset}, in the file's order. */
    Map<String, Dataset> datasets() {
        return datasets;
    }

    /** Why an object is not read, by its name; of these, nothing else is known. */
    Map<String, String> unreadable() {
        return unreadable;
    }

    /** Whether its elements are numbers that are read. */
    boolean isNumeric(String name) {
        return guarded(
                path, name, () -> Hdf5Types.elementType(datasets.get(name)).isPresent());
    }

    boolean has(String name) {
        return datasets.containsKey(name);
    }

    long[] shape(String name) {
        return guarded(path, name, () -> datasets.get(name).getDimensionsAsLong());
    }

    NumericArray array(String name) {
        return guarded(path, name, () -> arrays.array(datasets.get(name), name));
    }

    /** The numbers of a short dataset, flattened. */
    double[] numbers(String name) {
        return numbers(name, MAX_NUMBERS);
    }

    double[] numbers(String name, long most) {
        return guarded(path, name, () -> {
            Dataset dataset = datasets.get(name);
            if (dataset.getSize() > most || dataset.getSize() < 0) {
                throw new DataFileException(
                        path,
                        name,
                        "it holds " + dataset.getSize() + " numbers, above the limit " + most
                                + " for an axis or parameter: it is damaged");
            }
            return arrays.values(dataset, name);
        });
    }

    /** An attribute of the root ({@code ""}) or a dataset; a list is given as an array of objects. */
    Optional<Object> attribute(String node, String name) {
        return guarded(path, node, () -> {
            Node owner = node.isEmpty() ? hdf : datasets.get(node);
            Attribute attribute = owner.getAttributes().get(name);
            return Optional.ofNullable(attribute == null ? null : attribute.getData());
        });
    }

    /** The root's attributes. */
    Map<String, Object> attributes() {
        return guarded(path, null, () -> {
            Map<String, Object> values = new LinkedHashMap<>();
            hdf.getAttributes().forEach((name, attribute) -> values.put(name, attribute.getData()));
            return values;
        });
    }

    /** Hands out the bytes of a contiguous dataset as they are stored, piece by piece. */
    void forEachPiece(String name, Consumer<ByteBuffer> consumer) throws IOException {
        if (!(datasets.get(name) instanceof ContiguousDataset dataset)) {
            throw new DataFileException(path, name, "it is not stored in one piece: generate the file again");
        }
        ByteBuffer piece = ByteBuffer.allocate(PIECE);
        long position = hdf.getUserBlockSize() + dataset.getDataAddress();
        long end = position + dataset.getSizeInBytes();
        while (position < end) {
            piece.clear().limit((int) Math.min(PIECE, end - position));
            int read = channel.read(piece, position);
            if (read < 0) {
                throw new EOFException("it ends " + (end - position) + " bytes before its data does");
            }
            consumer.accept(piece.flip());
            position += read;
        }
    }

    @Override
    public void close() {
        try (channel) {
            hdf.close();
        } catch (IOException e) {
            throw new DataFileException(path, null, "cannot be closed: " + e.getMessage(), e);
        }
    }
}
