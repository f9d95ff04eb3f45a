package io.github.dl4jquantum.bench.compare;

import static io.github.dl4jquantum.bench.study.BadInputException.asked;

import io.github.dl4jquantum.bench.study.StudyProblem;
import io.github.dl4jquantum.pde.problem.InitialFamily;
import java.util.Map;
import org.nd4j.shade.jackson.annotation.JsonInclude;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * The settings of one problem; what is null is the problem's own.
 *
 * @param grid points along each axis
 * @param snapshots of each trajectory
 * @param saveInterval time between snapshots
 * @param parameters of the equation, by the names of the problem's options
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ProblemSpec(
        @JsonProperty("grid") Integer grid,
        @JsonProperty("snapshots") Integer snapshots,
        @JsonProperty("saveInterval") Double saveInterval,
        @JsonProperty("parameters") Map<String, Double> parameters) {

    /**
     * The problem with these settings.
     *
     * @throws io.github.dl4jquantum.bench.study.BadInputException if it cannot have them
     */
    StudyProblem.Described create(StudyProblem problem, InitialFamily initial) {
        return asked(() -> problem.create(initial, options -> {
            if (grid != null) {
                options.grid(grid);
            }
            if (snapshots != null) {
                options.snapshots(snapshots);
            }
            if (saveInterval != null) {
                options.saveInterval(saveInterval);
            }
            if (parameters != null) {
                parameters.forEach((name, value) -> ProblemParameter.set(options, problem, name, value));
            }
        }));
    }
}
