package io.github.dl4jquantum.bench.cli;

import picocli.CommandLine.Option;

/** The option by which commands name an engine. */
final class EngineOption {

    @Option(
            names = "--engine",
            paramLabel = "NAME",
            defaultValue = "auto",
            description = "What evaluates circuits: auto, cpu, cuda or samediff.")
    String name;
}
