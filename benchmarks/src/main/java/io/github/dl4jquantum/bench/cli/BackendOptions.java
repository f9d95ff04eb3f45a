package io.github.dl4jquantum.bench.cli;

import static io.github.dl4jquantum.bench.job.BadInputException.require;

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
    private static final long MOST_CIRCUITS = 1000;
    private static final double TIMEOUT_SECONDS = 600;

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
            description = "Most circuits that are sent to the backend (default: 1000).")
    private Long maxCircuits;

    @Option(
            names = "--backend-timeout",
            paramLabel = "SECONDS",
            description = "Longest wait for an answer (default: 600).")
    private Double timeout;

    /**
     * How circuits are to be run.
     *
     * @param out the command's output, beside which counts are kept
     */
    ExecutionChoice choose(Path out, PrintWriter messages) throws IOException {
        NoiseOptions given = execution.options();
        if (backend == null) {
            require(maxCircuits == null && timeout == null, "--max-circuits and --backend-timeout go with --backend.");
            return given.choose();
        }
        require(!backend.isBlank(), "--backend names no program: give one, such as --backend \"node backend.js\".");
        require(
                given.seed() == 1,
                "--shot-seed is of no use with --backend, whose shots are the device's: leave it out.");
        require(
                given.noise() == null && given.shots() != null,
                "--backend goes with --shots, and without --noise: its noise is the device's own.");
        return new BackendChoice(
                List.of(backend.trim().split("\\s+")),
                given.shots(),
                maxCircuits == null ? MOST_CIRCUITS : maxCircuits,
                Duration.ofMillis((long) (1000 * (timeout == null ? TIMEOUT_SECONDS : timeout))),
                out.resolveSibling(out.getFileName() + ".counts.jsonl"),
                messages::println);
    }
}
