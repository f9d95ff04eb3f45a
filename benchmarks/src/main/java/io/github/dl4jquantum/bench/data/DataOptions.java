package io.github.dl4jquantum.bench.data;

import io.github.dl4jquantum.bench.job.Limits;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.shade.jackson.annotation.JsonIgnore;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * What is forecast, as options name it; what is null is as the protocol has it.
 *
 * @param preset "default" (whole trajectories held out, at a save interval where extrapolation fails) or "paper" (the terms
 *     of arXiv 2502.13370)
 * @param problem name of the PDE problem
 * @param parameters of the equation, by name
 * @param initial family of initial states
 * @param grid points along each axis
 * @param coarsening one point of so many along each axis is kept
 * @param interval time between snapshots
 * @param snapshots of a trajectory
 * @param trajectories of all parts together
 * @param split "trajectories", "time", "random-windows", or "parameter:NAME" of files
 * @param context true snapshots before a forecast
 * @param horizon steps of a rollout
 * @param data files to learn from instead of the problem's solutions, or null
 * @param axes of that file, where it does not declare them
 * @param field fields to forecast, separated by commas, or "all"
 * @param encoder what makes latent vectors
 * @param latent size of a latent vector
 */
public record DataOptions(
        @JsonProperty("preset") String preset,
        @JsonProperty("problem") String problem,
        @JsonProperty("parameters") Map<String, Double> parameters,
        @JsonProperty("initial") String initial,
        @JsonProperty("grid") Integer grid,
        @JsonProperty("coarsening") Integer coarsening,
        @JsonProperty("interval") Double interval,
        @JsonProperty("snapshots") Integer snapshots,
        @JsonProperty("trajectories") Integer trajectories,
        @JsonProperty("split") String split,
        @JsonProperty("context") Integer context,
        @JsonProperty("horizon") Integer horizon,
        @JsonProperty("data") DataSources data,
        @JsonProperty("axes") String axes,
        @JsonProperty("field") String field,
        @JsonProperty("encoder") String encoder,
        @JsonProperty("latent") Integer latent) {

    /** The preset of the paper's terms. */
    public static final String PAPER = "paper";

    /** The other one. */
    public static final String DEFAULT = "default";

    private static final String BY_PARAMETER = "parameter:";

    /** Whether these are the paper's terms. */
    @JsonIgnore
    public boolean isPaper() {
        return PAPER.equals(preset);
    }

    /** The parameter that trajectories are sorted by before they are split, or null. */
    String parameterOfSplit() {
        return split != null && split.startsWith(BY_PARAMETER) ? split.substring(BY_PARAMETER.length()) : null;
    }

    /** These options for another problem. */
    public DataOptions with(String other) {
        return with(other, encoder);
    }

    /** These options with that encoder. */
    public DataOptions withEncoder(String other) {
        return with(problem, other);
    }

    private DataOptions with(String problem, String encoder) {
        return new DataOptions(
                preset,
                problem,
                parameters,
                initial,
                grid,
                coarsening,
                interval,
                snapshots,
                trajectories,
                split,
                context,
                horizon,
                data,
                axes,
                field,
                encoder,
                latent);
    }

    /** Where data comes from, by name; all other options are in the protocol. */
    public Map<String, Object> asMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("preset", preset);
        if (data == null) {
            List.of("data", "dataBytes").forEach(name -> map.put(name, null));
        } else {
            map.putAll(data.asMap());
        }
        map.put("axes", axes);
        if (parameterOfSplit() != null) {
            map.put("split", split);
        }
        return map;
    }

    /**
     * Results never replace the data, such as the test data of a run that is to be overwritten.
     *
     * @throws io.github.dl4jquantum.bench.job.BadInputException if one of the outputs is a file of the data
     */
    public void requireNoneOf(List<Path> outputs) {
        if (data != null) {
            Path[] inputs = data.files().toArray(Path[]::new);
            outputs.forEach(output -> Limits.notRead(output, inputs));
        }
    }
}
