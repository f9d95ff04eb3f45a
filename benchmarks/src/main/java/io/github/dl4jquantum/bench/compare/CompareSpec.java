package io.github.dl4jquantum.bench.compare;

import io.github.dl4jquantum.bench.result.CircuitBank;
import io.github.dl4jquantum.noise.NoiseModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.nd4j.shade.jackson.annotation.JsonInclude;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * One experiment: every model on every problem, split, encoder and latent size, once for each seed on each draw of the data.
 * Of circuits, qubits, layers and encodings the first of each list counts, and every other one alone with the first of the
 * other lists. Read by {@link SpecReader}, checked by {@link SpecChecks}.
 *
 * @param name of the experiment
 * @param problems by name, with their settings
 * @param splits how data is divided: trajectories, time or random-windows
 * @param tests what is scored: "in-distribution" (the test part), "out-of-distribution" (as many trajectories from
 *     initial states of other scales and amplitudes), and the test part under a {@link Condition}
 * @param noises that conditions name, besides those that they know
 * @param encoders pod, pod-mlp, mlp or none
 * @param latents sizes of the latent vector, where a problem has no size of its own; the encoder "none" has as many as a
 *     snapshot has values
 * @param models by name
 * @param hidden outputs of the recurrent layer; matched models have a size of their own
 * @param circuits of each gate
 * @param qubits of each circuit
 * @param layers of each circuit
 * @param encodings of a circuit's inputs
 * @param draws how many: 1, 2, ...; each draws the initial states and the encoder's initial parameters
 * @param seeds of each draw: 1, 2, ...; each draws the latent model's initial parameters and the shuffles
 * @param updates of the latent model, the same for every model
 * @param minibatch windows in an update
 * @param learningRates each row is trained with each of them on data of its own, and the best counts
 * @param autoencoderUpdates of encoders that train
 * @param engine what evaluates circuits
 */
record CompareSpec(
        @JsonProperty("name") String name,
        @JsonProperty("problems") Map<String, ProblemSpec> problems,
        @JsonProperty("splits") List<String> splits,
        @JsonProperty("tests") List<String> tests,
        @JsonProperty("noises") @JsonInclude(JsonInclude.Include.NON_EMPTY) SortedMap<String, NoiseModel> noises,
        @JsonProperty("encoders") List<String> encoders,
        @JsonProperty("latents") List<Integer> latents,
        @JsonProperty("models") List<String> models,
        @JsonProperty("hidden") int hidden,
        @JsonProperty("circuits") List<Integer> circuits,
        @JsonProperty("qubits") List<Integer> qubits,
        @JsonProperty("layers") List<Integer> layers,
        @JsonProperty("encodings") List<String> encodings,
        @JsonProperty("draws") int draws,
        @JsonProperty("seeds") int seeds,
        @JsonProperty("updates") int updates,
        @JsonProperty("minibatch") int minibatch,
        @JsonProperty("learningRates") List<Double> learningRates,
        @JsonProperty("autoencoderUpdates") int autoencoderUpdates,
        @JsonProperty("engine") String engine) {
    static final String IN_DISTRIBUTION = "in-distribution";
    static final String OUT_OF_DISTRIBUTION = "out-of-distribution";

    /** The tests whose circuits are run exactly. */
    static final List<String> TESTS = List.of(IN_DISTRIBUTION, OUT_OF_DISTRIBUTION);

    CompareSpec {
        noises = noises == null ? new TreeMap<>() : noises;
    }

    /** The bank that the others are compared with. */
    CircuitBank firstBank() {
        return new CircuitBank(circuits.get(0), qubits.get(0), layers.get(0), encodings.get(0));
    }

    /** Every bank, each of which differs from the first in one thing. */
    List<CircuitBank> banks() {
        CircuitBank first = firstBank();
        List<CircuitBank> banks = new ArrayList<>(List.of(first));
        circuits.stream()
                .skip(1)
                .forEach(c -> banks.add(new CircuitBank(c, first.qubits(), first.layers(), first.encoding())));
        qubits.stream()
                .skip(1)
                .forEach(n -> banks.add(new CircuitBank(first.circuits(), n, first.layers(), first.encoding())));
        layers.stream()
                .skip(1)
                .forEach(l -> banks.add(new CircuitBank(first.circuits(), first.qubits(), l, first.encoding())));
        encodings.stream()
                .skip(1)
                .forEach(e -> banks.add(new CircuitBank(first.circuits(), first.qubits(), first.layers(), e)));
        return banks;
    }
}
