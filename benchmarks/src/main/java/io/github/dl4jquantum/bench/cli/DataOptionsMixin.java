package io.github.dl4jquantum.bench.cli;

import static io.github.dl4jquantum.bench.job.BadInputException.require;

import io.github.dl4jquantum.bench.data.DataOptions;
import io.github.dl4jquantum.bench.data.DataSources;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** The options by which commands name what is forecast. */
final class DataOptionsMixin {

    @Option(
            names = "--preset",
            paramLabel = "NAME",
            defaultValue = DataOptions.DEFAULT,
            description = "default (whole trajectories held out, at a save interval where extrapolation fails) or paper"
                    + " (the terms of arXiv 2502.13370: one trajectory, windows split at random).")
    String preset;

    @Option(
            names = "--problem",
            paramLabel = "NAME",
            completionCandidates = ProblemNames.class,
            description = "One of ${COMPLETION-CANDIDATES} (default: burgers2d; with --preset paper one of the paper's"
                    + " four, and qpde run does all of them).")
    String problem;

    @Option(
            names = "--param",
            paramLabel = "NAME=VALUE",
            description = "A parameter of the equation, such as reynolds=50; may be given several times.")
    Map<String, Double> parameters = new LinkedHashMap<>();

    @Option(
            names = "--trajectories",
            paramLabel = "N",
            description = "Solutions of all parts together (default: the preset's, 1000 of burgers2d).")
    Integer trajectories;

    @Option(names = "--interval", paramLabel = "T", description = "Time between snapshots (default: the preset's).")
    Double interval;

    @Option(names = "--snapshots", paramLabel = "N", description = "Snapshots of a trajectory (default: the preset's).")
    Integer snapshots;

    @Option(
            names = "--grid",
            paramLabel = "N",
            description = "Grid points along each axis (default: the preset's; 64, in 1D 128, in 3D 16).")
    Integer grid;

    @Option(
            names = "--coarsening",
            paramLabel = "N",
            description = "One point of so many along each axis is kept (default: the preset's; of a file 1).")
    Integer coarsening;

    @Option(
            names = "--initial",
            paramLabel = "NAME",
            description = "Initial states: paper, random-smooth or out-of-distribution (default: the preset's).")
    String initial;

    @Option(
            names = "--split",
            paramLabel = "NAME",
            description =
                    "trajectories, time or random-windows (default: the preset's; of a file trajectories if it has"
                            + " 10 or more, else time); parameter:NAME of files whose trajectories differ in it: the"
                            + " smallest values to train on, the largest to test.")
    String split;

    @Option(
            names = "--context",
            paramLabel = "N",
            description = "True snapshots before a forecast (default: the preset's).")
    Integer context;

    @Option(
            names = "--horizon",
            paramLabel = "N",
            description = "Steps of a rollout (default: as many as the data has).")
    Integer horizon;

    @Option(
            names = "--data",
            paramLabel = "FILE",
            arity = "1..*",
            description = "Learn from files instead: HDF5, .npy or .npz; a file, a folder or a pattern such as"
                    + " 'runs/*.h5', or several. Without --problem, --param, --initial, --grid,"
                    + " --interval and --snapshots.")
    List<String> data = new ArrayList<>();

    @Option(
            names = "--train",
            paramLabel = "FILE",
            arity = "1..*",
            description = "Files to train on, as --data names them, with --validation and --test in place of --data.")
    List<String> train = new ArrayList<>();

    @Option(names = "--validation", paramLabel = "FILE", arity = "1..*", description = "Files to validate on.")
    List<String> validation = new ArrayList<>();

    @Option(names = "--test", paramLabel = "FILE", arity = "1..*", description = "Files to test on.")
    List<String> test = new ArrayList<>();

    @Option(names = "--axes", paramLabel = "LIST", description = CommandText.AXES)
    String axes;

    @Option(
            names = "--field",
            paramLabel = "NAMES",
            description = "The fields to forecast, separated by commas, or all (default: all; with --preset paper the"
                    + " first).")
    String field;

    @Option(
            names = "--encoder",
            paramLabel = "NAME",
            description = "What makes latent vectors: pod, pod-mlp, mlp (the paper's) or none (default: pod; of run"
                    + " without --data and --preset paper, pod-mlp).")
    String encoder;

    /** What a study says of its data, where that is anything. */
    static void tell(String note, CommandSpec spec) {
        if (!note.isEmpty()) {
            spec.commandLine().getErr().println("qpde: " + note + ".");
        }
    }

    private DataSources sources() {
        boolean none = data.isEmpty() && train.isEmpty() && validation.isEmpty() && test.isEmpty();
        return none ? null : new DataSources(data, train, validation, test);
    }

    /** An option that does nothing would pass for one that does. */
    private void requireNothingOfSolutions() {
        Map<String, Boolean> given = new LinkedHashMap<>();
        given.put("--problem", problem != null);
        given.put("--param", !parameters.isEmpty());
        given.put("--initial", initial != null);
        given.put("--grid", grid != null);
        given.put("--interval", interval != null);
        given.put("--snapshots", snapshots != null);
        given.forEach((name, is) -> require(
                !is,
                name + " belongs to solutions that are made, and data is read from files: leave it out; qpde inspect"
                        + " shows the files' grid and times."));
    }

    DataOptions options(Integer latent) {
        DataSources sources = sources();
        if (sources != null) {
            requireNothingOfSolutions();
        }
        return new DataOptions(
                preset,
                problem == null ? "burgers2d" : problem,
                parameters,
                initial,
                grid,
                coarsening,
                interval,
                snapshots,
                trajectories,
                split,
                context,
                horizon,
                sources,
                axes,
                field,
                encoder,
                latent);
    }
}
