package io.github.dl4jquantum.bench.study;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is forecast, and by what, as options name it.
 *
 * @param problem name of the PDE problem
 * @param initial name of the family of initial states
 * @param grid points along each axis; null for the problem's own
 * @param trajectories how many solutions
 * @param data file to learn from instead of the problem's solutions, or null
 * @param axes of that file, where it does not declare them, or null
 * @param field the field to forecast, or null for the first
 * @param model name of the latent model
 * @param encoder name of the encoder
 * @param engine name of the engine that evaluates circuits
 */
public record ForecastTask(
        String problem,
        String initial,
        Integer grid,
        int trajectories,
        Path data,
        String axes,
        String field,
        String model,
        String encoder,
        String engine) {

    /** This task with the grid that null stood for. */
    ForecastTask withGrid(int points) {
        return new ForecastTask(problem, initial, points, trajectories, data, axes, field, model, encoder, engine);
    }

    /** Every option by its name. */
    public Map<String, Object> asMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("problem", problem);
        map.put("initial", initial);
        map.put("grid", grid);
        map.put("trajectories", trajectories);
        map.put("data", data == null ? null : data.toString());
        map.put("axes", axes);
        map.put("field", field);
        map.put("model", model);
        map.put("encoder", encoder);
        map.put("engine", engine);
        return map;
    }
}
