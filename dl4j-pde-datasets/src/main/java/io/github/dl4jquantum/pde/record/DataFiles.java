package io.github.dl4jquantum.pde.record;

import io.github.dl4jquantum.pde.problem.Trajectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Several files as one data set: of one problem, one grid, the same fields and one save interval, or refused by name.
 *
 * <pre>{@code
 * try (DataFiles files = DataFiles.open(DataFiles.find("runs/*.h5"))) {
 *     List<Trajectory> trajectories = files.trajectories(null, null);
 * }
 * }</pre>
 */
public final class DataFiles implements AutoCloseable {
    private static final List<String> ENDINGS = List.of(".h5", ".hdf5", ".nc", ".mat", ".npy", ".npz");
    private static final String PROBLEM = "problem";

    private final List<DataFile> files = new ArrayList<>();

    private DataFiles() {}

    /**
     * {@return the files that a pattern names, sorted by their paths: a file itself; of a folder the files whose names
     * end as data files do ({@code .h5}, {@code .hdf5}, {@code .nc}, {@code .mat}, {@code .npy}, {@code .npz}), without
     * its folders; else all files that it matches as a {@linkplain java.nio.file.FileSystem#getPathMatcher glob}}
     *
     * @param pattern a file, a folder or a glob
     * @throws DataFileException if there are none
     */
    public static List<Path> find(String pattern) {
        int wildcard = indexOfWildcard(pattern);
        if (wildcard < 0 || Files.exists(Path.of(pattern))) {
            Path path = Path.of(pattern);
            boolean folder = Files.isDirectory(path) && !ForeignFormats.isZarr(path); // opening a store says what it is
            return folder ? inFolder(path) : List.of(path);
        }
        int name = Math.max(pattern.lastIndexOf('/', wildcard), pattern.lastIndexOf('\\', wildcard)) + 1;
        return matching(Path.of(pattern.substring(0, name)), pattern.substring(name));
    }

    private static int indexOfWildcard(String pattern) {
        for (int i = 0; i < pattern.length(); i++) {
            if ("*?[{".indexOf(pattern.charAt(i)) >= 0) {
                return i;
            }
        }
        return -1;
    }

    private static List<Path> inFolder(Path folder) {
        try (Stream<Path> all = Files.list(folder)) {
            List<Path> found = all.filter(file ->
                            Files.isRegularFile(file) && ENDINGS.stream().anyMatch(file.toString()::endsWith))
                    .sorted()
                    .toList();
            return required(
                    found, folder, "the folder holds no file that ends in one of " + String.join(", ", ENDINGS));
        } catch (IOException e) {
            throw new DataFileException(folder, null, "it cannot be read: " + e.getMessage(), e);
        }
    }

    private static List<Path> matching(Path folder, String glob) {
        int depth = glob.contains("**")
                ? Integer.MAX_VALUE
                : Path.of("", glob.split("[/\\\\]")).getNameCount();
        Path start = folder.toString().isEmpty() ? Path.of(".") : folder;
        try (Stream<Path> all = Files.isDirectory(start) ? Files.walk(start, depth) : Stream.empty()) {
            PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + glob);
            List<Path> found = all.filter(file -> Files.isRegularFile(file) && matcher.matches(start.relativize(file)))
                    .map(file -> folder.resolve(start.relativize(file)))
                    .sorted()
                    .toList();
            return required(found, start, "no file matches '" + glob + "'");
        } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
            throw new DataFileException(start, null, "'" + glob + "' cannot be looked for: " + e.getMessage(), e);
        }
    }

    private static List<Path> required(List<Path> found, Path folder, String problem) {
        if (found.isEmpty()) {
            throw new DataFileException(folder, problem + ": give the path of data files");
        }
        return found;
    }

    /**
     * Opens files, which stay open together.
     *
     * @param paths at least one
     * @return the files as one
     * @throws DataFileException if one cannot be opened or is named twice, or two are of different problems
     */
    public static DataFiles open(List<Path> paths) {
        if (paths.isEmpty()) {
            throw new IllegalArgumentException("DataFiles: no file: give at least one");
        }
        DataFiles opened = new DataFiles();
        try {
            for (Path path : paths) {
                opened.files.add(DataFile.open(path));
            }
            opened.requireDifferent();
            opened.requireOneProblem();
            return opened;
        } catch (RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    /** What is there twice would be trained on and tested with. */
    private void requireDifferent() {
        for (int k = 0; k < files.size(); k++) {
            Path path = files.get(k).path();
            for (DataFile other : files.subList(0, k)) {
                if (isSame(path, other.path())) {
                    throw new DataFileException(path, "it is named twice: give each file once");
                }
            }
        }
    }

    private static boolean isSame(Path path, Path other) {
        try {
            return Files.isSameFile(path, other);
        } catch (IOException e) {
            throw new DataFileException(path, null, "it cannot be read: " + e.getMessage(), e);
        }
    }

    private void requireOneProblem() {
        DataFile first = files.get(0);
        String problem = first.attributes().get(PROBLEM);
        for (DataFile other : files) {
            String another = other.attributes().get(PROBLEM);
            if (problem != null && another != null && !another.equals(problem)) {
                throw unlike(other, "problem " + another + ", not " + problem, first);
            }
        }
    }

    private static DataFileException unlike(DataFile file, String difference, DataFile first) {
        return new DataFileException(
                file.path(), "it has " + difference + " as " + first.path() + ": read what differs by itself");
    }

    /** {@return the files, in the order given} */
    public List<DataFile> files() {
        return List.copyOf(files);
    }

    /**
     * {@return the trajectories of each file}
     *
     * @param axes the axes where formats do not declare them, otherwise null
     * @param field the one field to take, or null for all
     * @throws DataFileException as {@link DataFile#trajectories} does; and if two trajectories differ in their grid,
     *     fields, names of parameters or save interval
     */
    public List<List<Trajectory>> byFile(Axes axes, String field) {
        List<List<Trajectory>> all = new ArrayList<>();
        for (DataFile file : files) {
            List<Trajectory> own = file.trajectories(axes, field);
            all.add(own);
            Trajectory first = all.get(0).get(0);
            for (Trajectory each : own) {
                Optional<String> difference = each.differenceFrom(first);
                if (difference.isPresent()) {
                    throw unlike(file, difference.get(), files.get(0));
                }
            }
        }
        return all;
    }

    /**
     * {@return all trajectories, file by file; as {@link #byFile}}
     *
     * @param axes the axes where formats do not declare them, otherwise null
     * @param field the one field to take, or null for all
     */
    public List<Trajectory> trajectories(Axes axes, String field) {
        return byFile(axes, field).stream().flatMap(List::stream).toList();
    }

    /**
     * {@return what {@link DataFile#chunkBlocks} says that suits all files}
     *
     * @param axes the axes where formats do not declare them, otherwise null
     * @param field the one field to read, or null for all
     */
    public ChunkBlocks chunkBlocks(Axes axes, String field) {
        return files.stream().map(file -> file.chunkBlocks(axes, field)).reduce(ChunkBlocks.ALL, ChunkBlocks::and);
    }

    @Override
    public void close() {
        files.forEach(DataFile::close);
    }
}
