package io.github.dl4jquantum.bench.compare;

import static io.github.dl4jquantum.bench.job.BadInputException.asked;
import static io.github.dl4jquantum.bench.job.BadInputException.require;

import io.github.dl4jquantum.forecast.Protocol;
import io.github.dl4jquantum.forecast.ProtocolBuilder;
import io.github.dl4jquantum.pde.problem.InitialFamily;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.nd4j.shade.jackson.annotation.JsonInclude;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * What is asked of one problem otherwise than its ready {@link Protocol} does; what is null is that protocol's.
 *
 * @param parameters of the equation by name
 * @param initial family of initial states
 * @param grid points along each axis
 * @param coarsening one of so many along each axis is forecast
 * @param saveInterval time between snapshots
 * @param snapshots of a trajectory
 * @param trajectories three numbers: to train, to validate, to test; a split that cuts each takes them all together
 * @param context true snapshots before a forecast; never scored
 * @param horizon snapshots that are forecast
 * @param latent size of the latent vector
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ProblemSpec(
        @JsonProperty("parameters") Map<String, Double> parameters,
        @JsonProperty("initial") String initial,
        @JsonProperty("grid") Integer grid,
        @JsonProperty("coarsening") Integer coarsening,
        @JsonProperty("saveInterval") Double saveInterval,
        @JsonProperty("snapshots") Integer snapshots,
        @JsonProperty("trajectories") List<Integer> trajectories,
        @JsonProperty("context") Integer context,
        @JsonProperty("horizon") Integer horizon,
        @JsonProperty("latent") Integer latent) {
    /** The ready protocol as it is. */
    static final ProblemSpec READY = new ProblemSpec(null, null, null, null, null, null, null, null, null, null);

    private static final int PARTS = 3;

    /**
     * The protocol with these settings.
     *
     * @throws io.github.dl4jquantum.bench.job.BadInputException if there is none
     */
    Protocol protocol(String problem, String split) {
        Protocol usual = asked(() -> Protocol.named(problem));
        ProtocolBuilder builder = usual.toBuilder();
        set(parameters, all -> all.forEach(builder::parameter));
        set(initial, family -> builder.initial(InitialFamily.named(family)));
        set(grid, builder::grid);
        set(coarsening, builder::coarsening);
        set(saveInterval, builder::saveInterval);
        set(snapshots, builder::snapshots);
        set(context, builder::context);
        set(horizon, builder::horizon);
        List<Integer> parts =
                trajectories == null ? List.of(usual.train(), usual.validation(), usual.test()) : trajectories;
        require(
                parts.size() == PARTS,
                "trajectories of " + problem + ": " + parts + " are not three numbers: give [train, validation, test],"
                        + " such as [200, 30, 50].");
        int all = parts.stream().mapToInt(part -> part).sum();
        switch (split) {
            case CellMatrix.BY_TIME -> builder.inTime(all);
            case CellMatrix.BY_WINDOWS -> builder.randomWindows(all);
            default -> builder.byTrajectory(parts.get(0), parts.get(1), parts.get(2));
        }
        return asked(builder::build);
    }

    private static <T> void set(T value, Consumer<T> setter) {
        if (value != null) {
            setter.accept(value);
        }
    }
}
