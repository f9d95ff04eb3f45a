package io.github.dl4jquantum.bench.cli;

import io.github.dl4jquantum.bench.study.NoiseOptions;
import picocli.CommandLine.Option;

/** The options by which commands say how circuits are run. */
final class ExecutionOptions {

    @Option(
            names = "--noise",
            paramLabel = "NAME|FILE",
            description =
                    "Run circuits under noise: sycamore-2019, h2-2023, helios-2026, or a noise model or a machine's"
                            + " calibration in JSON.")
    private String noise;

    @Option(
            names = "--shots",
            paramLabel = "N",
            description = "Sample every expectation with N shots (default: exact expectations).")
    private Integer shots;

    @Option(
            names = "--shot-seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "Seed of the samples (default: ${DEFAULT-VALUE}).")
    private long seed;

    /** What was given. */
    NoiseOptions options() {
        return new NoiseOptions(noise, shots, seed);
    }
}
