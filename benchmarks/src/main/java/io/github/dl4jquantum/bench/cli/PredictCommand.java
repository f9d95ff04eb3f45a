package io.github.dl4jquantum.bench.cli;

import io.github.dl4jquantum.bench.run.PredictOptions;
import io.github.dl4jquantum.bench.run.PredictStudy;
import io.github.dl4jquantum.bench.study.ExecutionChoice;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code qpde predict}: what a saved forecaster makes of a file. */
@Command(
        name = "predict",
        description = "Load a saved forecaster and roll it out from the last snapshots of a file.",
        footer = "%nExample: java -jar qpde.jar predict qpde-out/forecaster.zip qpde-out/test.h5 --steps 7",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        sortOptions = false)
final class PredictCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "MODEL", description = "A forecaster.zip that qpde run wrote.")
    private Path model;

    @Parameters(
            index = "1",
            paramLabel = "FILE",
            description =
                    "Snapshots: HDF5 (such as the test.h5 of qpde run, the first trajectory that it scored), .npy or .npz."
                            + " The first trajectory is taken.")
    private Path file;

    @Option(names = "--axes", paramLabel = "LIST", description = CommandText.AXES)
    private String axes;

    @Option(
            names = "--field",
            paramLabel = "NAME",
            description = "The field to take; by default those that the forecaster knows.")
    private String field;

    @Option(
            names = "--steps",
            paramLabel = "N",
            defaultValue = "10",
            description = "Snapshots to predict (default: ${DEFAULT-VALUE}).")
    private int steps;

    @Option(
            names = "--context",
            paramLabel = "N",
            description = "Snapshots to start from (default: as many as the forecaster was trained with).")
    private Integer context;

    @Option(
            names = "--as-is",
            description =
                    "Take data of another grid, field or save interval than the forecaster was fitted on, if it has"
                            + " as many values.")
    private boolean asIs;

    @Mixin
    private BackendOptions execution;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            defaultValue = "prediction.npy",
            description =
                    "Where to write the predicted snapshots: .npy [time, grid...], of several fields [time, field,"
                            + " grid...], or with their times .npz or .h5 (default: ${DEFAULT-VALUE}).")
    private Path out;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        ExecutionChoice choice = execution.choose(out, spec.commandLine().getErr());
        PredictStudy.Summary summary = PredictStudy.prepare(
                        model, file, new PredictOptions(axes, field, steps, context, asIs), choice, out)
                .run();
        spec.commandLine().getOut().println(summary.text());
        spec.commandLine().getOut().println(out);
        return 0;
    }
}
