package io.github.dl4jquantum.pde.problem;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A problem whose trajectories have parameters of their own, each uniform between two limits:
 *
 * <pre>{@code
 * Problem flows = ParameterSweep.of(Burgers2d::builder, Map.of("reynolds", new ParameterSweep.Range(50, 120)));
 * }</pre>
 *
 * <p>A trajectory's parameters, as its initial state, depend on (seed, trajectory) alone, and are recorded in it
 * ({@link Trajectory#parameters}).
 */
public final class ParameterSweep implements Problem {

    /**
     * Limits of a parameter.
     *
     * @param low the smallest value
     * @param high the largest value
     */
    public record Range(double low, double high) {
        /**
         * Checks the components.
         *
         * @param low the smallest value
         * @param high the largest value
         * @throws IllegalArgumentException unless low is at most high
         */
        public Range {
            if (!(low <= high)) {
                throw new IllegalArgumentException(
                        "ParameterSweep: " + low + ".." + high + " is no range: give the smaller limit first");
            }
        }

        @Override
        public String toString() {
            return low + ".." + high;
        }
    }

    private final Supplier<? extends ProblemBuilder<?>> options;
    private final Map<String, Range> ranges;
    private final SolvedProblem corner;

    private ParameterSweep(
            Supplier<? extends ProblemBuilder<?>> options, Map<String, Range> ranges, SolvedProblem corner) {
        this.options = options;
        this.ranges = ranges;
        this.corner = corner;
    }

    /**
     * A sweep of a problem.
     *
     * @param options gives a new builder each time, alike but for what is swept
     * @param ranges limits of each parameter that is swept, by its name in {@link Problem#parameters}
     * @return the sweep
     * @throws IllegalArgumentException if nothing is swept, or a builder refuses a combination of limits
     */
    public static ParameterSweep of(Supplier<? extends ProblemBuilder<?>> options, Map<String, Range> ranges) {
        if (ranges.isEmpty()) {
            throw new IllegalArgumentException("ParameterSweep: no parameter is swept: give limits of one at least");
        }
        Map<String, Range> sorted = Collections.unmodifiableMap(new TreeMap<>(ranges));
        SolvedProblem corner = null;
        for (Map<String, Double> each : corners(sorted)) {
            corner = build(options, each);
        }
        return new ParameterSweep(options, sorted, corner);
    }

    static List<Map<String, Double>> corners(Map<String, Range> ranges) {
        List<Map<String, Double>> corners = List.of(Map.of());
        for (Map.Entry<String, Range> range : ranges.entrySet()) {
            List<Map<String, Double>> more = new ArrayList<>();
            for (Map<String, Double> corner : corners) {
                for (double limit : new double[] {range.getValue().low, range.getValue().high}) {
                    Map<String, Double> with = new LinkedHashMap<>(corner);
                    with.put(range.getKey(), limit);
                    more.add(with);
                }
            }
            corners = more;
        }
        return corners;
    }

    private static SolvedProblem build(Supplier<? extends ProblemBuilder<?>> options, Map<String, Double> parameters) {
        ProblemBuilder<?> builder = options.get();
        parameters.forEach(builder::parameter);
        return (SolvedProblem) builder.build();
    }

    /** The problem of one trajectory. */
    private SolvedProblem problem(long seed, int trajectory) {
        // Not the generator of the initial state, which must not depend on what is swept.
        Random random = TrajectoryRandom.of(~seed, trajectory);
        Map<String, Double> drawn = new LinkedHashMap<>();
        ranges.forEach((name, range) -> drawn.put(name, range.low + random.nextDouble() * (range.high - range.low)));
        return build(options, drawn);
    }

    /** {@return the limits of the parameters that are swept} */
    public Map<String, Range> ranges() {
        return ranges;
    }

    @Override
    public String name() {
        return corner.name();
    }

    @Override
    public List<String> fields() {
        return corner.fields();
    }

    @Override
    public int[] gridShape() {
        return corner.gridShape();
    }

    @Override
    public int snapshots() {
        return corner.snapshots();
    }

    @Override
    public double saveInterval() {
        return corner.saveInterval();
    }

    /** Those that all trajectories share. */
    @Override
    public Map<String, Double> parameters() {
        Map<String, Double> shared = new LinkedHashMap<>(corner.parameters());
        shared.keySet().removeAll(ranges.keySet());
        return Collections.unmodifiableMap(shared);
    }

    @Override
    public InitialFamily initial() {
        return corner.initial();
    }

    @Override
    public void generate(int count, long seed, Progress progress, Consumer<Trajectory> sink) {
        int threads = Runtime.getRuntime().availableProcessors();
        Generation.run(
                this,
                count,
                threads,
                progress,
                (index, done) -> problem(seed, index).solve(seed, index, done),
                sink);
    }
}
