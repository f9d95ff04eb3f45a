package io.github.dl4jquantum.bench.result;

import java.util.List;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * How the learning rate of a row was chosen: on draw 0 of the data with seed 0, neither of which is ever scored.
 *
 * @param problem name of the PDE problem
 * @param split how data is divided
 * @param encoder what makes latent vectors
 * @param latent size of the latent vector
 * @param model by name
 * @param bank the circuits of a gate
 * @param learningRate the one with the least error; null if every training diverged
 * @param seconds of the training with that rate
 * @param trials every rate that was tried
 */
public record TuningResult(
        @JsonProperty("problem") String problem,
        @JsonProperty("split") String split,
        @JsonProperty("encoder") String encoder,
        @JsonProperty("latent") int latent,
        @JsonProperty("model") String model,
        @JsonProperty("bank") CircuitBank bank,
        @JsonProperty("learningRate") Double learningRate,
        @JsonProperty("seconds") double seconds,
        @JsonProperty("trials") List<Trial> trials) {

    /**
     * One training with one learning rate.
     *
     * @param learningRate Adam's largest
     * @param validation the validation part's rollout error; null where the training diverged
     */
    public record Trial(
            @JsonProperty("learningRate") double learningRate, @JsonProperty("validation") Double validation) {}

    /** The row whose rate it is. */
    public RowKey row() {
        return new RowKey(problem, split, encoder, latent, model, bank);
    }
}
