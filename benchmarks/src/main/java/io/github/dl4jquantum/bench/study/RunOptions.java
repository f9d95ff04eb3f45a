package io.github.dl4jquantum.bench.study;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What {@code qpde run} is asked to do.
 *
 * @param problem name of the PDE problem
 * @param initial name of the family of initial states
 * @param model name of the latent model
 * @param qubits of each circuit
 * @param layers of each circuit
 * @param latent size of the latent vector
 * @param epochs of the latent model
 * @param grid points along each axis; null for the problem's own
 * @param trajectories how many solutions
 * @param seed of everything random
 * @param engine name of the engine that evaluates circuits
 * @param out folder of the results
 * @param data file to learn from instead of the problem's solutions, or null
 * @param axes of that file, where it does not declare them, or null
 * @param field the field to forecast, or null for the first
 */
public record RunOptions(
        String problem,
        String initial,
        String model,
        int qubits,
        int layers,
        int latent,
        int epochs,
        Integer grid,
        int trajectories,
        long seed,
        String engine,
        Path out,
        Path data,
        String axes,
        String field) {

    /** These options with the grid that null stood for. */
    RunOptions withGrid(int points) {
        return new RunOptions(
                problem,
                initial,
                model,
                qubits,
                layers,
                latent,
                epochs,
                points,
                trajectories,
                seed,
                engine,
                out,
                data,
                axes,
                field);
    }

    /** Every option by its name. */
    Map<String, Object> asMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("problem", problem);
        map.put("initial", initial);
        map.put("model", model);
        map.put("qubits", qubits);
        map.put("layers", layers);
        map.put("latent", latent);
        map.put("epochs", epochs);
        map.put("grid", grid);
        map.put("trajectories", trajectories);
        map.put("seed", seed);
        map.put("engine", engine);
        map.put("out", out.toString());
        map.put("data", data == null ? null : data.toString());
        map.put("axes", axes);
        map.put("field", field);
        return map;
    }
}
