package io.github.dl4jquantum.bench.data;

import static io.github.dl4jquantum.bench.job.BadInputException.asked;
import static io.github.dl4jquantum.bench.job.BadInputException.require;

import io.github.dl4jquantum.bench.job.BadInputException;
import io.github.dl4jquantum.forecast.Encoder;
import io.github.dl4jquantum.forecast.Protocol;
import io.github.dl4jquantum.forecast.Protocol.Parts;
import io.github.dl4jquantum.forecast.ProtocolBuilder;
import io.github.dl4jquantum.pde.problem.Progress;
import io.github.dl4jquantum.pde.problem.Trajectory;
import io.github.dl4jquantum.pde.record.Axes;
import io.github.dl4jquantum.pde.record.DataFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Trajectories of a file, of one grid and one length, and the protocol that suits them. */
final class FileData {
    /** Fewer than this are cut in time. */
    private static final int ENOUGH_TRAJECTORIES = 10;

    private static final int LATENT = 32;
    /** One to give, one to ask for, and one more. */
    private static final int FEWEST_SNAPSHOTS = 3;

    private FileData() {}

    /**
     * Opens the file, which stays open and is read as its trajectories are used.
     *
     * @throws BadInputException if axes make no sense, or trajectories differ in grid or length
     * @throws io.github.dl4jquantum.pde.record.DataFileException if the file cannot be read
     */
    static StudyData of(DataOptions options, long seed) {
        require(!options.isPaper(), "--preset paper makes its own data: leave --data or --preset out.");
        String asked = options.field() == null || options.field().equals(StudyData.ALL) ? null : options.field();
        require(
                asked == null || !asked.contains(","),
                "--field " + asked + " names several fields of a file: name one, or all.");
        DataSources sources = options.data();
        requireUndivided(options);
        List<List<Path>> paths = sources.paths();
        DataFiles files = DataFiles.open(paths.stream().flatMap(List::stream).toList());
        Axes axes = options.axes() == null ? null : asked(() -> Axes.parse(options.axes()));
        List<List<Trajectory>> byFile = files.byFile(axes, asked);
        List<Trajectory> trajectories = sorted(byFile, options);
        Trajectory first = trajectories.get(0);
        requireEqualSteps(sources.text(), trajectories);
        List<Integer> counts = counts(paths, byFile);
        int coarsening = options.coarsening() == null ? 1 : options.coarsening();
        int[] grid = Arrays.stream(first.gridShape())
                .map(n -> (n + coarsening - 1) / coarsening)
                .toArray();
        int values = Arrays.stream(grid).reduce(first.fields().size(), Math::multiplyExact);
        double[] times = first.times();
        Protocol protocol = asked(() -> {
            boolean whole = trajectories.size() >= ENOUGH_TRAJECTORIES;
            Protocol usual = usual(sources.shortName(), trajectories, whole || sources.divided());
            ProtocolBuilder builder = usual.toBuilder()
                    .coarsening(coarsening)
                    .saveInterval(times.length > 1 ? times[1] - times[0] : 1)
                    .latent(Math.max(1, Math.min(LATENT, Math.min(values / 4, first.snapshots() / 2))));
            Protocol finished = StudyData.finish(builder, options, usual, first.snapshots(), seed);
            if (options.parameterOfSplit() != null) {
                return ParameterSplit.of(finished, options.parameterOfSplit(), trajectories);
            }
            return sources.divided()
                    ? finished.toBuilder()
                            .byTrajectory(counts.get(0), counts.get(1), counts.get(2))
                            .build()
                    : finished;
        });
        String counted = files.files().stream()
                .flatMap(file -> file.countedTimes(axes).stream())
                .findFirst()
                .map(why -> "snapshots count as 1 apart, for " + why)
                .orElse("");
        return new StudyData(
                protocol,
                "Data of "
                        + (files.files().size() == 1
                                ? "the file "
                                : files.files().size() + " files: ") + sources.text() + ", "
                        + files.files().get(0).format()
                        + (counted.isEmpty() ? "" : "; " + counted)
                        + (options.parameterOfSplit() == null
                                ? ""
                                : "; the smallest " + options.parameterOfSplit() + " trains, the largest is tested"),
                counted,
                Arrays.stream(grid).boxed().toList(),
                first.fields(),
                progress -> parts(sources, protocol, trajectories, progress));
    }

    /** What is wrong with the values says which data they are of. */
    private static Parts parts(
            DataSources sources, Protocol protocol, List<Trajectory> trajectories, Progress progress) {
        try {
            return protocol.parts(trajectories, progress);
        } catch (IllegalArgumentException e) {
            throw new BadInputException(sources.text() + ": " + BadInputException.message(e));
        }
    }

    /** In the order of the files, or of a parameter; as many as are asked for. */
    private static List<Trajectory> sorted(List<List<Trajectory>> byFile, DataOptions options) {
        List<Trajectory> all = byFile.stream().flatMap(List::stream).toList();
        if (options.parameterOfSplit() == null) {
            return all;
        }
        int count = options.trajectories() == null ? all.size() : Math.min(all.size(), options.trajectories());
        return ParameterSplit.sorted(all.subList(0, count), options.parameterOfSplit());
    }

    /** Files of their own leave nothing to split. */
    private static void requireUndivided(DataOptions options) {
        require(
                !options.data().divided()
                        || options.trajectories() == null
                                && (options.split() == null || options.split().equals("trajectories")),
                "--train, --validation and --test divide the data already: leave --split and --trajectories out.");
    }

    /** Trajectories of each part. */
    private static List<Integer> counts(List<List<Path>> paths, List<List<Trajectory>> byFile) {
        List<Integer> counts = new ArrayList<>();
        int file = 0;
        for (List<Path> part : paths) {
            int end = file + part.size();
            counts.add(byFile.subList(file, end).stream().mapToInt(List::size).sum());
            file = end;
        }
        return counts;
    }

    private static void requireEqualSteps(String name, List<Trajectory> trajectories) {
        int snapshots = trajectories.get(0).snapshots();
        for (Trajectory other : trajectories) {
            require(
                    other.snapshots() == snapshots,
                    name + " holds trajectories of " + snapshots + " snapshots and of " + other.snapshots()
                            + ": put those that are alike into files of their own.");
            require(
                    snapshots == 1 || other.saveInterval().isPresent(),
                    name
                            + " holds times that are not uniform: interpolate the data in time, or copy a part where they are.");
        }
    }

    private static Protocol usual(String name, List<Trajectory> trajectories, boolean whole) {
        int snapshots = trajectories.get(0).snapshots();
        require(
                snapshots >= FEWEST_SNAPSHOTS,
                name + " holds " + snapshots + " snapshots, below the limit " + FEWEST_SNAPSHOTS
                        + ": give a longer file.");
        int context = Math.max(1, Math.min(3, snapshots - 2));
        ProtocolBuilder builder = Protocol.builder(name)
                .coarsening(1)
                .encoder(Encoder.POD)
                .snapshots(snapshots)
                .context(context);
        int count = trajectories.size();
        int validation = Math.max(1, (int) Math.round(0.1 * count));
        int test = Math.max(1, (int) Math.round(0.2 * count));
        return whole
                ? builder.byTrajectory(count - validation - test, validation, test)
                        .horizon(snapshots - context)
                        .build()
                : builder.inTime(count).horizon(1).build();
    }
}
