package io.github.dl4jquantum.bench.tune;

import io.github.dl4jquantum.bench.data.DataOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What {@code qpde tune} is asked to do.
 *
 * @param data what is forecast, with any latent size: the search has sizes of its own
 * @param model by what
 * @param encoding how inputs of circuits become angles
 * @param engine what evaluates circuits
 * @param search how it is searched
 * @param space between which values, as {@link Range} reads them
 * @param candidates how many end, those in the folder included
 * @param minutes budget of time of this run, or null
 * @param workers candidates in work at once
 * @param out folder of the results
 * @param overwrite whether another search there may be replaced
 */
public record TuneOptions(
        DataOptions data,
        String model,
        String encoding,
        String engine,
        How search,
        Space space,
        int candidates,
        Double minutes,
        int workers,
        Path out,
        boolean overwrite) {

    /**
     * How it is searched.
     *
     * @param strategy name of the strategy
     * @param score name of the score
     * @param updates of a candidate
     * @param minibatch windows in an update
     * @param seed of everything random
     */
    public record How(String strategy, String score, int updates, int minibatch, long seed) {}

    /**
     * The values to search; null for the default.
     *
     * @param circuits of each gate
     * @param qubits of each circuit
     * @param layers of each circuit
     * @param latent size of the latent vector
     * @param hidden size of the recurrent layer's output
     * @param learningRate the largest
     */
    public record Space(
            String circuits, String qubits, String layers, String latent, String hidden, String learningRate) {}

    /**
     * What determines the candidates and their scores, by option: a folder belongs to one of these.
     *
     * @throws IOException if the data file has gone
     */
    Map<String, Object> specification() throws IOException {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("preset", data.preset());
        map.put("problem", data.problem());
        map.put("param", data.parameters().toString());
        map.put("initial", data.initial());
        map.put("grid", data.grid());
        map.put("coarsening", data.coarsening());
        map.put("interval", data.interval());
        map.put("snapshots", data.snapshots());
        map.put("trajectories", data.trajectories());
        map.put("split", data.split());
        map.put("context", data.context());
        map.put("horizon", data.horizon());
        map.put(
                "data",
                data.data() == null ? null : String.join("; ", data.data().fingerprints()));
        map.put("axes", data.axes());
        map.put("field", data.field());
        map.put("encoder", data.encoder());
        map.put("model", model);
        map.put("encoding", encoding);
        map.put("engine", engine);
        map.put("strategy", search.strategy);
        map.put("score", search.score);
        map.put("updates", search.updates);
        map.put("minibatch", search.minibatch);
        map.put("seed", search.seed);
        map.put("circuits", space.circuits);
        map.put("qubits", space.qubits);
        map.put("layers", space.layers);
        map.put("latent", space.latent);
        map.put("hidden", space.hidden);
        map.put("learning-rate", space.learningRate);
        return map;
    }

    /** Every option by its name. */
    Map<String, Object> asMap() throws IOException {
        Map<String, Object> map = specification();
        map.put("candidates", candidates);
        map.put("minutes", minutes);
        map.put("workers", workers);
        map.put("out", out.toString());
        return map;
    }
}
