package io.github.dl4jquantum.pde.problem;

import io.github.dl4jquantum.pde.solver.Etdrk4LineSolver;
import io.github.dl4jquantum.pde.solver.FieldSolver;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleConsumer;
import java.util.function.DoubleUnaryOperator;

/**
 * The 1D viscous Burgers' equation, {@code u_t + u u_x = viscosity u_xx}.
 *
 * <ul>
 *   <li>Domain: the periodic line of length 1, points j / grid, a power of 2; by default 128 points and 200 snapshots 0.01
 *       apart, to time 1.99, in which a speed of 1 goes twice around.
 *   <li>Parameters: {@code viscosity} (default 0.01; PDEBench's nu is pi times as large).
 *   <li>Initial states: {@code PAPER} is PDEBench's superposition of two sine waves of the wave numbers 1 to 8.
 *       {@code RANDOM_SMOOTH}: a random periodic function of the wave numbers 1 to 3, 1 in size.
 *       {@code OUT_OF_DISTRIBUTION}: the same with 3 and 4, 1.5 in size.
 *   <li>Scheme: {@link Etdrk4LineSolver}, in double precision; snapshots are kept in single precision. Values obey a maximum
 *       principle, so that the initial ones bound the speed: from it follow the largest time step and the coarsest grid, on
 *       which {@code max |u| h / viscosity} is 2. By default the largest divisor of the save interval up to 0.0025.
 *   <li>The same seed gives the same bits on every machine, whatever the number of threads.
 * </ul>
 *
 * <p>Source: M. Takamoto et al., PDEBench, NeurIPS 2022 (arXiv 2210.07182).
 */
public final class Burgers1d extends SolvedProblem {

    /** The largest {@code |u| h / viscosity} at which a shock lies on the grid. */
    private static final double MAX_CELL_NUMBER = 2;

    private Burgers1d(Builder builder, int stepsPerSnapshot) {
        super("burgers1d", List.of("u"), 1, builder, stepsPerSnapshot, Map.of("viscosity", builder.viscosity));
    }

    /** {@return a builder of the defaults named above} */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    FieldSolver solver(long seed, int trajectory) {
        return solver(
                parameter("viscosity"),
                PeriodicLine.sample(solverGrid(), start(initial(), TrajectoryRandom.of(seed, trajectory))));
    }

    /** From values at x = j / points. */
    static Etdrk4LineSolver solver(double viscosity, double[] values) {
        return new Etdrk4LineSolver(
                "Burgers: u",
                1,
                new Etdrk4LineSolver.Symbol() {
                    @Override
                    public double real(double waveNumber) {
                        return -viscosity * waveNumber * waveNumber;
                    }

                    @Override
                    public double imaginary(double waveNumber) {
                        return 0;
                    }
                },
                0.5,
                values);
    }

    private static DoubleUnaryOperator start(InitialFamily family, Random random) {
        return switch (family) {
            case PAPER -> PeriodicLine.twoWaves(random);
            case RANDOM_SMOOTH -> PeriodicLine.smooth(1, 3, 1, random);
            case OUT_OF_DISTRIBUTION -> PeriodicLine.smooth(3, 4, 1.5, random);
        };
    }

    private static double fastest(InitialFamily family) {
        return switch (family) {
            case PAPER -> 2;
            case RANDOM_SMOOTH -> 1;
            case OUT_OF_DISTRIBUTION -> 1.5;
        };
    }

    /** Options of {@link Burgers1d}; {@link #build()} checks them all. */
    public static final class Builder extends LineBuilder<Builder> {

        private double viscosity = 0.01;

        private Builder() {
            super("Burgers1d", 128, 0.01);
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
         * Sets the viscosity.
         *
         * @param viscosity in lengths of the line times speed, more than 0; the less, the more points {@link #build()}
         *     asks for; default 0.01
         * @return this builder
         */
        public Builder viscosity(double viscosity) {
            this.viscosity = viscosity;
            return this;
        }

        @Override
        public Burgers1d build() {
            checkLine();
            positive("viscosity", viscosity);
            double fastest = fastest(initial());
            double cellNumber = fastest / grid() / viscosity;
            if (!(cellNumber <= MAX_CELL_NUMBER)) {
                throw refusal(
                        "viscosity %s on %d points gives max|u| h / viscosity = %.4g, above the limit %s where shocks are "
                                + "lost between points: use a grid of %d or more",
                        viscosity,
                        grid(),
                        cellNumber,
                        MAX_CELL_NUMBER,
                        Math.round(
                                Math.pow(2, Math.ceil(Math.log(fastest / viscosity / MAX_CELL_NUMBER) / Math.log(2)))));
            }
            return new Burgers1d(this, stepsPerSnapshot(largestStep(fastest, 1), 0.0025));
        }
    }
}
