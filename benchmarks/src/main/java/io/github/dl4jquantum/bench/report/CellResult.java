package io.github.dl4jquantum.bench.report;

import java.util.List;
import java.util.Map;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * What one cell of a comparison found.
 *
 * @param problem name of the PDE problem
 * @param split "time" or "trajectory"
 * @param encoder "mlp", "pod" or "none"
 * @param latent size of the latent vector
 * @param model by name, or a baseline's name
 * @param hidden outputs of the recurrent layer; 0 for a baseline
 * @param qubits of each circuit; 0 where nothing depends on it
 * @param layers of each circuit; 0 where nothing depends on it
 * @param seed of the initial states, the initial parameters and the shuffles
 * @param engine what evaluated circuits; "none" where there are none
 * @param failure why there are no numbers; null where there are
 * @param parameters trained numbers
 * @param training how it was trained; null for a baseline
 * @param gradientVariance over random angles, of the loss by an angle, the mean over angles; null without angles and
 *     with a residual output
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
        @JsonProperty("qubits") int qubits,
        @JsonProperty("layers") int layers,
        @JsonProperty("seed") long seed,
        @JsonProperty("engine") String engine,
        @JsonProperty("failure") String failure,
        @JsonProperty("parameters") Parameters parameters,
        @JsonProperty("training") Training training,
        @JsonProperty("gradientVariance") Double gradientVariance,
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
     * @param learningRate the one that counts
     * @param keptEpoch the epoch whose parameters were kept, counted from 1
     * @param loss training loss of each epoch
     * @param validation validation loss after each epoch
     * @param trials every learning rate that was tried
     */
    public record Training(
            @JsonProperty("learningRate") double learningRate,
            @JsonProperty("keptEpoch") int keptEpoch,
            @JsonProperty("loss") List<Double> loss,
            @JsonProperty("validation") List<Double> validation,
            @JsonProperty("trials") List<Trial> trials) {

        /** The trial that counts. */
        public Trial chosen() {
            return trials.stream()
                    .filter(trial -> trial.learningRate == learningRate)
                    .findFirst()
                    .orElseThrow();
        }
    }

    /**
     * One training with one learning rate.
     *
     * @param learningRate Adam's first
     * @param validation lowest validation loss; null where the training diverged
     * @param roughness mean size of the second difference of log10 of the training loss
     * @param excessVariation total variation of log10 of the training loss beyond its net change
     */
    public record Trial(
            @JsonProperty("learningRate") double learningRate,
            @JsonProperty("validation") Double validation,
            @JsonProperty("roughness") Double roughness,
            @JsonProperty("excessVariation") Double excessVariation) {}

    /**
     * Errors on one test.
     *
     * @param oneStep each scored snapshot from the true ones before it
     * @param rollout all scored snapshots from the true ones before the first
     * @param latent mean absolute error of a latent value, whose deviation is 1; null for a forecast without latents
     * @param floor what encoding and decoding the truth loses; null for a forecast without latents
     */
    public record TestErrors(
            @JsonProperty("oneStep") StepErrors oneStep,
            @JsonProperty("rollout") StepErrors rollout,
            @JsonProperty("latent") LatentErrors latent,
            @JsonProperty("floor") StepErrors floor) {

        /** The one-step error beyond the encoder's floor, MAE; null without a floor. */
        public Double oneStepExcess() {
            return floor == null ? null : oneStep.mae() - floor.mae();
        }

        /** The rollout's error beyond the encoder's floor, MAE; null without a floor. */
        public Double rolloutExcess() {
            return floor == null ? null : rollout.mae() - floor.mae();
        }
    }

    /** Mean absolute errors of a latent value. */
    public record LatentErrors(
            @JsonProperty("oneStepMae") double oneStepMae, @JsonProperty("rolloutMae") double rolloutMae) {}

    /**
     * Wall times.
     *
     * @param encoder the latent space's fit, which all models share
     * @param tuning all trainings, one for each learning rate
     * @param training the one that counts
     * @param evaluation the tests
     */
    public record Seconds(
            @JsonProperty("encoder") double encoder,
            @JsonProperty("tuning") double tuning,
            @JsonProperty("training") double training,
            @JsonProperty("evaluation") double evaluation) {}
}
