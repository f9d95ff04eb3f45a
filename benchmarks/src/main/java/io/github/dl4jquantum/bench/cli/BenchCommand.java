package io.github.dl4jquantum.bench.cli;

import static io.github.dl4jquantum.bench.job.BadInputException.require;

import io.github.dl4jquantum.bench.result.BenchResult;
import io.github.dl4jquantum.bench.result.ResultJson;
import io.github.dl4jquantum.bench.study.NoiseOptions;
import io.github.dl4jquantum.bench.timing.BenchOptions;
import io.github.dl4jquantum.bench.timing.BenchStudy;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code qpde bench}: how long a circuit or a cell takes. */
@Command(
        name = "bench",
        description = {
            "Time one circuit (forward and backward), or one training step of a cell (forward, backward, Adam).",
            "Prints one JSON line, with the fields of benchmarks/baseline/torch_expert.py."
        },
        footer = "%nExample: java -jar qpde.jar bench qlstm --batch 32 --threads 1",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        sortOptions = false)
final class BenchCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "WORK", description = "vqc, qlstm, qgru, lstm or gru.")
    private String work;

    @Option(names = "--qubits", paramLabel = "N", defaultValue = "4", description = "Qubits of a circuit, 1 to 24.")
    private int qubits;

    @Option(names = "--layers", paramLabel = "N", defaultValue = "4", description = "Layers of a circuit.")
    private int layers;

    @Option(
            names = "--circuits",
            paramLabel = "K",
            defaultValue = "1",
            description = "Circuits of each gate of a cell.")
    private int circuits;

    @Option(names = "--batch", paramLabel = "N", defaultValue = "32", description = "Examples in a minibatch.")
    private int batch;

    @Option(names = "--steps", paramLabel = "N", defaultValue = "10", description = "Time steps of a sequence.")
    private int steps;

    @Option(names = "--nin", paramLabel = "N", defaultValue = "16", description = "Inputs of a cell.")
    private int nIn;

    @Option(names = "--nout", paramLabel = "N", defaultValue = "16", description = "Outputs of a cell.")
    private int nOut;

    @Option(names = "--threads", paramLabel = "N", defaultValue = "1", description = "Threads of the engine.")
    private int threads;

    @Option(
            names = "--nd4j-threads",
            paramLabel = "N",
            defaultValue = "1",
            description = "Threads of ND4J, which runs what is not of the engine.")
    private int nd4jThreads;

    @Mixin
    private EngineOption engine;

    @Option(
            names = "--noise",
            paramLabel = "NAME|FILE",
            showDefaultValue = picocli.CommandLine.Help.Visibility.NEVER,
            description = "Evaluate circuits exactly under noise, as qpde predict --noise does.")
    private String noise;

    @Option(
            names = "--through",
            paramLabel = "WAY",
            showDefaultValue = picocli.CommandLine.Help.Visibility.NEVER,
            description =
                    "engine: the engine alone; network: a MultiLayerNetwork with InPlaceUpdates (default: engine, for lstm network).")
    private String through;

    @Option(names = "--seconds", paramLabel = "S", defaultValue = "8", description = "How long to measure.")
    private double seconds;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        refuseUseless();
        BenchOptions options = new BenchOptions(
                work,
                qubits,
                layers,
                circuits,
                batch,
                steps,
                nIn,
                nOut,
                threads,
                nd4jThreads,
                engine.name,
                new NoiseOptions(noise, null, 1),
                through,
                seconds);
        BenchResult result = BenchStudy.prepare(options).run();
        spec.commandLine().getOut().println(ResultJson.line(result));
        return 0;
    }

    /** An option that does nothing would pass for one that does. */
    private void refuseUseless() {
        List<String> useless =
                switch (work) {
                    case "vqc" -> List.of("--steps", "--nin", "--nout");
                    case "lstm", "gru" -> List.of("--qubits", "--layers", "--engine");
                    default -> List.of();
                };
        for (String option : useless) {
            require(
                    !spec.commandLine().getParseResult().hasMatchedOption(option),
                    option + " is of no use to " + work + ": leave it out.");
        }
    }
}
