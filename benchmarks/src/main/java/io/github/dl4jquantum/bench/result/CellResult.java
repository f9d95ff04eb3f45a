package io.github.dl4jquantum.bench.result;

import java.util.List;
import java.util.Map;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * What one cell of a comparison found.
 *
 * @param problem name of the PDE problem
 * @param split how data is divided
 * @param encoder what makes latent vectors; "none" of a baseline
 * @param latent size of the latent vector; 0 of a baseline
 * @param model by name, or a baseline's name
 * @param hidden outputs of the recurrent layer; 0 for a baseline
 * @param bank the circuits of a gate
 * @param draw of the data, counted from 1
 * @param seed of the initial parameters and the shuffles, counted from 1; 0 for a baseline, which has none
 * @param engine what evaluated circuits; "none" where there are none
 * @param failure why there are no numbers; null where there are
 * @param choice what validation chose of a baseline, in words; null for a trained model
 * @param parameters trained numbers
 * @param training how it was trained; null for a baseline
 * @param gradientVariance over random angles, of the loss by an angle, the mean over angles; null without angles, and of
 *     every seed but the first
 * @param gradientVariances by name of the test, the same exactly and under noise, of fewer windows and draws; null without
 *     noise
 * @param tests by name of the test, the errors
 * @param seconds wall time of each stage
 */
public record CellResult(
        @JsonProperty("problem") String problem,
        @JsonProperty("split") String split,
        @JsonProperty("encoder") String encoder,
        @JsonProperty("latent") int latent,
        @JsonProperty("model") String model,
        @JsonProperty("hidden") int hidden,
        @JsonProperty("bank") CircuitBank bank,
        @JsonProperty("draw") int draw,
        @JsonProperty("seed") int seed,
        @JsonProperty("engine") String engine,
        @JsonProperty("failure") String failure,
        @JsonProperty("choice") String choice,
        @JsonProperty("parameters") Parameters parameters,
        @JsonProperty("training") Training training,
        @JsonProperty("gradientVariance") Double gradientVariance,
        @JsonProperty("gradientVariances") Map<String, Double> gradientVariances,
        @JsonProperty("tests") Map<String, TestErrors> tests,
        @JsonProperty("seconds") Seconds seconds) {

    /**
     * @param quantum rotation angles that train
     * @param classical all other trained numbers of the latent network
     * @param encoder numbers of encoder and decoder
     */
    public record Parameters(
            @JsonProperty("quantum") long quantum,
            @JsonProperty("classical") long classical,
            @JsonProperty("encoder") long encoder) {}

    /**
     * @param learningRate the row's, tuned on data of its own
     * @param keptEpoch the epoch whose parameters were kept, counted from 1; 0 for the initial ones
     * @param loss training loss of each epoch
     * @param validation loss of the validation part's rollout after each epoch
     * @param roughness mean size of the second difference of log10 of the training loss
     * @param excessVariation total variation of log10 of the training loss beyond its net change
     */
    public record Training(
            @JsonProperty("learningRate") double learningRate,
            @JsonProperty("keptEpoch") int keptEpoch,
            @JsonProperty("loss") List<Double> loss,
            @JsonProperty("validation") List<Double> validation,
            @JsonProperty("roughness") double roughness,
            @JsonProperty("excessVariation") double excessVariation) {}

    /**
     * Errors on one test.
     *
     * @param oneStep each scored snapshot from the true ones before it
     * @param rollout all scored snapshots from the true ones before the first
     * @param latent mean absolute error of a latent value; null for a forecast without latents
     * @param floor what encoding and decoding the truth loses; null for a forecast without latents
     */
    public record TestErrors(
            @JsonProperty("oneStep") StepErrors oneStep,
            @JsonProperty("rollout") StepErrors rollout,
            @JsonProperty("latent") LatentErrors latent,
            @JsonProperty("floor") StepErrors floor) {}

    /** Mean absolute errors of a latent value. */
    public record LatentErrors(
            @JsonProperty("oneStepMae") double oneStepMae, @JsonProperty("rolloutMae") double rolloutMae) {}

    /**
     * Wall times.
     *
     * @param encoder the latent space's fit, which all models share
     * @param training of the latent model
     * @param evaluation the tests
     */
    public record Seconds(
            @JsonProperty("encoder") double encoder,
            @JsonProperty("training") double training,
            @JsonProperty("evaluation") double evaluation) {}
}
