package io.github.dl4jquantum.bench.report;

import java.util.List;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Errors over all scored values, and at each step over the values of all trajectories. The measures are those of
 * {@code ErrorMetric}.
 *
 * @param mae mean absolute error
 * @param rmse root mean square error
 * @param nrmse rmse relative to the root mean square of the truth
 * @param vrmse rmse relative to the deviation of the truth
 * @param max largest absolute error
 * @param perStep each measure at each step
 */
public record StepErrors(
        @JsonProperty("mae") double mae,
        @JsonProperty("rmse") double rmse,
        @JsonProperty("nrmse") double nrmse,
        @JsonProperty("vrmse") double vrmse,
        @JsonProperty("max") double max,
        @JsonProperty("perStep") PerStep perStep) {

    /** Each measure, step by step, in single precision: they are many. */
    public record PerStep(
            @JsonProperty("mae") List<Float> mae,
            @JsonProperty("rmse") List<Float> rmse,
            @JsonProperty("nrmse") List<Float> nrmse,
            @JsonProperty("vrmse") List<Float> vrmse,
            @JsonProperty("max") List<Float> max) {}
}
