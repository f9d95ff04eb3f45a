package io.github.dl4jquantum.bench.study;

import static io.github.dl4jquantum.bench.study.BadInputException.asked;
import static io.github.dl4jquantum.bench.study.BadInputException.require;

import io.github.dl4jquantum.forecast.Encoder;
import io.github.dl4jquantum.forecast.Protocol;
import io.github.dl4jquantum.forecast.ProtocolBuilder;
import io.github.dl4jquantum.pde.problem.Trajectory;
import io.github.dl4jquantum.pde.record.Axes;
import io.github.dl4jquantum.pde.record.DataFile;
import java.nio.file.Path;
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
        DataFile file = DataFile.open(options.data());
        List<Trajectory> trajectories = trajectories(file, options.data(), options.axes(), asked);
        Trajectory first = trajectories.get(0);
        int coarsening = options.coarsening() == null ? 1 : options.coarsening();
        int[] grid = Arrays.stream(first.gridShape())
                .map(n -> (n + coarsening - 1) / coarsening)
                .toArray();
        int values = Arrays.stream(grid).reduce(first.fields().size(), Math::multiplyExact);
        double[] times = first.times();
        Protocol protocol = asked(() -> {
            boolean whole = trajectories.size() >= ENOUGH_TRAJECTORIES;
            Protocol usual = usual(options.data().getFileName().toString(), trajectories, whole);
            ProtocolBuilder builder = usual.toBuilder()
                    .coarsening(coarsening)
                    .saveInterval(times.length > 1 ? times[1] - times[0] : 1)
                    .latent(Math.max(1, Math.min(LATENT, Math.min(values / 4, first.snapshots() / 2))));
            return StudyData.finish(builder, options, usual, first.snapshots(), seed);
        });
        Limits.heap(protocol, values);
        return new StudyData(
                protocol,
                "Data of the file " + options.data() + ", " + file.format(),
                Arrays.stream(grid).boxed().toList(),
                first.fields(),
                progress -> asked(() -> protocol.parts(trajectories)));
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

    /** All trajectories, which must be of one grid and length. */
    static List<Trajectory> trajectories(DataFile file, Path path, String axes, String field) {
        Axes declared = axes == null ? null : asked(() -> Axes.parse(axes));
        List<Trajectory> trajectories = file.trajectories(declared, field);
        Trajectory first = trajectories.get(0);
        for (Trajectory other : trajectories) {
            require(
                    other.snapshots() == first.snapshots() && Arrays.equals(other.gridShape(), first.gridShape()),
                    path + " holds trajectories of " + first.snapshots() + " snapshots on "
                            + Arrays.toString(first.gridShape()) + " points and of " + other.snapshots() + " on "
                            + Arrays.toString(other.gridShape())
                            + ": put those that are alike into a file of their own.");
        }
        return trajectories;
    }
}
