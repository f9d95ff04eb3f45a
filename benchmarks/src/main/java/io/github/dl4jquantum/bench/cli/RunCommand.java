package io.github.dl4jquantum.bench.cli;

import io.github.dl4jquantum.bench.report.ErrorMeasures;
import io.github.dl4jquantum.bench.report.RunResult;
import io.github.dl4jquantum.bench.study.RunOptions;
import io.github.dl4jquantum.bench.study.RunStudy;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
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
        description = "Forecast one problem with one model: data, encoder, latent model, errors, report.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        sortOptions = false)
final class RunCommand implements Callable<Integer> {

    @Mixin
    private ProblemOptions solutions;

    @Mixin
    private ModelOptions models;

    @Option(names = "--qubits", paramLabel = "N", defaultValue = "4", description = "Qubits of each circuit, 1 to 16.")
    private int qubits;

    @Option(names = "--layers", paramLabel = "N", defaultValue = "4", description = "Layers of each circuit.")
    private int layers;

    @Option(
            names = "--latent",
            paramLabel = "N",
            description = "Size of the latent vector (default: 16; without an encoder, all values).")
    private Integer latent;

    @Option(
            names = "--hidden",
            paramLabel = "N",
            description = "Outputs of the recurrent layer (default: as many as latent values; without an encoder, 16).")
    private Integer hidden;

    @Option(names = "--epochs", paramLabel = "N", defaultValue = "200", description = "Epochs of the latent model.")
    private int epochs;

    @Mixin
    private FileOptions file;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Of everything random.")
    private long seed;

    @Option(names = "--out", paramLabel = "FOLDER", defaultValue = "qpde-out", description = "Folder of the results.")
    private Path out;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        RunOptions options =
                new RunOptions(models.task(solutions, file), qubits, layers, latent, hidden, epochs, seed, out);
        RunStudy study = RunStudy.prepare(options, CommandText.of(spec));
        RunResult result;
        try (ConsoleProgress progress = new ConsoleProgress()) {
            result = study.run(progress);
        }
        print(result, study.files(), spec.commandLine().getOut());
        return 0;
    }

    private static void print(RunResult result, RunStudy.Files files, PrintWriter out) {
        RunResult.Errors errors = result.errors();
        out.println("mean absolute error    one step     rollout");
        row(out, result.model(), errors.oneStep(), errors.rollout());
        row(out, "persistence", errors.persistence(), errors.persistenceRollout());
        row(out, "linear extrapolation", errors.linearExtrapolation(), errors.linearExtrapolationRollout());
        row(out, "encoder alone", errors.autoencoderFloor(), errors.autoencoderFloor());
        for (Path file :
                List.of(files.report(), files.fields(), files.result(), files.forecaster(), files.testData())) {
            out.println(file);
        }
    }

    private static void row(PrintWriter out, String who, ErrorMeasures oneStep, ErrorMeasures rollout) {
        out.println(String.format(Locale.ROOT, "%-20s %10.3e  %10.3e", who, oneStep.mae(), rollout.mae()));
    }
}
