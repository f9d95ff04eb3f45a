package io.github.dl4jquantum.bench.cli;

import io.github.dl4jquantum.bench.data.DataOptions;
import io.github.dl4jquantum.bench.job.StudyStopped;
import io.github.dl4jquantum.bench.result.ErrorMeasures;
import io.github.dl4jquantum.bench.result.RunResult;
import io.github.dl4jquantum.bench.run.RunFiles;
import io.github.dl4jquantum.bench.run.RunOptions;
import io.github.dl4jquantum.bench.run.RunStudy;
import io.github.dl4jquantum.bench.study.CellOptions;
import io.github.dl4jquantum.bench.study.Cluster;
import io.github.dl4jquantum.bench.study.ModelBase;
import io.github.dl4jquantum.bench.study.TrainingOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code qpde run}: the main job. */
@Command(
        name = "run",
        description = {
            "Forecast one problem with one model: data, encoder, latent model, errors, report.",
            "Beside it an LSTM with as many parameters and its classical twin are trained, and baselines are scored.",
            "The same command goes on where it was ended, and keeps results that it finished."
        },
        footer = "%nExample: java -jar qpde.jar run --problem burgers1d --model qgru --seed 2 --out qpde-qgru",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        sortOptions = false)
final class RunCommand implements Callable<Integer> {
    /** Better than POD alone on Burgers' equation, where the study compares them, for one more training beside three. */
    private static final String ENCODER = "pod-mlp";

    private static final List<String> PROBLEMS =
            List.of("burgers2d", "grayscott2d", "hamiltonjacobibellman2d", "michaelismenten3d");

    @Mixin
    private DataOptionsMixin data;

    @Option(
            names = "--latent",
            paramLabel = "N",
            description = "Size of the latent vector (default: the preset's, 32; without an encoder, all values).")
    private Integer latent;

    @Option(
            names = "--model",
            paramLabel = "NAME",
            defaultValue = "qlstm",
            description = "qlstm, qgru, lstm or gru; their controls qlstm-twin, qgru-twin, qlstm-unentangled,"
                    + " qlstm-frozen, lstm-bounded, lstm-matched, gru-matched.")
    private String model;

    @Option(
            names = "--hidden",
            paramLabel = "N",
            description = "Outputs of the recurrent layer (default: 128; with --preset paper 16).")
    private Integer hidden;

    @Option(names = "--qubits", paramLabel = "N", defaultValue = "4", description = "Qubits of each circuit, 1 to 24.")
    private int qubits;

    @Option(names = "--layers", paramLabel = "N", defaultValue = "4", description = "Layers of each circuit.")
    private int layers;

    @Option(
            names = "--circuits",
            paramLabel = "N",
            description = "Circuits of each gate (default: 16; with --preset paper 1).")
    private Integer circuits;

    @Option(
            names = "--encoding",
            paramLabel = "NAME",
            description = "How inputs become angles: angle, arctan (the paper's) or angle-arctan (default: angle; with"
                    + " --preset paper arctan).")
    private String encoding;

    @Mixin
    private EngineOption engine;

    @Option(
            names = "--updates",
            paramLabel = "N",
            description = "Updates of each model's training (default: 1500; with --preset paper 600).")
    private Integer updates;

    @Option(
            names = "--minutes",
            paramLabel = "M",
            description = "Minutes of each model's training instead; as many models as cores train side by side, on"
                    + " one core each; on --master one after another.")
    private Double minutes;

    @Option(names = "--minibatch", paramLabel = "N", description = "Windows in an update (default: 128; paper 64).")
    private Integer minibatch;

    @Option(
            names = "--learning-rate",
            paramLabel = "R",
            description = "The largest; it rises over 20 updates and falls to a hundredth (default: 1e-2; paper 2e-2).")
    private Double learningRate;

    @Option(
            names = "--base",
            paramLabel = "NAME",
            defaultValue = "persistence",
            description =
                    "What the models' outputs are added to: none, persistence, dmd, quadratic-map, or best: that of"
                            + " the three which validates best.")
    private ModelBase base;

    @Option(
            names = "--anchored",
            description = "Begin forecasts at the last given snapshot itself, not at what the encoder makes of it.")
    private boolean anchored;

    @Option(names = "--no-peers", description = "Leave out the LSTM of that size and the classical twin.")
    private boolean alone;

    @Mixin
    private ExecutionOptions noise;

    @Mixin
    private MasterOption master;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Of everything random.")
    private long seed;

    @Option(names = "--out", paramLabel = "FOLDER", defaultValue = "qpde-out", description = "Folder of the results.")
    private Path out;

    @Option(
            names = "--overwrite",
            description = "Replace another experiment's results in FOLDER" + CommandText.AT_THE_END)
    private boolean overwrite;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        for (RunStudy study : studies()) {
            if (study.isDone()) {
                spec.commandLine().getErr().println("qpde: this experiment was finished before; its results are kept.");
                study.files().all().forEach(spec.commandLine().getOut()::println);
            } else if (carriedOut(study) == null) {
                return StopSignal.INTERRUPTED;
            }
        }
        return 0;
    }

    /** One a problem, checked and ready. */
    List<RunStudy> studies() throws IOException {
        if (minutes != null && System.getProperty("dl4jquantum.threads") == null) {
            System.setProperty("dl4jquantum.threads", "1"); // models that share their time have a core each
        }
        master.check();
        DataOptions asked = data.options(latent);
        if (asked.encoder() == null && asked.data() == null && !asked.isPaper()) {
            asked = asked.withEncoder(ENCODER);
        }
        boolean all = asked.isPaper() && data.problem == null && asked.data() == null;
        List<RunStudy> studies = new ArrayList<>();
        for (String problem : all ? PROBLEMS : List.of(asked.problem())) {
            studies.add(RunStudy.prepare(
                    options(asked.with(problem), all ? out.resolve(problem) : out), CommandText.of(spec)));
        }
        return studies;
    }

    /** Whether two runs of it may differ in their number of workers. */
    boolean trainsOnCluster() {
        return master.isGiven();
    }

    /** Whether two runs of it differ in their number of updates. */
    boolean trainsByTheClock() {
        return minutes != null;
    }

    /** Runs a study and prints what it found; null if it was interrupted, which is said. */
    RunResult carriedOut(RunStudy study) throws IOException {
        DataOptionsMixin.tell(study.note(), spec);
        RunResult result;
        try (Cluster cluster = master.connect(null, spec.commandLine().getErr());
                StopSignal signal = new StopSignal(MasterOption.stop(study::stop, cluster))) {
            try (ConsoleProgress progress = new ConsoleProgress()) {
                result = study.run(MasterOption.shown(progress, cluster), cluster);
            } catch (StudyStopped stopped) { // said before the signal is closed, which lets the program end
                spec.commandLine().getErr().println("qpde: interrupted; " + stopped.getMessage());
                return null;
            }
        }
        print(result, study.files(), spec.commandLine().getOut());
        return result;
    }

    private RunOptions options(DataOptions of, Path folder) {
        return new RunOptions(
                of,
                new CellOptions(model, hidden, qubits, layers, circuits, encoding, engine.name),
                new TrainingOptions(updates, minutes, minibatch, learningRate, anchored, base),
                !alone,
                noise.options(),
                master.isGiven(),
                seed,
                folder,
                overwrite);
    }

    private static void print(RunResult result, RunFiles files, PrintWriter out) {
        RunResult.Errors errors = result.errors();
        boolean scaled = result.split().horizon() == 1;
        out.println(String.format(
                Locale.ROOT,
                "%-24s %10s %10s%s",
                result.problem() + ", VRMSE",
                "one step",
                "rollout",
                scaled ? "   MAE of the range" : ""));
        row(out, result.model(), errors.oneStep(), errors.rollout(), scaled, result);
        result.baselines()
                .values()
                .forEach(each -> row(out, each.label(), each.oneStep(), each.rollout(), scaled, result));
        row(out, "encoder alone", errors.autoencoderFloor(), errors.autoencoderFloor(), scaled, result);
        out.println(result.verdict());
        files.all().forEach(out::println);
    }

    /** On the paper's terms fields are scaled to [0, 1], and so is the error that it gives. */
    private static void row(
            PrintWriter out,
            String who,
            ErrorMeasures oneStep,
            ErrorMeasures rollout,
            boolean scaled,
            RunResult result) {
        out.println(String.format(Locale.ROOT, "%-24s %10.3g %10.3g", who, oneStep.vrmse(), rollout.vrmse())
                + (scaled
                        ? String.format(
                                Locale.ROOT,
                                "   %.2e",
                                oneStep.mae() / result.data().range())
                        : ""));
    }
}
