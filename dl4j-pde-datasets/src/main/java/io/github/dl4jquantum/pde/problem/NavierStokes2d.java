package io.github.dl4jquantum.pde.problem;

import io.github.dl4jquantum.pde.solver.Etd2Limits;
import io.github.dl4jquantum.pde.solver.Etd2Solver;
import io.github.dl4jquantum.pde.solver.FieldSolver;
import io.github.dl4jquantum.pde.solver.SpectralGrid;
import io.github.dl4jquantum.pde.solver.VorticityReaction;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleConsumer;

/**
 * The incompressible Navier-Stokes equations in a plane, by the vorticity w = v_x - u_y,
 *
 * <pre>
 * w_t + u w_x + v w_y = viscosity (w_xx + w_yy)       u = psi_y, v = -psi_x, lap psi = -w
 * </pre>
 *
 * without force: eddies merge and fade.
 *
 * <ul>
 *   <li>Domain: the square of side 2 pi, periodic, points 2 pi j / grid; by default 64 x 64 points and 200 snapshots 0.1
 *       apart, to time 19.9: a speed of 1 crosses the square three times.
 *   <li>Parameters: {@code viscosity} (default 0.02).
 *   <li>Initial states: {@code PAPER} is the double shear layer of Brown and Minion, of thickness pi / 15 and with a wave of
 *       0.05, trajectory 0 as it is, the others moved to a random place. {@code RANDOM_SMOOTH}: the flow of a random periodic
 *       stream function of the wave numbers 1 to 3, of speeds up to 1. {@code OUT_OF_DISTRIBUTION}: the same with 3 or 4 as
 *       the larger wave number, of speeds up to 1.5.
 *   <li>Scheme: {@link Etd2Solver} (spectral, ETD2RK), in double precision; snapshots are kept in single precision. Vorticity
 *       obeys a maximum principle; speeds are taken not to grow by more than a half. From that follow the limit of the time
 *       step, {@link Etd2Limits#advection}, and the coarsest grid, on which {@code h sqrt(max |w| / viscosity)}, in units of
 *       the thinnest layers, is 3. By default the largest divisor of the save interval up to 0.01.
 *   <li>The same seed gives the same bits on every machine, whatever the number of threads.
 * </ul>
 *
 * <p>Source: D. L. Brown, M. L. Minion, J. Comput. Phys. 122 (1995) 165-183.
 */
public final class NavierStokes2d extends SolvedProblem {

    /** Side of the square. */
    static final double SIDE = 2 * StrictMath.PI;

    private static final double LAYER = StrictMath.PI / 15;
    private static final double WAVE = 0.05;
    private static final double GROWTH = 1.5;
    private static final double MAX_CELL_NUMBER = 3;

    /** Of the gradient of a flow of wave numbers up to 4 and the given speed: max |w| per speed, at most. */
    private static final double STEEPEST = 8;

    private NavierStokes2d(Builder builder, int stepsPerSnapshot) {
        super("navierstokes2d", List.of("w"), 2, builder, stepsPerSnapshot, Map.of("viscosity", builder.viscosity));
    }

    /** {@return a builder of the defaults named above} */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    FieldSolver solver(long seed, int trajectory) {
        SpectralGrid grid = SpectralGrid.periodic(solverGrid(), 2, SIDE);
        return solver(grid, parameter("viscosity"), start(grid, trajectory, TrajectoryRandom.of(seed, trajectory)));
    }

    static Etd2Solver solver(SpectralGrid grid, double viscosity, double[][] vorticity) {
        return new Etd2Solver(
                grid, List.of("Navier-Stokes: w"), new double[] {viscosity}, new VorticityReaction(grid), vorticity);
    }

    private double[][] start(SpectralGrid grid, int trajectory, Random random) {
        return switch (initial()) {
            case PAPER -> {
                double x0 = trajectory == 0 ? 0 : SIDE * random.nextDouble();
                double y0 = trajectory == 0 ? 0 : SIDE * random.nextDouble();
                yield grid.sample(place -> shearLayers(place[1] - x0, place[0] - y0));
            }
            case RANDOM_SMOOTH -> ofStreamFunction(grid, RandomModes.periodic(2, 1, 3, random), 1);
            case OUT_OF_DISTRIBUTION -> ofStreamFunction(grid, RandomModes.periodic(2, 3, 4, random), 1.5);
        };
    }

    /** Of u = tanh((y - pi / 2) / rho) up to y = pi and tanh((3 pi / 2 - y) / rho) from there, and v = wave sin x. */
    private static double shearLayers(double x, double y) {
        double place = y - SIDE * Math.floor(y / SIDE);
        boolean lower = place <= StrictMath.PI;
        double cosh = StrictMath.cosh((lower ? place - StrictMath.PI / 2 : 3 * StrictMath.PI / 2 - place) / LAYER);
        return WAVE * StrictMath.cos(x) - (lower ? 1 : -1) / (LAYER * cosh * cosh);
    }

    /** Speeds are slopes of the stream function; w = -lap psi. */
    private static double[][] ofStreamFunction(SpectralGrid grid, RandomModes free, double fastest) {
        RandomModes scaled = free.times(fastest * SIDE / free.steepest());
        double[][] field = grid.sample(place -> scaled.at(place[0] / SIDE, place[1] / SIDE));
        double[][] laplacian = grid.laplacian();
        grid.toModes(field, field);
        for (int row = 0; row < field.length; row++) {
            for (int i = 0; i < field[row].length; i++) {
                field[row][i] *= -laplacian[row][i];
            }
        }
        grid.toValues(field, field);
        return field;
    }

    private static double fastest(InitialFamily family) {
        return family == InitialFamily.OUT_OF_DISTRIBUTION ? 1.5 : 1;
    }

    /** A bound of |w| over a family. */
    private static double steepest(InitialFamily family) {
        return family == InitialFamily.PAPER ? 1 / LAYER + WAVE : STEEPEST * fastest(family);
    }

    /** Options of {@link NavierStokes2d}; {@link #build()} checks them all. */
    public static final class Builder extends ProblemBuilder<Builder> {

        private double viscosity = 0.02;

        private Builder() {
            super("NavierStokes2d", 64, 0.1);
        }

        @Override
        Builder self() {
            return this;
        }

        @Override
        Map<String, DoubleConsumer> parameterOptions() {
            return Map.of("viscosity", this::viscosity);
        }

        /**
         * Sets the kinematic viscosity.
         *
         * @param viscosity in units of length times speed, more than 0; the less, the more points {@link #build()} asks
         *     for; default 0.02
         * @return this builder
         */
        public Builder viscosity(double viscosity) {
            this.viscosity = viscosity;
            return this;
        }

        @Override
        public NavierStokes2d build() {
            check(2);
            positive("viscosity", viscosity);
            double needed = SIDE * Math.sqrt(steepest(initial()) / viscosity) / MAX_CELL_NUMBER;
            if (!(needed <= grid())) {
                throw refusal(
                        "viscosity %s on %d points gives h sqrt(max|w| / viscosity) = %.4g, above the limit %s where "
                                + "layers are lost between points: use a grid of %.0f or more",
                        viscosity, grid(), needed * MAX_CELL_NUMBER / grid(), MAX_CELL_NUMBER, Math.ceil(needed));
            }
            double highest = Math.sqrt(0.5) * solverGrid();
            double largest = Etd2Limits.advection(viscosity, GROWTH * fastest(initial()), 1, highest);
            return new NavierStokes2d(this, stepsPerSnapshot(largest, 0.01));
        }
    }
}
