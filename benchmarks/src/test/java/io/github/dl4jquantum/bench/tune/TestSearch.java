package io.github.dl4jquantum.bench.tune;

import io.github.dl4jquantum.bench.result.CandidateResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.deeplearning4j.arbiter.optimize.parameter.continuous.ContinuousParameterSpace;
import org.deeplearning4j.arbiter.optimize.parameter.discrete.DiscreteParameterSpace;

/** Searches of functions that cost nothing, through the very code that trains forecasters. */
final class TestSearch {
    static final double BRANIN_LEAST = 0.397887;

    private TestSearch() {}

    /** Branin's function, x in [-5, 10], y in [0, 15]. */
    static double branin(Map<String, Object> parameters) {
        double x = (double) parameters.get("x");
        double y = (double) parameters.get("y");
        double a = y - 5.1 / (4 * Math.PI * Math.PI) * x * x + 5 / Math.PI * x - 6;
        return a * a + 10 * (1 - 1 / (8 * Math.PI)) * Math.cos(x) + 10;
    }

    /** A new space each: a generator numbers its leaves. */
    static SearchSpace plane() {
        return new SearchSpace()
                .with("x", new ContinuousParameterSpace(-5, 10))
                .with("y", new ContinuousParameterSpace(0, 15));
    }

    /** A grid with (-pi, 12.275), a minimum of Branin's function, among its points. */
    static SearchSpace grid() {
        return new SearchSpace()
                .with("x", new DiscreteParameterSpace<>(-5.0, -Math.PI, 0.0, 2.0, 5.0, 8.0))
                .with("y", new DiscreteParameterSpace<>(0.0, 5.0, 12.275, 14.0));
    }

    static Search.Plan plan(Strategy strategy, int candidates, int workers) {
        return new Search.Plan(strategy, strategy == Strategy.GRID ? grid() : plane(), 5, candidates, () -> workers);
    }

    static Trial scored(ToDoubleFunction<Map<String, Object>> score) {
        return (parameters, deadline) -> {
            double value = score.applyAsDouble(parameters);
            return new Trial.Outcome(value, file -> Files.writeString(file, String.valueOf(value)));
        };
    }

    /** Runs what is missing in {@code folder}; the candidates by index. */
    static List<CandidateResult> run(Search.Plan plan, Trial trial, Path folder) throws IOException {
        return run(plan, trial, folder, new Deadline(Double.POSITIVE_INFINITY));
    }

    static List<CandidateResult> run(Search.Plan plan, Trial trial, Path folder, Deadline deadline) throws IOException {
        Files.createDirectories(folder);
        try (CandidateLog log = CandidateLog.open(log(folder))) {
            BestModel best = new BestModel(folder.resolve("best"), log);
            new Search(plan, trial, log, best, deadline, result -> {}).run();
            return log.all();
        }
    }

    static Path log(Path folder) {
        return folder.resolve("candidates.jsonl");
    }

    static Path best(Path folder) {
        return folder.resolve("best").resolve("forecaster.zip");
    }
}
