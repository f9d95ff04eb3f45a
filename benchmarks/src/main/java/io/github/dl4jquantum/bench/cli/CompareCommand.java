package io.github.dl4jquantum.bench.cli;

import io.github.dl4jquantum.bench.compare.CompareOptions;
import io.github.dl4jquantum.bench.compare.CompareStudy;
import io.github.dl4jquantum.bench.job.StudyStopped;
import io.github.dl4jquantum.bench.study.Cluster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code qpde compare}: the study. */
@Command(
        name = "compare",
        description = {
            "Compare models over problems and seeds, with baselines and intervals: one report.",
            "Finished cells are kept in FOLDER: the same command goes on where it was interrupted."
        },
        footer = "%nExample: java -jar qpde.jar compare --preset quick --problems burgers2d --out study",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        sortOptions = false)
final class CompareCommand implements Callable<Integer> {
    @Option(
            names = "--preset",
            paramLabel = "NAME",
            description =
                    "The experiment: quick, encoders, circuits, out-of-distribution or noise, minutes to an hour on two"
                            + " cores; paper, encoders-paper, circuits-paper or out-of-distribution-paper, hours (default: quick).")
    private String preset;

    @Option(names = "--spec", paramLabel = "FILE", description = "YAML or JSON whose keys replace the preset's.")
    private Path file;

    @Option(
            names = "--problems",
            paramLabel = "LIST",
            description = "Problems, separated by commas: of the preset's with its settings, of others with their ready"
                    + " protocol; all is the preset's (default: all).")
    private String problems;

    @Option(
            names = "--models",
            paramLabel = "LIST",
            description =
                    "qlstm, qgru, lstm, gru; qlstm-twin, qgru-twin, lstm-matched, gru-matched, lstm-timed, gru-timed,"
                            + " qlstm-unentangled, qlstm-frozen, lstm-bounded; NAME-plain has no residual output,"
                            + " NAME@NOISE is trained under noise, as qlstm@depolarizing-0.03. Baselines are always there (default: the preset's).")
    private String models;

    @Option(
            names = "--splits",
            paramLabel = "LIST",
            description = "trajectories, time, random-windows or all (default: the preset's).")
    private String splits;

    @Option(names = "--draws", paramLabel = "N", description = "Draws of the data; below 3 nothing is concluded.")
    private Integer draws;

    @Option(names = "--seeds", paramLabel = "N", description = "Seeds of each draw; below 5 nothing is concluded.")
    private Integer seeds;

    @Option(
            names = "--engine",
            paramLabel = "NAME",
            description = "What evaluates circuits: auto, cpu, cuda or samediff.")
    private String engine;

    @Mixin
    private ExecutionOptions execution;

    @Option(names = "--workers", paramLabel = "N", description = "Cells side by side (default: one a core).")
    private Integer workers;

    @Mixin
    private ClusterOptions cluster;

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            defaultValue = "qpde-compare",
            description = "Folder of the results.")
    private Path out;

    @Option(names = "--overwrite", description = "Replace another experiment in FOLDER" + CommandText.AT_THE_END)
    private boolean overwrite;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (System.getProperty("dl4jquantum.threads") == null) {
            System.setProperty("dl4jquantum.threads", "1"); // cells run side by side instead
        }
        cluster.check(workers);
        CompareOptions options = new CompareOptions(
                preset,
                file,
                problems,
                models,
                splits,
                draws,
                seeds,
                execution.options(),
                engine,
                workers,
                out,
                overwrite);
        CompareStudy study = CompareStudy.prepare(options, CommandText.of(spec));
        if (study.isDone()) {
            spec.commandLine().getErr().println("qpde: this experiment was finished before; its results are kept.");
            study.files().forEach(spec.commandLine().getOut()::println);
            return 0;
        }
        spec.commandLine().getErr().println(study.size());
        try (Cluster machines = cluster.connect(out, spec.commandLine().getErr());
                StopSignal signal = new StopSignal(MasterOption.stop(study::stop, machines))) {
            try (ConsoleProgress progress = new ConsoleProgress()) {
                study.run(MasterOption.shown(progress, machines), machines);
            } catch (StudyStopped stopped) { // said before the signal is closed, which lets the program end
                spec.commandLine().getErr().println("qpde: interrupted, " + stopped.getMessage());
                return StopSignal.INTERRUPTED;
            }
        }
        study.files().forEach(spec.commandLine().getOut()::println);
        return 0;
    }
}
