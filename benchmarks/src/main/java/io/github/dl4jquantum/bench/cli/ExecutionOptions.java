package io.github.dl4jquantum.bench.cli;

import static io.github.dl4jquantum.bench.job.BadInputException.require;

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

    @Option(names = "--shot-seed", paramLabel = "S", description = "Seed of the samples of --shots (default: 1).")
    private Long seed;

    /**
     * What was given.
     *
     * @throws io.github.dl4jquantum.bench.job.BadInputException for a seed without shots
     */
    NoiseOptions options() {
        require(
                seed == null || shots != null,
                "--shot-seed " + seed + " is of no use without --shots: give --shots too, or leave it out.");
        return new NoiseOptions(noise, shots, seed == null ? 1 : seed);
    }
}
