package io.github.dl4jquantum.bench.cli;

import io.github.dl4jquantum.bench.data.GenerateStudy;
import io.github.dl4jquantum.bench.job.StudyStopped;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code qpde generate}: solutions of a problem in a file. */
@Command(
        name = "generate",
        description = {
            "Solve a problem from random initial states and write the solutions to an HDF5 file.",
            "The error of the first is estimated on a finer grid and with a shorter step, printed and kept in the file.",
            "A file that the same options made before is verified and kept."
        },
        footer = "%nExample: java -jar qpde.jar generate --problem burgers2d --trajectories 10 --out data.h5",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        sortOptions = false)
final class GenerateCommand implements Callable<Integer> {

    @Mixin
    private ProblemOptions solutions;

    @Option(
            names = "--snapshots",
            paramLabel = "N",
            description = "Snapshots of each solution (default: the problem's own).")
    private Integer snapshots;

    @Option(
            names = "--param",
            paramLabel = "NAME=VALUE",
            description =
                    "A parameter of the equation, such as reynolds=50, or reynolds=50..120: each solution then has"
                            + " its own, drawn between the two; may be given several times.")
    private Map<String, String> parameters = new LinkedHashMap<>();

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Of the initial states (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            defaultValue = "data.h5",
            description = "Where to write (default: ${DEFAULT-VALUE}).")
    private Path out;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        GenerateStudy study = GenerateStudy.prepare(
                solutions.problem,
                parameters,
                solutions.initial,
                solutions.grid,
                snapshots,
                solutions.trajectories,
                seed,
                out);
        if (study.isDone()) {
            spec.commandLine().getErr().println("qpde: " + out + " was made from these options before, and is whole.");
        } else {
            try (StopSignal signal = new StopSignal(study::stop)) {
                try (ConsoleProgress progress = new ConsoleProgress()) {
                    study.run(progress);
                } catch (StudyStopped stopped) { // said before the signal is closed, which lets the program end
                    spec.commandLine().getErr().println("qpde: interrupted; " + stopped.getMessage());
                    return StopSignal.INTERRUPTED;
                }
            }
        }
        spec.commandLine().getOut().println("estimated error of a solution: " + study.estimatedError());
        spec.commandLine().getOut().println(out);
        return 0;
    }
}
