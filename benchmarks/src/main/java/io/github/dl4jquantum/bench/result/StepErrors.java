package io.github.dl4jquantum.bench.result;

import io.github.dl4jquantum.forecast.Scores;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Errors over all scored values, and at each step over those of all segments: what {@link Scores} measures.
 *
 * @param mae mean absolute error
 * @param rmse root mean square error
 * @param nrmse rmse relative to the root mean square of the truth
 * @param vrmse rmse relative to the deviation of the truth
 * @param perStep each measure at each step
 */
public record StepErrors(
        @JsonProperty("mae") double mae,
        @JsonProperty("rmse") double rmse,
        @JsonProperty("nrmse") double nrmse,
        @JsonProperty("vrmse") double vrmse,
        @JsonProperty("perStep") PerStep perStep) {

    /** Each measure, step by step, in single precision: they are many. */
    public record PerStep(
            @JsonProperty("mae") List<Float> mae,
            @JsonProperty("rmse") List<Float> rmse,
            @JsonProperty("nrmse") List<Float> nrmse,
            @JsonProperty("vrmse") List<Float> vrmse) {}

    /** The measures of an evaluation. */
    public static StepErrors of(Scores scores) {
        Scores.Errors all = scores.all();
        return new StepErrors(
                all.mae(),
                all.rmse(),
                all.nrmse(),
                all.vrmse(),
                new PerStep(
                        each(scores, Scores.Errors::mae),
                        each(scores, Scores.Errors::rmse),
                        each(scores, Scores.Errors::nrmse),
                        each(scores, Scores.Errors::vrmse)));
    }

    private static List<Float> each(Scores scores, ToDoubleFunction<Scores.Errors> measure) {
        return scores.perStep().stream()
                .map(errors -> (float) measure.applyAsDouble(errors))
                .toList();
    }
}
