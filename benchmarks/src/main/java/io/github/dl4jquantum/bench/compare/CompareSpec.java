package io.github.dl4jquantum.bench.compare;

import java.util.List;
import java.util.Map;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * One experiment: every combination of its lists is trained once for each seed. Read by {@link SpecReader}, checked by
 * {@link SpecChecks}.
 *
 * @param name of the experiment
 * @param problems by name, with their settings
 * @param splits how data is divided: "time" (each trajectory's first 60% train, 20% choose, 20% are scored) or
 *     "trajectory" (the same shares of whole trajectories)
 * @param tests what is scored: "in-distribution" (the test part) and "out-of-distribution" (trajectories from initial
 *     states of other scales and amplitudes, as many as whole trajectories would be in a test part)
 * @param encoders "mlp" (the paper's), "pod" or "none"
 * @param latents sizes of the latent vector; the encoder "none" has as many as a snapshot has values
 * @param models by name
 * @param hidden outputs of the recurrent layer; matched models have a size of their own
 * @param qubits of each circuit
 * @param layers of each circuit
 * @param seeds how many: 1, 2, ...; each seed draws the initial states, the initial parameters and the shuffles
 * @param trajectories of each problem
 * @param context true snapshots before a forecast; never scored
 * @param epochs of the latent model, the same for every model
 * @param minibatch windows in an update
 * @param learningRates each model is trained with each of them, and the one with the lowest validation loss counts
 * @param autoencoderUpdates of the MLP encoder and decoder
 * @param engine what evaluates circuits
 */
record CompareSpec(
        @JsonProperty("name") String name,
        @JsonProperty("problems") Map<String, ProblemSpec> problems,
        @JsonProperty("splits") List<String> splits,
        @JsonProperty("tests") List<String> tests,
        @JsonProperty("encoders") List<String> encoders,
        @JsonProperty("latents") List<Integer> latents,
        @JsonProperty("models") List<String> models,
        @JsonProperty("hidden") int hidden,
        @JsonProperty("qubits") List<Integer> qubits,
        @JsonProperty("layers") List<Integer> layers,
        @JsonProperty("seeds") int seeds,
        @JsonProperty("trajectories") int trajectories,
        @JsonProperty("context") int context,
        @JsonProperty("epochs") int epochs,
        @JsonProperty("minibatch") int minibatch,
        @JsonProperty("learningRates") List<Double> learningRates,
        @JsonProperty("autoencoderUpdates") int autoencoderUpdates,
        @JsonProperty("engine") String engine) {

    static final String IN_DISTRIBUTION = "in-distribution";
    static final String OUT_OF_DISTRIBUTION = "out-of-distribution";
    static final String BY_TIME = "time";
    static final String BY_TRAJECTORY = "trajectory";
}
