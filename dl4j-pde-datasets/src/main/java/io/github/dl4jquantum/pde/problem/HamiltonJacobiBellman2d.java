package io.github.dl4jquantum.pde.problem;

import io.github.dl4jquantum.pde.solver.Etd2Limits;
import io.github.dl4jquantum.pde.solver.Etd2Solver;
import io.github.dl4jquantum.pde.solver.FieldSolver;
import io.github.dl4jquantum.pde.solver.HamiltonianReaction;
import io.github.dl4jquantum.pde.solver.SpectralGrid;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleConsumer;

/**
 * The Hamilton-Jacobi-Bellman equation of a particle that is steered in a plane, for the least expected cost V,
 *
 * <pre>V_t = nu (V_xx + V_yy) - (V_x^2 + V_y^2) / 2</pre>
 *
 * <p>where t is the time to go, the control a moves the particle by {@code dX = a dt + sqrt(2 nu) dW} at the running cost
 * |a|^2 / 2, and V at t = 0 is the cost at the end. The best control is -grad V.
 *
 * <ul>
 *   <li>Domain: the square of side 2 pi, periodic, points 2 pi j / grid; by default 64 x 64 points and 200 snapshots
 *       0.02 apart, to time 3.98: a slope of 1 is carried over more than half the square, and valleys of V merge along
 *       kinks of width nu.
 *   <li>Parameters: {@code viscosity} (nu; default 0.1).
 *   <li>Initial states: {@code PAPER} is the exact solution of {@link HamiltonJacobiBellman2dExact}, trajectory 0 with
 *       contrast 0.9 at the origin, the others with a random contrast in [0.5, 0.9) at a random place.
 *       {@code RANDOM_SMOOTH}: a random periodic function of the wave numbers 0 to 3 whose steepest slope is 1.
 *       {@code OUT_OF_DISTRIBUTION}: the same with 3 or 4 as the larger wave number and a steepest slope of 1.5.
 *   <li>Scheme: {@link Etd2Solver} (spectral, ETD2RK), in double precision; snapshots are kept in single precision.
 *       Slopes obey a maximum principle, so the initial ones bound |grad V|: from them follow the limit of the time
 *       step, {@link Etd2Limits#advection}, and the coarsest grid, on which {@code max |grad V| h / nu} is 2. By default
 *       the largest divisor of the save interval up to 0.01.
 *   <li>The same seed gives the same bits on every machine, whatever the number of threads.
 * </ul>
 *
 * <p>Which equation of this kind and which values the paper of this project used is not known: this is the standard
 * linear-quadratic case, which the Hopf-Cole transform solves. Source: W. H. Fleming, H. M. Soner, Controlled Markov
 * Processes and Viscosity Solutions, 2nd ed., Springer 2006, ch. VI.
 */
public final class HamiltonJacobiBellman2d extends SolvedProblem {

    /** Side of the square. */
    static final double SIDE = 2 * StrictMath.PI;

    /** The largest {@code |grad V| h / nu} at which a kink of width nu lies on the grid, as for Burgers' equation. */
    private static final double MAX_CELL_NUMBER = 2;

    private HamiltonJacobiBellman2d(Builder builder, int stepsPerSnapshot) {
        super(
                "hamiltonjacobibellman2d",
                List.of("v"),
                2,
                builder,
                stepsPerSnapshot,
                Map.of("viscosity", builder.viscosity));
    }

    /** {@return a builder of the defaults named above} */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    FieldSolver solver(long seed, int trajectory) {
        SpectralGrid grid = SpectralGrid.periodic(solverGrid(), 2, SIDE);
        double viscosity = parameter("viscosity");
        return new Etd2Solver(
                grid,
                List.of("Hamilton-Jacobi-Bellman: v"),
                new double[] {viscosity},
                new HamiltonianReaction(grid),
                grid.sample(start(initial(), viscosity, trajectory, TrajectoryRandom.of(seed, trajectory))));
    }

    private static SpectralGrid.Function start(InitialFamily family, double viscosity, int trajectory, Random random) {
        return switch (family) {
            case PAPER -> {
                HamiltonJacobiBellman2dExact exact = trajectory == 0
                        ? new HamiltonJacobiBellman2dExact(viscosity, 0.9, 0, 0)
                        : new HamiltonJacobiBellman2dExact(
                                viscosity,
                                0.5 + 0.4 * random.nextDouble(),
                                SIDE * random.nextDouble(),
                                SIDE * random.nextDouble());
                yield place -> exact.value(place[1], place[0], 0);
            }
            case RANDOM_SMOOTH -> slopes(RandomModes.periodic(2, 1, 3, random), steepest(family, viscosity));
            case OUT_OF_DISTRIBUTION -> slopes(RandomModes.periodic(2, 3, 4, random), steepest(family, viscosity));
        };
    }

    private static SpectralGrid.Function slopes(RandomModes free, double steepest) {
        RandomModes scaled = free.times(steepest * SIDE / free.steepest());
        return place -> scaled.at(place[0] / SIDE, place[1] / SIDE);
    }

    /** A bound of |grad V| over a family. */
    static double steepest(InitialFamily family, double viscosity) {
        return switch (family) {
            case PAPER -> HamiltonJacobiBellman2dExact.steepest(viscosity, 0.9);
            case RANDOM_SMOOTH -> 1;
            case OUT_OF_DISTRIBUTION -> 1.5;
        };
    }

    /** Options of {@link HamiltonJacobiBellman2d}; {@link #build()} checks them all. */
    public static final class Builder extends ProblemBuilder<Builder> {

        private double viscosity = 0.1;

        private Builder() {
            super("HamiltonJacobiBellman2d", 64, 0.02);
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
         * Sets the viscosity nu, half the variance of the noise per time.
         *
         * @param viscosity more than 0; the less, the more points {@link #build()} asks for; default 0.1
         * @return this builder
         */
        public Builder viscosity(double viscosity) {
            this.viscosity = viscosity;
            return this;
        }

        @Override
        public HamiltonJacobiBellman2d build() {
            check(2);
            positive("viscosity", viscosity);
            double steepest = steepest(initial(), viscosity);
            double cellNumber = steepest * SIDE / grid() / viscosity;
            if (!(cellNumber <= MAX_CELL_NUMBER)) {
                throw refusal(
                        "viscosity %s on %d points gives max|grad V| h / viscosity = %.4g, above the limit %s where kinks "
                                + "are lost between points: use a grid of %.0f or more",
                        viscosity,
                        grid(),
                        cellNumber,
                        MAX_CELL_NUMBER,
                        Math.ceil(grid() * cellNumber / MAX_CELL_NUMBER));
            }
            double highest = Math.sqrt(0.5) * solverGrid();
            double largest = Etd2Limits.advection(viscosity, steepest, 1, highest);
            return new HamiltonJacobiBellman2d(this, stepsPerSnapshot(largest, 0.01));
        }
    }
}
