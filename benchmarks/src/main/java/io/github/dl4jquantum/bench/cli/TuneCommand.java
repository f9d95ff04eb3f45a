package io.github.dl4jquantum.bench.cli;

import io.github.dl4jquantum.bench.report.CandidateResult;
import io.github.dl4jquantum.bench.report.CandidateResult.Status;
import io.github.dl4jquantum.bench.report.TuneResult;
import io.github.dl4jquantum.bench.tune.TuneOptions;
import io.github.dl4jquantum.bench.tune.TuneStudy;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code qpde tune}: a search for a better latent model. */
@Command(
        name = "tune",
        description = {
            "Search for the latent model with the least validation error.",
            "Values to search: 4 is fixed, 2,4,8 are a choice, 2..8 is a range. The same command goes on where it was ended."
        },
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        sortOptions = false)
final class TuneCommand implements Callable<Integer> {

    @Option(
            names = "--strategy",
            paramLabel = "NAME",
            defaultValue = "random",
            description = "random, grid or genetic.")
    private String strategy;

    @Option(
            names = "--candidates",
            paramLabel = "N",
            defaultValue = "30",
            description = "Candidates to train, those in the folder included.")
    private int candidates;

    @Option(
            names = "--minutes",
            paramLabel = "M",
            description =
                    "Time for this run of the command: then none starts, and those in work stop (default: no limit).")
    private Double minutes;

    @Option(
            names = "--workers",
            paramLabel = "N",
            description = "Candidates in work at once, each on one core (default: one a core; genetic at most 8).")
    private Integer workers;

    @Option(
            names = "--score",
            paramLabel = "NAME",
            defaultValue = "field",
            description = "What is made small on the validation part: field (mean absolute error, one step ahead) or"
                    + " latent (mean square error; compares candidates of one latent size).")
    private String score;

    @Mixin
    private ProblemOptions solutions;

    @Mixin
    private FileOptions file;

    @Mixin
    private ModelOptions models;

    @Option(names = "--qubits", paramLabel = "VALUES", description = "Qubits of each circuit (default: 2..6).")
    private String qubits;

    @Option(names = "--layers", paramLabel = "VALUES", description = "Layers of each circuit (default: 1..4).")
    private String layers;

    @Option(names = "--latent", paramLabel = "VALUES", description = "Size of the latent vector (default: 4,8,16).")
    private String latent;

    @Option(names = "--hidden", paramLabel = "VALUES", description = "Outputs of the recurrent layer (default: 4..32).")
    private String hidden;

    @Option(
            names = "--learning-rate",
            paramLabel = "VALUES",
            description = "Of the latent model; it falls to a tenth (default: 1e-3..1e-1, in logarithms).")
    private String learningRate;

    @Option(names = "--epochs", paramLabel = "N", defaultValue = "60", description = "Most epochs of a candidate.")
    private int epochs;

    @Option(
            names = "--patience",
            paramLabel = "N",
            defaultValue = "10",
            description = "Epochs without a better validation loss after which a candidate ends.")
    private int patience;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Of everything random.")
    private long seed;

    @Option(names = "--out", paramLabel = "FOLDER", defaultValue = "qpde-tune", description = "Folder of the search.")
    private Path out;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        TuneOptions options = new TuneOptions(
                models.task(solutions, file),
                new TuneOptions.How(strategy, score, epochs, patience, seed),
                new TuneOptions.Space(qubits, layers, latent, hidden, learningRate),
                candidates,
                minutes,
                workers == null ? TuneStudy.defaultWorkers(strategy) : workers,
                out);
        TuneStudy study = TuneStudy.prepare(options, CommandText.of(spec));
        TuneResult result;
        try (ConsoleProgress progress = new ConsoleProgress()) {
            result = study.run(progress);
        }
        if (result.best() == null) {
            spec.commandLine()
                    .getErr()
                    .println("qpde: no candidate completed; " + study.files().candidates() + " says why.");
        }
        print(result, study.files(), spec.commandLine().getOut());
        return result.best() == null ? ExitCode.SOFTWARE : ExitCode.OK;
    }

    private static void print(TuneResult result, TuneStudy.Files files, PrintWriter out) {
        out.println(count(result, Status.COMPLETED) + " completed, " + count(result, Status.FAILED) + " failed, "
                + count(result, Status.STOPPED) + " stopped; score: " + result.score());
        CandidateResult best = result.best();
        if (best != null) {
            out.println(String.format(
                    Locale.ROOT, "best %.3e  candidate %d %s", best.score(), best.index(), best.parameters()));
            out.println(String.format(
                    Locale.ROOT,
                    "on the test part, mean absolute error  one step %.3e  rollout %.3e  (persistence %.3e  %.3e)",
                    result.test().oneStep().mae(),
                    result.test().rollout().mae(),
                    result.test().persistence().mae(),
                    result.test().persistenceRollout().mae()));
            out.println(files.forecaster());
        }
        out.println(files.report());
        out.println(files.result());
        out.println(files.candidates());
    }

    private static long count(TuneResult result, Status status) {
        return result.candidates().stream()
                .filter(candidate -> candidate.status() == status)
                .count();
    }
}
