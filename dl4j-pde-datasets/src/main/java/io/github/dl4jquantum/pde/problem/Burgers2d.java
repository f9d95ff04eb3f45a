package io.github.dl4jquantum.pde.problem;

import io.github.dl4jquantum.pde.solver.Burgers2dLimits;
import io.github.dl4jquantum.pde.solver.Burgers2dSolver;
import java.util.List;
import java.util.Locale;

/**
 * The 2D viscous Burgers' equation,
 *
 * <pre>
 * u_t + u u_x + v u_y = (u_xx + u_yy) / Re
 * v_t + u v_x + v v_y = (v_xx + v_yy) / Re
 * </pre>
 *
 * <ul>
 *   <li>Domain: the unit square, {@code grid x grid} points, boundary included; from time 0 on.
 *   <li>Boundary: Dirichlet; zero, or the exact solution's values, as the family of initial states says.
 *   <li>Initial states: {@link InitialFlow#randomSmooth()} (the default) or {@link InitialFlow#fletcher()}, the exact
 *       solution of {@link Burgers2dExact}.
 *   <li>Parameters: {@code reynolds} (Re, dimensionless; lengths in sides of the square, speeds in units of the initial
 *       state, times in side / speed).
 *   <li>Scheme: {@link Burgers2dSolver}, in double precision; snapshots are kept in single precision. By default the
 *       largest stable step that divides the interval between snapshots.
 *   <li>The same seed gives the same bits on every machine, whatever the number of threads.
 * </ul>
 *
 * <p>Source: J. M. Burgers, A mathematical model illustrating the theory of turbulence, Adv. Appl. Mech. 1 (1948), in
 * the two-dimensional form of C. A. J. Fletcher, Int. J. Numer. Methods Fluids 3 (1983) 213-216.
 */
public final class Burgers2d implements Problem {

    private static final List<String> FIELDS = List.of("u", "v");

    private final int grid;
    private final double reynolds;
    private final double saveInterval;
    private final int snapshots;
    private final InitialFlow initialFlow;
    private final int stepsPerSnapshot;

    private Burgers2d(Builder builder, int stepsPerSnapshot) {
        grid = builder.grid;
        reynolds = builder.reynolds;
        saveInterval = builder.saveInterval;
        snapshots = builder.snapshots;
        initialFlow = builder.initialFlow;
        this.stepsPerSnapshot = stepsPerSnapshot;
    }

    /** Starts from the defaults named at each option. */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public String name() {
        return "burgers2d";
    }

    @Override
    public List<String> fields() {
        return FIELDS;
    }

    @Override
    public int[] gridShape() {
        return new int[] {grid, grid};
    }

    @Override
    public int snapshots() {
        return snapshots;
    }

    /** Reynolds number Re. */
    public double reynolds() {
        return reynolds;
    }

    /** Time between snapshots. */
    public double saveInterval() {
        return saveInterval;
    }

    /** Time step of the solver. */
    public double timeStep() {
        return saveInterval / stepsPerSnapshot;
    }

    /**
     * {@inheritDoc}
     *
     * @throws io.github.dl4jquantum.pde.solver.SolverDivergedException if a value is not finite (an initial state of
     *     the caller's own may do that)
     */
    @Override
    public List<Trajectory> generate(int count, long seed, Progress progress) {
        return Generation.run(this, count, progress, (index, snapshotDone) -> solve(seed, index, snapshotDone));
    }

    private Trajectory solve(long seed, int index, Runnable snapshotDone) {
        Burgers2dSolver solver = new Burgers2dSolver(grid, reynolds, initialFlow.flow(reynolds, seed, index));
        int size = grid * grid;
        double[] times = new double[snapshots];
        float[] u = new float[snapshots * size];
        float[] v = new float[snapshots * size];
        for (int snapshot = 0; snapshot < snapshots; snapshot++) {
            times[snapshot] = snapshot * saveInterval;
            if (snapshot > 0) {
                solver.advanceTo(times[snapshot], stepsPerSnapshot);
            }
            solver.copyTo(u, v, snapshot * size);
            snapshotDone.run();
        }
        return Trajectory.ofOwned(FIELDS, gridShape(), times, u, v);
    }

    /** Options of {@link Burgers2d}; {@link #build()} checks them all. */
    public static final class Builder {

        private int grid = 64;
        private double reynolds = 100;
        private double saveInterval = 0.01;
        private int snapshots = 200;
        private InitialFlow initialFlow = InitialFlow.randomSmooth();
        private Double timeStep;

        private Builder() {}

        /** Points in each direction, boundary included; default 64. */
        public Builder grid(int points) {
            grid = points;
            return this;
        }

        /** Reynolds number; default 100. */
        public Builder reynolds(double reynolds) {
            this.reynolds = reynolds;
            return this;
        }

        /** Time between snapshots; default 0.01. */
        public Builder saveInterval(double interval) {
            saveInterval = interval;
            return this;
        }

        /** Snapshots in each trajectory, the initial state included; default 200. */
        public Builder snapshots(int snapshots) {
            this.snapshots = snapshots;
            return this;
        }

        /** Family of initial states; default {@link InitialFlow#randomSmooth()}. */
        public Builder initialFlow(InitialFlow flow) {
            initialFlow = flow;
            return this;
        }

        /** Time step of the solver, a divisor of the save interval; by default the largest stable one. */
        public Builder timeStep(double step) {
            timeStep = step;
            return this;
        }

        /**
         * @throws IllegalArgumentException if an option is out of range, the grid too coarse for the Reynolds number,
         *     or the time step unstable
         */
        public Burgers2d build() {
            require(grid >= 3, "grid", grid, "3 points: one lies inside the boundary");
            require(snapshots >= 1, "snapshots", snapshots, "1, the initial state");
            requirePositive("reynolds", reynolds);
            requirePositive("saveInterval", saveInterval);
            if ((long) grid * grid * snapshots > Integer.MAX_VALUE) {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT,
                        "Burgers2d: grid %d with %d snapshots exceeds 2^31 values a field: "
                                + "ask for a smaller grid or fewer snapshots",
                        grid,
                        snapshots));
            }
            Burgers2dLimits limits = new Burgers2dLimits(grid, reynolds, initialFlow.maxSpeed());
            if (!(limits.cellReynolds() <= Burgers2dLimits.MAX_CELL_REYNOLDS)) {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT,
                        "Burgers2d: reynolds %s on %d points gives a cell Reynolds number max|u| Re h = %.4g, above the "
                                + "limit %s where central differences oscillate: "
                                + "use a grid of %.0f or more, or reynolds at most %.4g",
                        reynolds,
                        grid,
                        limits.cellReynolds(),
                        Burgers2dLimits.MAX_CELL_REYNOLDS,
                        limits.smallestGrid(),
                        limits.largestReynolds()));
            }
            return new Burgers2d(this, stepsPerSnapshot(limits.largestStep()));
        }

        private int stepsPerSnapshot(double largestStep) {
            double atLeast = Math.ceil(saveInterval / largestStep);
            if (atLeast > Integer.MAX_VALUE) {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT,
                        "Burgers2d: saveInterval %s takes %.3g steps of the largest stable step %.4g, above the limit %d: "
                                + "use a shorter saveInterval",
                        saveInterval,
                        atLeast,
                        largestStep,
                        Integer.MAX_VALUE));
            }
            int fewest = (int) atLeast;
            if (timeStep == null) {
                return fewest;
            }
            if (!(timeStep > 0 && timeStep <= largestStep)) {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT,
                        "Burgers2d: timeStep %s is not within the stability limit, 0 to %.4g, for grid %d and reynolds %s: "
                                + "use %.6g, or leave timeStep out",
                        timeStep,
                        largestStep,
                        grid,
                        reynolds,
                        saveInterval / fewest));
            }
            long steps = Math.round(saveInterval / timeStep);
            if (Math.abs(steps * timeStep - saveInterval) > 1e-9 * saveInterval) {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT,
                        "Burgers2d: timeStep %s does not divide saveInterval %s: use %.6g, or leave timeStep out",
                        timeStep,
                        saveInterval,
                        saveInterval / Math.max(fewest, steps)));
            }
            return Math.toIntExact(steps);
        }

        private static void require(boolean holds, String option, int value, String limit) {
            if (!holds) {
                throw new IllegalArgumentException(
                        "Burgers2d: " + option + " = " + value + " is below the least, " + limit);
            }
        }

        private static void requirePositive(String option, double value) {
            if (!(value > 0) || Double.isInfinite(value)) {
                throw new IllegalArgumentException(
                        "Burgers2d: " + option + " = " + value + ": give a positive, finite number");
            }
        }
    }
}
