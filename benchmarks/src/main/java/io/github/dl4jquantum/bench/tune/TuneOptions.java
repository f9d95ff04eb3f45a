package io.github.dl4jquantum.bench.tune;

import io.github.dl4jquantum.bench.study.ForecastTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * What {@code qpde tune} is asked to do.
 *
 * @param task what is forecast, and by what
 * @param search how it is searched
 * @param space between which values, as {@link Range} reads them
 * @param candidates how many end, those in the folder included
 * @param minutes budget of time of this run, or null
 * @param workers candidates in work at once
 * @param out folder of the results
 */
public record TuneOptions(
        ForecastTask task, How search, Space space, int candidates, Double minutes, int workers, Path out) {

    /**
     * How it is searched.
     *
     * @param strategy name of the strategy
     * @param score name of the score
     * @param epochs most epochs of a candidate
     * @param patience epochs without a better validation loss after which a candidate ends
     * @param seed of everything random
     */
    public record How(String strategy, String score, int epochs, int patience, long seed) {}

    /**
     * The values to search; null for the default.
     *
     * @param qubits of each circuit
     * @param layers of each circuit
     * @param latent size of the latent vector
     * @param hidden size of the recurrent layer's output
     * @param learningRate the first
     */
    public record Space(String qubits, String layers, String latent, String hidden, String learningRate) {}

    /**
     * What determines the candidates and their scores, by option: a folder belongs to one of these.
     *
     * @throws IOException if the data file has gone
     */
    Map<String, Object> specification() throws IOException {
        Map<String, Object> map = task.asMap();
        map.put("data", task.data() == null ? null : task.data() + " of " + Files.size(task.data()) + " bytes");
        map.put("strategy", search.strategy);
        map.put("score", search.score);
        map.put("epochs", search.epochs);
        map.put("patience", search.patience);
        map.put("seed", search.seed);
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
