package io.github.dl4jquantum.pde.problem;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleConsumer;
import java.util.function.Supplier;

/**
 * The options that every problem has.
 *
 * @param <B> the problem's own builder
 */
public abstract class ProblemBuilder<B extends ProblemBuilder<B>> {

    private static final Map<String, Supplier<ProblemBuilder<?>>> PROBLEMS = new TreeMap<>(Map.of(
            "advection1d", Advection1d::builder,
            "burgers1d", Burgers1d::builder,
            "burgers2d", Burgers2d::builder,
            "grayscott2d", GrayScott2d::builder,
            "hamiltonjacobibellman2d", HamiltonJacobiBellman2d::builder,
            "kortewegdevries1d", KortewegDeVries1d::builder,
            "kuramotosivashinsky1d", KuramotoSivashinsky1d::builder,
            "michaelismenten3d", MichaelisMenten3d::builder,
            "navierstokes2d", NavierStokes2d::builder));

    /** Steps times points of one trajectory: hours of work. */
    private static final double MOST_WORK = 1e12;

    private final String problem;
    private int dimensions;
    private int grid;
    private double saveInterval;
    private int snapshots = 200;
    private InitialFamily initial = InitialFamily.RANDOM_SMOOTH;
    private Double timeStep;
    private boolean finer;

    /** @param problem the name that messages begin with */
    ProblemBuilder(String problem, int grid, double saveInterval) {
        this.problem = problem;
        this.grid = grid;
        this.saveInterval = saveInterval;
    }

    /** {@return the names of all problems, in alphabetical order} */
    public static List<String> names() {
        return List.copyOf(PROBLEMS.keySet());
    }

    /**
     * {@return a builder of the problem of that {@link Problem#name}}
     *
     * @param problem one of {@link #names()}
     * @throws IllegalArgumentException if there is none
     */
    public static ProblemBuilder<?> named(String problem) {
        if (!PROBLEMS.containsKey(problem)) {
            throw new IllegalArgumentException(
                    "Unknown problem '" + problem + "': choose " + String.join(" or ", PROBLEMS.keySet()) + ".");
        }
        return PROBLEMS.get(problem).get();
    }

    abstract B self();

    /** The options that are parameters of the equation, by the names of {@link Problem#parameters}. */
    abstract Map<String, DoubleConsumer> parameterOptions();

    /**
     * Sets a parameter of the equation by its name in {@link Problem#parameters}.
     *
     * @param name such as {@code reynolds}
     * @param value in the range of the option of that name
     * @return this builder
     * @throws IllegalArgumentException if the equation has no such parameter
     */
    public B parameter(String name, double value) {
        Map<String, DoubleConsumer> known = new TreeMap<>(parameterOptions());
        if (!known.containsKey(name)) {
            throw refusal("no parameter '%s': choose of %s", name, String.join(", ", known.keySet()));
        }
        known.get(name).accept(value);
        return self();
    }

    /**
     * {@return the problem}
     *
     * @throws IllegalArgumentException if an option is out of range, the grid too coarse or the time step unstable
     */
    public abstract Problem build();

    /**
     * Sets the points along each axis.
     *
     * @param points 3 or more, on a line a power of 2 from 16 on; default 128 on a line, 64 on a plane, 16 in space
     * @return this builder
     */
    public B grid(int points) {
        grid = points;
        return self();
    }

    /**
     * Sets the time between snapshots.
     *
     * @param interval in the problem's unit of time, more than 0; the problem's Javadoc names the default
     * @return this builder
     */
    public B saveInterval(double interval) {
        saveInterval = interval;
        return self();
    }

    /**
     * Sets the snapshots in each trajectory.
     *
     * @param snapshots 1 or more, the initial state included; default 200
     * @return this builder
     */
    public B snapshots(int snapshots) {
        this.snapshots = snapshots;
        return self();
    }

    /**
     * Sets the family of initial states.
     *
     * @param family default {@link InitialFamily#RANDOM_SMOOTH}
     * @return this builder
     */
    public B initial(InitialFamily family) {
        initial = family;
        return self();
    }

    /**
     * Sets the time step of the solver.
     *
     * @param step a divisor of the save interval, within the stability limit; the problem's Javadoc names the default
     * @return this builder
     */
    public B timeStep(double step) {
        timeStep = step;
        return self();
    }

    int grid() {
        return grid;
    }

    /** How a grid of half the spacing holds the saved points. */
    Refinement refinement() {
        return Refinement.PERIODIC;
    }

    /** Points along each axis below which the solver takes a finer grid than it saves. */
    double pointsNeeded() {
        return 0;
    }

    /** Solves on half the spacing, for estimates of the error: the points that are saved stay. */
    B finer() {
        finer = true;
        return self();
    }

    /** How often the spacing of the saved grid is halved for the solver's. */
    int halvings() {
        int halvings = finer ? 1 : 0;
        for (int points = grid; points < pointsNeeded(); points = refinement().points(points)) {
            halvings++;
        }
        return halvings;
    }

    /** Points of the solver along each axis. */
    int solverGrid() {
        int points = grid;
        for (int i = 0; i < halvings(); i++) {
            points = refinement().points(points);
        }
        return points;
    }

    double saveInterval() {
        return saveInterval;
    }

    int snapshots() {
        return snapshots;
    }

    InitialFamily initial() {
        return initial;
    }

    /** Checks the options above. */
    void check(int dimensions) {
        this.dimensions = dimensions;
        atLeast(3, "grid", grid);
        atLeast(1, "snapshots", snapshots);
        positive("saveInterval", saveInterval);
        if (Math.pow(grid, dimensions) * snapshots > Integer.MAX_VALUE) {
            throw refusal(
                    "grid %d with %d snapshots exceeds 2^31 values a field: ask for a smaller grid or fewer snapshots",
                    grid, snapshots);
        }
    }

    private void atLeast(int limit, String option, int value) {
        if (value < limit) {
            throw refusal("%s = %d is below the limit %d: ask for %d or more", option, value, limit, limit);
        }
    }

    void positive(String option, double value) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw refusal("%s = %s: give a positive, finite number", option, value);
        }
    }

    /**
     * Steps of the solver from one snapshot to the next.
     *
     * @param largestStep the largest stable one
     * @param usualStep taken where no time step was asked for, or {@code largestStep} if that is smaller
     */
    int stepsPerSnapshot(double largestStep, double usualStep) {
        double atLeast = Math.ceil(saveInterval / Math.min(largestStep, usualStep));
        refuseTooMuchWork(atLeast, largestStep);
        int usual = (int) atLeast;
        if (timeStep == null) {
            return usual;
        }
        if (!(timeStep > 0 && timeStep <= largestStep)) {
            throw refusal(
                    "timeStep %s is not within the stability limit, 0 to %.4g, for these parameters: "
                            + "use %.6g, or leave timeStep out",
                    timeStep, largestStep, saveInterval / usual);
        }
        long steps = Math.round(saveInterval / timeStep);
        if (Math.abs(steps * timeStep - saveInterval) > 1e-9 * saveInterval) {
            throw refusal(
                    "timeStep %s does not divide saveInterval %s: use %.6g, or leave timeStep out",
                    timeStep, saveInterval, saveInterval / Math.max(Math.ceil(saveInterval / largestStep), steps));
        }
        refuseTooMuchWork(steps, largestStep);
        return (int) steps;
    }

    /** Such as those of a Reynolds number of 1e-6, whose stable step is 1e-10. */
    private void refuseTooMuchWork(double steps, double largestStep) {
        double work = steps * snapshots * Math.pow(solverGrid(), dimensions);
        if (!(steps <= Integer.MAX_VALUE && work <= MOST_WORK)) {
            throw refusal(
                    "saveInterval %s takes %.3g steps (the largest stable one is %.4g), and %d snapshots on %d points"
                            + " along each axis %.3g steps times points, above the limit %.3g: use other parameters of"
                            + " the equation, a shorter saveInterval, fewer snapshots or a smaller grid",
                    saveInterval, steps, largestStep, snapshots, solverGrid(), work, MOST_WORK);
        }
    }

    IllegalArgumentException refusal(String format, Object... arguments) {
        return new IllegalArgumentException(problem + ": " + String.format(Locale.ROOT, format, arguments));
    }
}
