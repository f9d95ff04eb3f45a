package io.github.dl4jquantum.bench.study;

import java.nio.file.Path;
import java.util.Map;

/**
 * What {@code qpde run} is asked to do.
 *
 * @param task what is forecast, and by what
 * @param qubits of each circuit
 * @param layers of each circuit
 * @param latent size of the latent vector, or null for the encoder's default
 * @param hidden outputs of the recurrent layer, or null for the default
 * @param epochs of the latent model
 * @param seed of everything random
 * @param out folder of the results
 */
public record RunOptions(
        ForecastTask task, int qubits, int layers, Integer latent, Integer hidden, int epochs, long seed, Path out) {

    /** Every option by its name, with the sizes that null stood for. */
    Map<String, Object> asMap(ForecastTask full, int latentSize, int hiddenSize) {
        Map<String, Object> map = full.asMap();
        map.put("qubits", qubits);
        map.put("layers", layers);
        map.put("latent", latentSize);
        map.put("hidden", hiddenSize);
        map.put("epochs", epochs);
        map.put("seed", seed);
        map.put("out", out.toString());
        return map;
    }
}
