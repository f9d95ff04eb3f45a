package io.github.dl4jquantum.bench.cli;

import io.github.dl4jquantum.bench.study.InspectStudy;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code qpde inspect}: what a data file holds. */
@Command(
        name = "inspect",
        description = "Say what a data file holds: format, axes, datasets, ranges of values, NaN.",
        footer = "%nExample: java -jar qpde.jar inspect data.h5",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        sortOptions = false)
final class InspectCommand implements Callable<Integer> {

    @Parameters(
            index = "0",
            paramLabel = "FILE",
            description = "HDF5 (of qpde generate, PDEBench, The Well or any other), .npy or .npz.")
    private Path file;

    @Option(names = "--axes", paramLabel = "LIST", description = CommandText.AXES)
    private String axes;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        InspectStudy.describe(file, axes)
                .forEach(line -> spec.commandLine().getOut().println(line));
        return 0;
    }
}
