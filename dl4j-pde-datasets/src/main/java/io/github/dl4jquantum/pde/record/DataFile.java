package io.github.dl4jquantum.pde.record;

import io.github.dl4jquantum.pde.problem.Trajectory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleConsumer;

/**
 * A file of trajectories in any format that is known: this project's own, PDEBench's two layouts and The Well's (all
 * HDF5); other HDF5 files, .npy and .npz, whose axes the reader must declare.
 *
 * <p>Opening reads names and sizes alone. Trajectories fetch their snapshots when asked for them, so that files may be
 * larger than memory; those of HDF5 files need the file to stay open.
 */
public abstract class DataFile implements AutoCloseable {
    private static final String HDF5 = "\u0089HDF\r\n\u001a\n";
    private static final String NPY = "\u0093NUMPY";
    private static final String ZIP = "PK\u0003\u0004";
    private static final String EMPTY_ZIP = "PK\u0005\u0006";
    /** An HDF5 file may start with a block of the user's own, whose length is a power of two from 512 on. */
    private static final int HEAD = 8192;

    private final Path path;

    DataFile(Path path) {
        this.path = path;
    }

    /**
     * Opens a file; what it is shows in its first bytes.
     *
     * @param path the file, or a Zarr folder, which is refused with what to do
     * @return the file, open
     * @throws DataFileException if it is missing, of no known kind, truncated or damaged
     */
    public static DataFile open(Path path) {
        if (ForeignFormats.isZarr(path)) {
            throw new DataFileException(
                    path,
                    "it is a Zarr store, which is not read: write its arrays into HDF5, such as with"
                            + " xarray.open_zarr(store).to_netcdf(out) in Python");
        }
        if (!Files.isRegularFile(path)) {
            throw new DataFileException(path, "there is no such file: give an HDF5, .npy or .npz file");
        }
        String head = head(path);
        if (head.startsWith(NPY) || head.startsWith(ZIP)) {
            return new NumpyDataFile(path, head.startsWith(ZIP));
        }
        for (int at = 0; at < head.length(); at = at == 0 ? 512 : 2 * at) {
            if (head.startsWith(HDF5, at)) {
                return Hdf5DataFile.recognise(path, at, head.startsWith(ForeignFormats.MATLAB_HDF5));
            }
        }
        Optional<String> foreign = ForeignFormats.problem(head);
        if (foreign.isPresent()) {
            throw new DataFileException(path, foreign.get());
        }
        if (head.isEmpty()) {
            throw new DataFileException(path, "it is empty, of 0 bytes: fetch or write it again");
        }
        if (head.startsWith(EMPTY_ZIP)) {
            throw new DataFileException(path, "it is an archive without arrays: write some with numpy.savez");
        }
        throw new DataFileException(path, "it does not start as an HDF5, .npy or .npz file does: convert it to one");
    }

    private static String head(Path path) {
        try (InputStream in = Files.newInputStream(path)) {
            return new String(in.readNBytes(HEAD), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new DataFileException(path, null, "it cannot be read: " + e.getMessage(), e);
        }
    }

    /** {@return the file} */
    public final Path path() {
        return path;
    }

    /** {@return the format in words} */
    public abstract String format();

    /**
     * {@return everything that the file holds, named as in the file} Reads no values: as quick for a file of any size.
     */
    public abstract List<DatasetInfo> datasets();

    /**
     * {@return what the file holds besides and cannot be read, by name with the reason, such as "Virtual storage is not
     * supported"; it does not keep the rest from being read}
     */
    public Map<String, String> unreadable() {
        return Map.of();
    }

    /** {@return what the file says about itself: problem, seed, version and the like; empty for most formats} */
    public abstract Map<String, String> attributes();

    /** {@return whether the format says which axis is which; if not, {@link #trajectories} needs them declared} */
    public abstract boolean declaresAxes();

    /** Whether axes may be declared to {@link #trajectories}. */
    boolean takesAxes() {
        return !declaresAxes();
    }

    /**
     * Reads everything once to compare it with the checksums in the file.
     *
     * @return false if the format has none that could be compared
     * @throws DataFileException if values are not those that were written
     */
    public abstract boolean verify();

    abstract List<Block> blocks(Axes axes, String field);

    /**
     * {@return what the axes of this file's arrays may well be, by the names of their dimensions or by their number, for
     * people who have to declare them}
     */
    public final String likelyAxes() {
        DatasetInfo widest = null;
        for (DatasetInfo dataset : datasets()) {
            if (dataset.floating()
                    && (widest == null
                            || dataset.shape().size() > widest.shape().size())) {
                widest = dataset;
            }
        }
        return widest == null ? LikelyAxes.usual(0) : LikelyAxes.of(widest, dimensions(widest));
    }

    /**
     * {@return what the file calls a dataset's dimensions, slowest first, "?" for one without a name; empty where none has
     * one, as in most files but NetCDF's}
     *
     * @param dataset one of {@link #datasets}
     */
    public final List<String> dimensions(DatasetInfo dataset) {
        return dimensionScales(dataset.name()).stream()
                .map(scale -> scale.isEmpty() ? "?" : scale.substring(scale.lastIndexOf('/') + 1))
                .toList();
    }

    /** The datasets that name a dataset's dimensions, "" for one without; empty where none has one. */
    List<String> dimensionScales(String dataset) {
        return List.of();
    }

    /** The numbers of a short dataset, flattened, in double precision; more than {@code most} are refused. */
    abstract double[] numbers(String dataset, long most);

    /** The array of a dataset of numbers. */
    abstract NumericArray array(String dataset);

    /**
     * {@return all trajectories}
     *
     * @param axes the axes where the format does not declare them, otherwise null
     * @param field the one field to take, or null for all
     * @throws DataFileException if axes are undeclared, do not fit or contradict the format, a field is unknown, or the
     *     file is damaged
     */
    public final List<Trajectory> trajectories(Axes axes, String field) {
        requireReadable(field);
        requireDeclared(axes);
        List<Trajectory> trajectories = new ArrayList<>();
        for (Block block : blocks(axes, field)) {
            trajectories.addAll(block.open(path, field));
        }
        return trajectories;
    }

    /**
     * {@return how many trajectories at a time decode each chunk once in a pass: their chunks, decoded, take what is
     * kept of them, a quarter of the heap} All where nothing is decoded. For {@code PdeSequenceIterator}'s shuffle.
     * Reads no values.
     *
     * @param axes as in {@link #trajectories}
     * @param field the one field to read, or null for all
     */
    public final ChunkBlocks chunkBlocks(Axes axes, String field) {
        requireReadable(field);
        requireDeclared(axes);
        return blocks(axes, field).stream()
                .map(block -> block.only(path, field).chunkBlocks())
                .reduce(ChunkBlocks.ALL, ChunkBlocks::and);
    }

    /**
     * {@return why snapshots are taken as 1 apart, such as "the file has no times", or "t (float64, 12 x 21) is not one
     * number for each of the 21 snapshots"; empty where times are the file's own} Reads no values of fields.
     *
     * @param axes as in {@link #trajectories}
     */
    public final Optional<String> countedTimes(Axes axes) {
        requireDeclared(axes);
        return blocks(axes, null).stream()
                .flatMap(block -> block.counted().stream())
                .findFirst();
    }

    private void requireReadable(String field) {
        unreadable().forEach((name, reason) -> {
            if (name.equals(field) || name.endsWith("/" + field)) {
                throw new DataFileException(
                        path, name, "it cannot be read: " + reason + "; write it into a file as a dataset of its own");
            }
        });
    }

    private void requireDeclared(Axes axes) {
        if (axes == null && !declaresAxes()) {
            throw new DataFileException(
                    path, format() + " does not say what its axes are: declare them, such as axes=" + likelyAxes());
        }
        if (axes != null && !takesAxes()) {
            throw new DataFileException(path, format() + " declares its axes itself: leave axes=" + axes + " out");
        }
    }

    /**
     * {@return the axes in words, such as "10 trajectories x 201 times x 128 x 128 x 2 fields (u, v)"} Reads no values
     * of fields.
     *
     * @param axes as in {@link #trajectories}
     */
    public final String axesInWords(Axes axes) {
        requireDeclared(axes);
        return AxesInWords.of(blocks(axes, null));
    }

    /**
     * {@return the range of a dataset's values, and how many are not finite; reads all of it, a piece at a time}
     *
     * @param dataset one of {@link #datasets}
     */
    public final ValueRange range(DatasetInfo dataset) {
        return range(dataset, share -> {});
    }

    /**
     * {@return the same range as {@link #range(DatasetInfo)}}
     *
     * @param dataset one of {@link #datasets}
     * @param progress told of the share of the dataset that is read, 0 to 1
     */
    public final ValueRange range(DatasetInfo dataset, DoubleConsumer progress) {
        return ValueRange.of(array(dataset.name()), progress);
    }

    @Override
    public abstract void close();
}
