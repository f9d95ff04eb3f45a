package io.github.dl4jquantum.bench.data;

import static io.github.dl4jquantum.bench.job.BadInputException.asked;
import static io.github.dl4jquantum.bench.job.BadInputException.require;

import io.github.dl4jquantum.bench.job.BadInputException;
import io.github.dl4jquantum.bench.job.Limits;
import io.github.dl4jquantum.forecast.Encoder;
import io.github.dl4jquantum.forecast.MemoryEstimate;
import io.github.dl4jquantum.forecast.Protocol;
import io.github.dl4jquantum.forecast.Protocol.Parts;
import io.github.dl4jquantum.forecast.Protocol.Split;
import io.github.dl4jquantum.forecast.ProtocolBuilder;
import io.github.dl4jquantum.pde.problem.InitialFamily;
import io.github.dl4jquantum.pde.problem.Problem;
import io.github.dl4jquantum.pde.problem.Progress;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * What a study learns from: a protocol, and where its trajectories come from.
 *
 * @param protocol how data is cut, forecast and scored
 * @param description in words
 * @param note what a user should know of the data before it is learnt from; empty for nothing
 * @param gridShape points along each axis, slowest first, as they are forecast
 * @param fields that are forecast
 * @param source gives the parts
 */
public record StudyData(
        Protocol protocol,
        String description,
        String note,
        List<Integer> gridShape,
        List<String> fields,
        Source source) {

    /** Makes or reads the parts. */
    @FunctionalInterface
    public interface Source {
        Parts parts(Progress progress);
    }

    /** What is more does not fit as data already. */
    private static final int MOST_LATENT = 1 << 22;

    /** Fields by their names, where all are asked for. */
    static final String ALL = "all";

    /**
     * Checks everything that can be checked before any work.
     *
     * @param seed of initial states and of a random split
     * @throws BadInputException if an option cannot be met
     */
    public static StudyData of(DataOptions options, long seed) {
        return of(options, seed, protocol -> MemoryEstimate.NONE);
    }

    /**
     * As {@link #of(DataOptions, long)}.
     *
     * @param models what the training of models needs, whose memory has to be there besides
     */
    public static StudyData of(DataOptions options, long seed, Function<Protocol, MemoryEstimate> models) {
        StudyData data = options.data() == null ? solved(options, seed) : FileData.of(options, seed);
        Protocol protocol = data.protocol;
        if (protocol.encoder() == Encoder.MLP) {
            Limits.autoencoder(data.gridShape.stream().mapToInt(n -> n).toArray(), data.fields.size());
        }
        double numbers = data.gridShape.stream().mapToDouble(n -> n).reduce(data.fields.size(), (a, b) -> a * b);
        Protocol trained = protocol.encoder() == Encoder.NONE
                ? protocol.toBuilder()
                        .latent((int) Math.min(numbers, MOST_LATENT))
                        .build()
                : protocol;
        Limits.memory(protocol, numbers, options.data() != null, models.apply(trained));
        int values = data.values();
        require(
                values > 1,
                "Field " + data.fields.get(0) + " has one grid point, which is no field: give 2 grid points or more.");
        if (protocol.encoder() == Encoder.NONE) {
            require(
                    options.latent() == null || options.latent() == values,
                    "--latent " + options.latent() + " without an encoder: leave it out, a latent vector is then the "
                            + values + " values of a snapshot.");
            return data.with(protocol.toBuilder().latent(values).build());
        }
        require(
                protocol.latent() < values,
                "--latent " + protocol.latent() + " is not within 1 to " + (values - 1) + " for snapshots of " + values
                        + " values: choose fewer, such as " + Math.max(1, Math.min(16, values / 4)) + ".");
        return data;
    }

    private static StudyData solved(DataOptions options, long seed) {
        require(options.axes() == null, "--axes belongs to --data: leave it out, or name a file.");
        require(
                options.parameterOfSplit() == null,
                "--split " + options.split() + " belongs to --data, here all solutions have the same parameters: write"
                        + " some with qpde generate --param NAME=LOW..HIGH.");
        StudyProblem named = StudyProblem.named(options.problem());
        require(
                List.of(DataOptions.DEFAULT, DataOptions.PAPER).contains(options.preset()),
                "Unknown preset '" + options.preset() + "': choose " + DataOptions.DEFAULT + " or " + DataOptions.PAPER
                        + ".");
        Protocol base = options.isPaper() ? Protocol.paper(options.problem()) : Protocol.named(options.problem());
        return asked(() -> {
            ProtocolBuilder builder = base.toBuilder();
            options.parameters().forEach(builder::parameter);
            if (options.initial() != null) {
                builder.initial(InitialFamily.named(options.initial()));
            }
            if (options.grid() != null) {
                builder.grid(options.grid());
            }
            if (options.coarsening() != null) {
                builder.coarsening(options.coarsening());
            }
            if (options.interval() != null) {
                builder.saveInterval(options.interval());
            }
            if (options.field() != null) {
                builder.fields(
                        options.field().equals(ALL)
                                ? new String[0]
                                : options.field().split(","));
            }
            int snapshots = options.snapshots() == null ? base.snapshots() : options.snapshots();
            Protocol protocol = finish(builder, options, base, snapshots, seed);
            Problem problem = protocol.problemOf();
            List<String> fields = protocol.fields().isEmpty() ? problem.fields() : protocol.fields();
            require(
                    problem.fields().containsAll(fields),
                    "--field " + options.field() + " names none of " + problem.fields()
                            + ": choose one of these, several separated by commas, or all.");
            int[] grid = Arrays.stream(problem.gridShape())
                    .map(n -> (n + protocol.coarsening() - 1) / protocol.coarsening())
                    .toArray();
            String description = named.describe(problem)
                    + (protocol.coarsening() == 1
                            ? ""
                            : String.format(Locale.ROOT, ", every %dth point kept", protocol.coarsening())
                                    .replace("2th", "2nd")
                                    .replace("3th", "3rd"));
            return new StudyData(
                    protocol,
                    description,
                    "",
                    Arrays.stream(grid).boxed().toList(),
                    fields,
                    progress -> protocol.parts(seed, progress));
        });
    }

    /**
     * Puts in what does not depend on where data comes from.
     *
     * @param base what is not asked for otherwise
     */
    static Protocol finish(ProtocolBuilder builder, DataOptions options, Protocol base, int snapshots, long seed) {
        builder.dataSeed(seed).snapshots(snapshots);
        int context = options.context() == null ? base.context() : options.context();
        require(
                context >= 1 && context < snapshots,
                "--context " + context + " is not within 1 to " + (snapshots - 1) + ", for " + snapshots
                        + " snapshots: choose one of these, or give more snapshots.");
        builder.context(context);
        Split split = split(options, base);

        int count = options.trajectories() == null ? base.trajectories() : options.trajectories();
        Limits.atLeastOne("--trajectories", count);
        switch (split) {
            case TRAJECTORIES -> {
                double all = base.split() == Split.TRAJECTORIES ? base.trajectories() : 10;
                int validation = (int) Math.max(
                        1, Math.round(count * (base.split() == Split.TRAJECTORIES ? base.validation() : 1) / all));
                int test = (int)
                        Math.max(1, Math.round(count * (base.split() == Split.TRAJECTORIES ? base.test() : 2) / all));
                require(
                        count > validation + test,
                        "--trajectories " + count + " leaves none to train on beside " + validation
                                + " to validate and " + test + " to test: give " + (validation + test + 1)
                                + " or more.");
                builder.byTrajectory(count - validation - test, validation, test);
            }
            case TIME -> builder.inTime(count);
            default -> builder.randomWindows(count);
        }
        builder.horizon(options.horizon() == null ? horizon(split, base, snapshots, context) : options.horizon());
        if (options.encoder() != null) {
            builder.encoder(Limits.encoder(options.encoder()));
        }
        if (options.latent() != null) {
            builder.latent(options.latent());
        }
        return builder.build();
    }

    /** As far as the data goes, where nothing is asked for. */
    private static int horizon(Split split, Protocol base, int snapshots, int context) {
        return switch (split) {
            case TRAJECTORIES -> snapshots - context;
            case TIME -> Math.max(1, (int) (Math.round(0.8 * snapshots) - Math.round(0.7 * snapshots)));
            default -> split == base.split() ? base.horizon() : 1;
        };
    }

    private static Split split(DataOptions options, Protocol base) {
        if (options.split() == null) {
            return base.split();
        }
        return options.parameterOfSplit() == null ? split(options.split()) : Split.TRAJECTORIES;
    }

    private static Split split(String name) {
        return Arrays.stream(Split.values())
                .filter(each -> name(each).equals(name))
                .findFirst()
                .orElseThrow(() -> new BadInputException("Unknown split '" + name
                        + "': choose trajectories, time, random-windows or, of files, parameter:NAME."));
    }

    /** As options name it. */
    public static String name(Split split) {
        return split.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private StudyData with(Protocol other) {
        return new StudyData(other, description, note, gridShape, fields, source);
    }

    /** Numbers of one snapshot. */
    public int values() {
        return gridShape.stream().reduce(fields.size(), Math::multiplyExact);
    }
}
