package io.github.dl4jquantum.bench.cli;

import io.github.dl4jquantum.bench.data.InspectStudy;
import io.github.dl4jquantum.bench.data.InspectStudy.Description;
import io.github.dl4jquantum.bench.job.BadInputException;
import io.github.dl4jquantum.bench.run.InspectForecaster;
import io.github.dl4jquantum.bench.run.RunProvenance;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code qpde inspect}: what a data file or a saved forecaster holds. */
@Command(
        name = "inspect",
        description = {
            "Say what a data file holds: format, axes, datasets; with --values also ranges, NaN and checksums.",
            "Without --values only headers are read, which takes no longer for a larger file.",
            "Exit code 2: something of it is damaged, or cannot be read with these axes."
        },
        footer = "%nExample: java -jar qpde.jar inspect data.h5",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        sortOptions = false)
final class InspectCommand implements Callable<Integer> {

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = "HDF5 (of qpde generate, PDEBench, The Well or any other), .npy, .npz, or a forecaster.zip; a"
                    + " folder or a pattern stands for its data files.")
    private List<String> files;

    @Option(names = "--axes", paramLabel = "LIST", description = CommandText.AXES)
    private String axes;

    @Option(names = "--values", description = "Read all values: their ranges, how many are NaN or infinite, checksums.")
    private boolean values;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        List<Path> all = new ArrayList<>();
        for (String pattern : files) {
            all.addAll(InspectStudy.files(pattern));
        }
        int code = ExitCode.OK;
        for (Path file : all) {
            if (!file.equals(all.get(0))) {
                out.println();
            }
            try {
                Description description = describe(file);
                description.lines().forEach(out::println);
                code = description.damaged() ? ExitCode.USAGE : code;
            } catch (RuntimeException unreadable) {
                if (all.size() == 1 || !BadInputException.isOne(unreadable)) {
                    throw unreadable;
                }
                out.println(BadInputException.message(unreadable)); // among many, the others are described all the same
                code = ExitCode.USAGE;
            }
        }
        return code;
    }

    private Description describe(Path file) throws IOException {
        if (RunProvenance.isForecaster(file)) {
            return new Description(InspectForecaster.describe(file), false);
        }
        if (!values) {
            return InspectStudy.describe(file, axes);
        }
        try (ConsoleProgress progress = new ConsoleProgress()) {
            return InspectStudy.describeValues(file, axes, progress);
        }
    }
}
