package io.github.dl4jquantum.pde.problem;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * How far a problem's solutions are from the equation's, estimated on trajectory 0 by solving it again, with half the time
 * step and with about half the spacing of the solver's points (Richardson):
 *
 * <pre>
 * time  = 4/3 rms(u_{h, dt} - u_{h, dt/2}) / rms(u_{h, dt})
 * space = 4/3 rms(u_{h, dt} - u_{h/2, dt'}) / rms(u_{h, dt})        dt' is the finer grid's own step
 * </pre>
 *
 * <p>over all fields and snapshots, on the points that are saved. 4/3 is right of order 2, and up to a third too much of
 * the higher orders of spectral schemes, {@link Burgers2d}'s differences and Runge-Kutta steps. Of a chaotic solution it
 * is the distance of two trajectories, which grows with time. The cost in 2D is that of some 7 trajectories, of {@link
 * Burgers2d} some 19; the three solutions are made side by side.
 *
 * @param space relative
 * @param time relative
 * @param largest the larger of both differences anywhere, times 4/3, in the fields' own units
 */
public record ErrorEstimate(double space, double time, double largest) {
    /** 2^p / (2^p - 1) for the order p = 2. */
    private static final double RICHARDSON = 4.0 / 3;

    /**
     * Estimates the error of the problem that these options build.
     *
     * @param options gives a new builder each time, all alike and without a time step
     * @param seed of the trajectory's initial state
     * @return the estimate
     * @throws IllegalArgumentException if the builder refuses the finer grid or the shorter step
     */
    public static ErrorEstimate of(Supplier<? extends ProblemBuilder<?>> options, long seed) {
        SolvedProblem problem = (SolvedProblem) options.get().build();
        SolvedProblem shorter =
                (SolvedProblem) options.get().timeStep(problem.timeStep() / 2).build();
        SolvedProblem finer = (SolvedProblem) options.get().finer().build();
        List<Trajectory> solutions = Stream.of(problem, shorter, finer)
                .parallel()
                .map(each -> each.solve(seed, 0, () -> {}))
                .toList();
        Difference time = new Difference(solutions.get(0), solutions.get(1));
        Difference space = new Difference(solutions.get(0), solutions.get(2));
        return new ErrorEstimate(space.relative, time.relative, RICHARDSON * Math.max(space.largest, time.largest));
    }

    /**
     * {@return the estimate of a sweep: the worst of {@link #of(Supplier, long)} at any combination of its limits}
     *
     * @param options gives a new builder each time, all alike and without a time step
     * @param ranges limits of each parameter that is swept, by its name in {@link Problem#parameters}
     * @param seed of the trajectory's initial state
     */
    public static ErrorEstimate of(
            Supplier<? extends ProblemBuilder<?>> options, Map<String, ParameterSweep.Range> ranges, long seed) {
        ErrorEstimate worst = new ErrorEstimate(0, 0, 0);
        for (Map<String, Double> corner : ParameterSweep.corners(ranges)) {
            ErrorEstimate here = of(
                    () -> {
                        ProblemBuilder<?> builder = options.get();
                        corner.forEach(builder::parameter);
                        return builder;
                    },
                    seed);
            worst = new ErrorEstimate(
                    Math.max(worst.space, here.space),
                    Math.max(worst.time, here.time),
                    Math.max(worst.largest, here.largest));
        }
        return worst;
    }

    /** {@return the estimate in words} */
    public String text() {
        return String.format(
                Locale.ROOT,
                "space %.1e, time %.1e of the solution's root mean square, at most %.1e at any point",
                space,
                time,
                largest);
    }

    /** Of two solutions. */
    private static final class Difference {
        private double relative;
        private double largest;

        Difference(Trajectory own, Trajectory other) {
            double squares = 0;
            double all = 0;
            List<String> fields = own.fields();
            for (String field : fields) {
                for (int time = 0; time < own.snapshots(); time++) {
                    float[] here = own.snapshot(field, time);
                    float[] there = other.snapshot(field, time);
                    for (int i = 0; i < here.length; i++) {
                        double difference = here[i] - there[i];
                        squares += difference * difference;
                        all += (double) here[i] * here[i];
                        largest = Math.max(largest, Math.abs(difference));
                    }
                }
            }
            relative = squares == 0 ? 0 : RICHARDSON * Math.sqrt(squares / all);
        }
    }
}
