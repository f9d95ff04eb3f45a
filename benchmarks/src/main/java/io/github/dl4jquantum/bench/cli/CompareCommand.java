package io.github.dl4jquantum.bench.cli;

import io.github.dl4jquantum.bench.compare.CompareOptions;
import io.github.dl4jquantum.bench.compare.CompareStudy;
import io.github.dl4jquantum.bench.study.StudyStopped;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
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
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        sortOptions = false)
final class CompareCommand implements Callable<Integer> {
    /** Exit code of a program that Ctrl-C ended: 128 and the number of the signal. */
    private static final int INTERRUPTED = 130;

    private static final int SECONDS_TO_STOP = 60;

    @Option(
            names = "--preset",
            paramLabel = "NAME",
            description =
                    "The experiment: quick, encoders, circuits or out-of-distribution, minutes to an hour on two"
                            + " cores; paper, encoders-paper, circuits-paper or out-of-distribution-paper, hours (default: quick).")
    private String preset;

    @Option(names = "--spec", paramLabel = "FILE", description = "YAML or JSON whose keys replace the preset's.")
    private Path file;

    @Option(
            names = "--problems",
            paramLabel = "LIST",
            description = "Of the preset's problems, separated by commas, or all (default: all).")
    private String problems;

    @Option(
            names = "--models",
            paramLabel = "LIST",
            description =
                    "qlstm, qgru, lstm, gru; qlstm-twin, qgru-twin, lstm-matched, gru-matched, lstm-timed, gru-timed,"
                            + " qlstm-unentangled, qlstm-frozen, lstm-bounded; NAME-plain has no residual output. Baselines are"
                            + " always there (default: the preset's).")
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

    @Option(names = "--workers", paramLabel = "N", description = "Cells side by side (default: one a core).")
    private Integer workers;

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            defaultValue = "qpde-compare",
            description = "Folder of the results.")
    private Path out;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (System.getProperty("dl4jquantum.threads") == null) {
            System.setProperty("dl4jquantum.threads", "1"); // cells run side by side instead
        }
        CompareOptions options =
                new CompareOptions(preset, file, problems, models, splits, draws, seeds, engine, workers, out);
        CompareStudy study = CompareStudy.prepare(options, CommandText.of(spec));
        spec.commandLine().getErr().println(study.size());
        CountDownLatch ended = new CountDownLatch(1);
        Thread onInterrupt = new Thread(() -> stop(study, ended), "compare-stop");
        Runtime.getRuntime().addShutdownHook(onInterrupt);
        try {
            try (ConsoleProgress progress = new ConsoleProgress()) {
                study.run(progress);
            }
            Runtime.getRuntime().removeShutdownHook(onInterrupt);
            study.files().forEach(spec.commandLine().getOut()::println);
            return 0;
        } catch (StudyStopped stopped) {
            spec.commandLine().getErr().println("qpde: interrupted, " + stopped.getMessage());
            return INTERRUPTED;
        } finally {
            ended.countDown();
        }
    }

    /** While the program is being ended: cells that are finished are complete files already, the others stop here. */
    private static void stop(CompareStudy study, CountDownLatch ended) {
        study.stop();
        try {
            ended.await(SECONDS_TO_STOP, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
