package io.github.dl4jquantum.bench.cli;

import io.github.dl4jquantum.bench.study.InspectForecaster;
import io.github.dl4jquantum.bench.study.InspectStudy;
import io.github.dl4jquantum.bench.study.RunProvenance;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code qpde inspect}: what a data file or a saved forecaster holds. */
@Command(
        name = "inspect",
        description = {
            "Say what a data file holds: format, axes, datasets; with --values also ranges, NaN and checksums.",
            "Without --values only headers are read, which takes no longer for a larger file."
        },
        footer = "%nExample: java -jar qpde.jar inspect data.h5",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        sortOptions = false)
final class InspectCommand implements Callable<Integer> {

    @Parameters(
            index = "0",
            paramLabel = "FILE",
            description = "HDF5 (of qpde generate, PDEBench, The Well or any other), .npy, .npz, or a forecaster.zip.")
    private Path file;

    @Option(names = "--axes", paramLabel = "LIST", description = CommandText.AXES)
    private String axes;

    @Option(names = "--values", description = "Read all values: their ranges, how many are NaN or infinite, checksums.")
    private boolean values;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        List<String> lines;
        if (RunProvenance.isForecaster(file)) {
            lines = InspectForecaster.describe(file);
        } else if (values) {
            try (ConsoleProgress progress = new ConsoleProgress()) {
                lines = InspectStudy.describeValues(file, axes, progress);
            }
        } else {
            lines = InspectStudy.describe(file, axes);
        }
        lines.forEach(line -> spec.commandLine().getOut().println(line));
        return 0;
    }
}
