package io.github.dl4jquantum.bench.compare;

import io.github.dl4jquantum.bench.data.StudyData;
import io.github.dl4jquantum.bench.result.CircuitBank;
import io.github.dl4jquantum.bench.result.RowKey;
import io.github.dl4jquantum.bench.run.Baseline;
import io.github.dl4jquantum.forecast.Encoder;
import io.github.dl4jquantum.forecast.Protocol;
import io.github.dl4jquantum.noise.NoiseModel;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.nd4j.shade.jackson.annotation.JsonInclude;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Everything that determines one cell of the matrix: {@link #baseline} or {@link #trained}. The learning rates of its
 * protocol are those that its row may try. Its file's name is a hash of all of this, as the components are named and ordered.
 *
 * @param space what the latent vectors are
 * @param tests what is scored
 * @param noises that tests and the model may name, besides those that every {@link Condition} knows
 * @param model by name, or a baseline's name
 * @param hidden outputs of the recurrent layer; 0 for a baseline
 * @param bank the circuits of a gate; {@link CircuitBank#NONE} for a model that knows no circuit, nor the size of one
 * @param minibatch windows in an update
 * @param seed of initial parameters and shuffles; 0 of a tuning and of a baseline
 * @param engine what evaluates circuits; "none" where there are none
 */
record CellSpec(
        @JsonProperty("space") SpaceSpec space,
        @JsonProperty("tests") List<String> tests,
        @JsonProperty("noises") @JsonInclude(JsonInclude.Include.NON_EMPTY) SortedMap<String, NoiseModel> noises,
        @JsonProperty("model") String model,
        @JsonProperty("hidden") int hidden,
        @JsonProperty("bank") CircuitBank bank,
        @JsonProperty("minibatch") int minibatch,
        @JsonProperty("seed") int seed,
        @JsonProperty("engine") String engine) {
    /** The draw and the seed of tunings; those of cells begin at 1. */
    static final int TUNING = 0;

    private static final String NO_ENGINE = "none";

    CellSpec {
        noises = noises == null ? new TreeMap<>() : noises;
    }

    /** A baseline, which is the same for every seed. */
    static CellSpec baseline(CompareSpec experiment, SpaceSpec space, Baseline baseline) {
        return new CellSpec(
                space,
                experiment.tests(),
                experiment.noises(),
                baseline.toString(),
                0,
                CircuitBank.NONE,
                0,
                0,
                NO_ENGINE);
    }

    /**
     * A model with the sizes that the experiment gives all of them.
     *
     * @param bank {@link CircuitBank#NONE} where the model knows no circuit
     * @param engine the name of what will evaluate circuits, if the model has any
     */
    static CellSpec trained(
            CompareSpec experiment, SpaceSpec space, ComparedModel model, CircuitBank bank, int seed, String engine) {
        return new CellSpec(
                space,
                experiment.tests(),
                experiment.noises(),
                model.toString(),
                experiment.hidden(),
                bank,
                experiment.minibatch(),
                seed,
                model.cell().isQuantum() ? engine : NO_ENGINE);
    }

    /**
     * Everything that determines a latent space: cells that share it see the same latent vectors.
     *
     * @param protocol data, split, encoder and latent size
     * @param draw of the initial states, and of the encoder's initial parameters
     * @param updates of the encoder's training; 0 where it has none
     */
    record SpaceSpec(
            @JsonProperty("protocol") Protocol protocol,
            @JsonProperty("draw") int draw,
            @JsonProperty("updates") int updates) {

        /** The same for all spaces that are fitted to the same data. */
        DataSpec data() {
            return new DataSpec(
                    protocol.toBuilder()
                            .encoder(Encoder.POD)
                            .latent(1)
                            .learningRates(1e-2)
                            .updates(1)
                            .build(),
                    draw);
        }

        SpaceSpec ofDraw(int other) {
            return new SpaceSpec(protocol, other, updates);
        }
    }

    /**
     * Everything that determines the data.
     *
     * @param protocol of which encoder, latent size and training count nothing
     * @param draw of the initial states
     */
    record DataSpec(Protocol protocol, int draw) {}

    int draw() {
        return space.draw;
    }

    boolean isBaseline() {
        return asBaseline() != null;
    }

    /** The baseline that it is; null if it is trained. */
    Baseline asBaseline() {
        return Baseline.named(model);
    }

    /** The model that it trains; a baseline has none. */
    ComparedModel asModel() {
        return ComparedModel.named(model);
    }

    /** Whether it gets the training time of another cell. */
    boolean isTimed() {
        return !isBaseline() && asModel().isTimed();
    }

    /** Whether it gets the training time of that cell. */
    boolean pacedBy(CellSpec other) {
        return asModel().pace().toString().equals(other.model)
                && space.equals(other.space)
                && bank.equals(other.bank)
                && seed == other.seed;
    }

    /** The cell of this row on another draw with another seed. */
    CellSpec at(int draw, int otherSeed) {
        return new CellSpec(space.ofDraw(draw), tests, noises, model, hidden, bank, minibatch, otherSeed, engine);
    }

    /** How circuits are run under that name. */
    Condition condition(String test) {
        return Condition.of(test, noises);
    }

    /** The tuning of this row's learning rate: of a draw and a seed that no cell has. */
    CellSpec tuning() {
        return at(TUNING, TUNING);
    }

    RowKey row() {
        Protocol protocol = space.protocol;
        return new RowKey(
                protocol.problem(),
                StudyData.name(protocol.split()),
                isBaseline() ? CellMatrix.NONE : CellMatrix.encoder(protocol),
                isBaseline() ? 0 : protocol.latent(),
                model,
                bank);
    }
}
