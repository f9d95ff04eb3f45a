package io.github.dl4jquantum.bench.cli;

import io.github.dl4jquantum.bench.run.QasmStudy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code qpde qasm}: trained circuits for other simulators and machines. */
@Command(
        name = "qasm",
        description = "Write the trained circuits of a forecaster as OpenQASM, one file each.",
        footer = "%nExample: java -jar qpde.jar qasm qpde-out/forecaster.zip --qasm 3",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        sortOptions = false)
final class QasmCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "MODEL", description = "A forecaster.zip that qpde run wrote.")
    private Path model;

    @Option(
            names = "--inputs",
            paramLabel = "X,...",
            split = ",",
            description = "What the circuits encode, one number for each of their inputs (default: zeros).")
    private double[] inputs;

    @Option(
            names = "--qasm",
            paramLabel = "N",
            defaultValue = "2",
            description = "Version of the language, 2 or 3 (default: ${DEFAULT-VALUE}).")
    private int version;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "qpde-qasm",
            description = "Folder of the files (default: ${DEFAULT-VALUE}).")
    private Path out;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        for (Path file : QasmStudy.prepare(model, inputs, version, out).run()) {
            spec.commandLine().getOut().println(file);
        }
        return 0;
    }
}
