package io.github.dl4jquantum.bench.cli;

import io.github.dl4jquantum.bench.job.BadInputException;
import io.github.dl4jquantum.bench.study.BackendChoice;
import io.github.dl4jquantum.bench.study.ExecutionChoice;
import io.github.dl4jquantum.bench.study.NoiseOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options by which a command says how circuits are run, a backend among the choices. */
final class BackendOptions {

    @Mixin
    private ExecutionOptions execution;

    @Option(
            names = "--backend",
            paramLabel = "\"PROGRAM ARGS\"",
            description = "Send circuits to a program (see NOISE.md for the protocol); needs --shots.")
    private String backend;

    @Option(
            names = "--max-circuits",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Most circuits that are sent to the backend (default: ${DEFAULT-VALUE}).")
    private long maxCircuits;

    @Option(
            names = "--backend-timeout",
            paramLabel = "SECONDS",
            defaultValue = "600",
            description = "Longest wait for an answer (default: ${DEFAULT-VALUE}).")
    private double timeout;

    /**
     * How circuits are to be run.
     *
     * @param out the command's output, beside which counts are kept
     */
    ExecutionChoice choose(Path out, PrintWriter messages) throws IOException {
        NoiseOptions given = execution.options();
        if (backend == null) {
            return given.choose();
        }
        if (given.noise() != null || given.shots() == null) {
            throw new BadInputException(
                    "--backend goes with --shots, and without --noise: its noise is the device's own.");
        }
        return new BackendChoice(
                List.of(backend.trim().split("\\s+")),
                given.shots(),
                maxCircuits,
                Duration.ofMillis((long) (1000 * timeout)),
                out.resolveSibling(out.getFileName() + ".counts.jsonl"),
                messages::println);
    }
}
