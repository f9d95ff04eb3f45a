package io.github.dl4jquantum.bench.cli;

import io.github.dl4jquantum.bench.study.ForecastTask;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options by which commands name what forecasts. */
final class ModelOptions {

    @Option(
            names = "--model",
            paramLabel = "NAME",
            defaultValue = "qlstm",
            description = "qlstm, qgru, lstm or gru, each also as NAME-residual: it then forecasts the change.")
    private String model;

    @Option(
            names = "--encoder",
            paramLabel = "NAME",
            defaultValue = "mlp",
            description = "What makes the latent vectors: mlp (the paper's), pod or none.")
    private String encoder;

    @Mixin
    private EngineOption engine;

    ForecastTask task(ProblemOptions solutions, FileOptions file) {
        return new ForecastTask(
                solutions.problem,
                solutions.initial,
                solutions.grid,
                solutions.trajectories,
                file.data,
                file.axes,
                file.field,
                model,
                encoder,
                engine.name);
    }
}
