package io.github.dl4jquantum.bench.cli;

import io.github.dl4jquantum.bench.job.StudyStopped;
import io.github.dl4jquantum.bench.result.CandidateResult;
import io.github.dl4jquantum.bench.result.CandidateResult.Status;
import io.github.dl4jquantum.bench.result.ErrorMeasures;
import io.github.dl4jquantum.bench.result.TuneResult;
import io.github.dl4jquantum.bench.study.Cluster;
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
        footer = "%nExample: java -jar qpde.jar tune --problem burgers2d --candidates 20 --out qpde-tune",
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
            description =
                    "What is made small on the validation part: field (VRMSE of the rollout) or latent (mean square"
                            + " error of the rollout's latent values; compares candidates of one latent size).")
    private String score;

    @Mixin
    private DataOptionsMixin data;

    @Option(
            names = "--model",
            paramLabel = "NAME",
            defaultValue = "qlstm",
            description = "qlstm, qgru, lstm or gru; their controls as qpde run names them.")
    private String model;

    @Option(
            names = "--encoding",
            paramLabel = "NAME",
            defaultValue = "angle",
            description = "How inputs become angles: angle, arctan (the paper's) or angle-arctan.")
    private String encoding;

    @Mixin
    private EngineOption engine;

    @Option(names = "--circuits", paramLabel = "VALUES", description = "Circuits of each gate (default: 4..24).")
    private String circuits;

    @Option(names = "--qubits", paramLabel = "VALUES", description = "Qubits of each circuit (default: 3..5).")
    private String qubits;

    @Option(names = "--layers", paramLabel = "VALUES", description = "Layers of each circuit (default: 2..6).")
    private String layers;

    @Option(
            names = "--latent",
            paramLabel = "VALUES",
            description = "Size of the latent vector (default: 16,32,48; of small snapshots fewer).")
    private String latent;

    @Option(
            names = "--hidden",
            paramLabel = "VALUES",
            description = "Outputs of the recurrent layer (default: 32..128).")
    private String hidden;

    @Option(
            names = "--learning-rate",
            paramLabel = "VALUES",
            description =
                    "The largest; it rises over 20 updates and falls to a hundredth (default: 1e-3..3e-2, in logarithms).")
    private String learningRate;

    @Option(names = "--updates", paramLabel = "N", defaultValue = "1000", description = "Updates of a candidate.")
    private int updates;

    @Option(names = "--minibatch", paramLabel = "N", defaultValue = "64", description = "Windows in an update.")
    private int minibatch;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Of everything random.")
    private long seed;

    @Mixin
    private ClusterOptions cluster;

    @Option(names = "--out", paramLabel = "FOLDER", defaultValue = "qpde-tune", description = "Folder of the search.")
    private Path out;

    @Option(names = "--overwrite", description = "Replace another search in FOLDER" + CommandText.AT_THE_END)
    private boolean overwrite;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        cluster.check(workers);
        TuneOptions options = new TuneOptions(
                data.options("none".equals(data.encoder) ? null : 1),
                model,
                encoding,
                engine.name,
                new TuneOptions.How(strategy, score, updates, minibatch, seed),
                new TuneOptions.Space(circuits, qubits, layers, latent, hidden, learningRate),
                candidates,
                minutes,
                workers == null ? TuneStudy.defaultWorkers(strategy) : workers,
                out,
                overwrite);
        TuneStudy study = TuneStudy.prepare(options, CommandText.of(spec));
        if (study.isDone()) {
            spec.commandLine().getErr().println("qpde: this search was finished before; its results are kept.");
            study.files().all().forEach(spec.commandLine().getOut()::println);
            return ExitCode.OK;
        }
        DataOptionsMixin.tell(study.note(), spec);
        TuneResult result;
        try (Cluster machines = cluster.connect(out, spec.commandLine().getErr());
                StopSignal signal = new StopSignal(MasterOption.stop(study::stop, machines))) {
            try (ConsoleProgress progress = new ConsoleProgress()) {
                result = study.run(MasterOption.shown(progress, machines), machines);
            } catch (StudyStopped stopped) { // said before the signal is closed, which lets the program end
                spec.commandLine().getErr().println("qpde: interrupted; " + stopped.getMessage());
                return StopSignal.INTERRUPTED;
            }
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
            out.println("on the test part, VRMSE        one step    rollout");
            row(
                    out,
                    "candidate " + best.index(),
                    result.test().oneStep(),
                    result.test().rollout());
            result.test().baselines().values().forEach(each -> row(out, each.label(), each.oneStep(), each.rollout()));
            out.println(files.forecaster());
        }
        out.println(files.report());
        out.println(files.result());
        out.println(files.candidates());
    }

    private static void row(PrintWriter out, String who, ErrorMeasures oneStep, ErrorMeasures rollout) {
        out.println(String.format(Locale.ROOT, "%-26s %12.3g %10.3g", who, oneStep.vrmse(), rollout.vrmse()));
    }

    private static long count(TuneResult result, Status status) {
        return result.candidates().stream()
                .filter(candidate -> candidate.status() == status)
                .count();
    }
}
