package io.github.dl4jquantum.bench.compare;

import io.github.dl4jquantum.bench.study.StudyProblem;
import io.github.dl4jquantum.pde.problem.InitialFamily;
import java.util.List;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Everything that determines one cell of the matrix. Its file's name is a hash of all of this.
 *
 * @param space what the latent vectors are
 * @param tests what is scored
 * @param model by name, or a baseline's name
 * @param hidden outputs of the recurrent layer; 0 for a baseline
 * @param qubits of each circuit; 0 for a model that knows no circuit, nor the size of one
 * @param layers of each circuit
 * @param epochs of the latent model
 * @param minibatch windows in an update
 * @param learningRates that validation chooses from
 * @param engine what evaluates circuits; "none" where there are none
 */
record CellSpec(
        @JsonProperty("space") SpaceSpec space,
        @JsonProperty("tests") List<String> tests,
        @JsonProperty("model") String model,
        @JsonProperty("hidden") int hidden,
        @JsonProperty("qubits") int qubits,
        @JsonProperty("layers") int layers,
        @JsonProperty("epochs") int epochs,
        @JsonProperty("minibatch") int minibatch,
        @JsonProperty("learningRates") List<Double> learningRates,
        @JsonProperty("engine") String engine) {

    /**
     * Everything that determines a latent space: cells that share it see the same latent vectors.
     *
     * @param data the data
     * @param split how it is divided
     * @param context true snapshots before a forecast
     * @param encoder by name
     * @param latent size of the latent vector
     * @param updates of the encoder's training; 0 where it has none
     */
    record SpaceSpec(
            @JsonProperty("data") DataSpec data,
            @JsonProperty("split") String split,
            @JsonProperty("context") int context,
            @JsonProperty("encoder") String encoder,
            @JsonProperty("latent") int latent,
            @JsonProperty("updates") int updates) {}

    /**
     * Everything that determines the data.
     *
     * @param problem by name
     * @param settings of the problem
     * @param trajectories how many
     * @param seed of initial states; of initial parameters and shuffles too
     */
    record DataSpec(
            @JsonProperty("problem") String problem,
            @JsonProperty("settings") ProblemSpec settings,
            @JsonProperty("trajectories") int trajectories,
            @JsonProperty("seed") long seed) {

        StudyProblem.Described create(InitialFamily initial) {
            return settings.create(StudyProblem.named(problem), initial);
        }
    }

    long seed() {
        return space.data.seed;
    }
}
