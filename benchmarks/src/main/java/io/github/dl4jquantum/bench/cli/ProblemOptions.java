package io.github.dl4jquantum.bench.cli;

import picocli.CommandLine.Option;

/** The options by which commands name solutions of a problem. */
final class ProblemOptions {

    @Option(
            names = "--problem",
            paramLabel = "NAME",
            defaultValue = "burgers2d",
            completionCandidates = ProblemNames.class,
            description = "One of ${COMPLETION-CANDIDATES}.")
    String problem;

    @Option(
            names = "--initial",
            paramLabel = "NAME",
            defaultValue = "random-smooth",
            description = "Initial states: paper, random-smooth or out-of-distribution.")
    String initial;

    @Option(
            names = "--grid",
            paramLabel = "N",
            description = "Grid points along each axis (default: 64, in 1D 128, in 3D 16).")
    Integer grid;

    @Option(names = "--trajectories", paramLabel = "N", defaultValue = "1", description = "Number of solutions.")
    int trajectories;
}
