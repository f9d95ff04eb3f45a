package io.github.dl4jquantum.pde.problem;

import io.github.dl4jquantum.pde.solver.Etdrk4LineSolver;
import io.github.dl4jquantum.pde.solver.FieldSolver;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleConsumer;
import java.util.function.DoubleUnaryOperator;

/**
 * The 1D advection equation, {@code u_t + speed u_x = 0}: what is there moves on unchanged.
 *
 * <ul>
 *   <li>Domain: the periodic line of length 1, points j / grid, a power of 2; by default 128 points and 200 snapshots 0.01
 *       apart, to time 1.99, in which a speed of 1 goes twice around.
 *   <li>Parameters: {@code speed} (default 1, of either sign).
 *   <li>Initial states: {@code PAPER} is PDEBench's superposition of two sine waves of the wave numbers 1 to 8.
 *       {@code RANDOM_SMOOTH}: a random periodic function of the wave numbers 1 to 3, 1 in size.
 *       {@code OUT_OF_DISTRIBUTION}: the same with 3 and 4, 1.5 in size.
 *   <li>Scheme: {@link Etdrk4LineSolver}, which is exact here: the trigonometric interpolant is moved. Snapshots are kept in
 *       single precision.
 *   <li>The same seed gives the same bits on every machine, whatever the number of threads.
 * </ul>
 *
 * <p>Source: M. Takamoto et al., PDEBench, NeurIPS 2022 (arXiv 2210.07182).
 */
public final class Advection1d extends SolvedProblem {

    private Advection1d(Builder builder) {
        super("advection1d", List.of("u"), 1, builder, 1, Map.of("speed", builder.speed));
    }

    /** {@return a builder of the defaults named above} */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    FieldSolver solver(long seed, int trajectory) {
        double speed = parameter("speed");
        return new Etdrk4LineSolver(
                "Advection: u",
                1,
                new Etdrk4LineSolver.Symbol() {
                    @Override
                    public double real(double waveNumber) {
                        return 0;
                    }

                    @Override
                    public double imaginary(double waveNumber) {
                        return -speed * waveNumber;
                    }
                },
                0,
                PeriodicLine.sample(solverGrid(), start(initial(), TrajectoryRandom.of(seed, trajectory))));
    }

    private static DoubleUnaryOperator start(InitialFamily family, Random random) {
        return switch (family) {
            case PAPER -> PeriodicLine.twoWaves(random);
            case RANDOM_SMOOTH -> PeriodicLine.smooth(1, 3, 1, random);
            case OUT_OF_DISTRIBUTION -> PeriodicLine.smooth(3, 4, 1.5, random);
        };
    }

    /** Options of {@link Advection1d}; {@link #build()} checks them all. */
    public static final class Builder extends LineBuilder<Builder> {

        private double speed = 1;

        private Builder() {
            super("Advection1d", 128, 0.01);
        }

        @Override
        Builder self() {
            return this;
        }

        @Override
        Map<String, DoubleConsumer> parameterOptions() {
            return Map.of("speed", this::speed);
        }

        /**
         * Sets the speed.
         *
         * @param speed lengths of the line per time, finite, of either sign, not 0; default 1
         * @return this builder
         */
        public Builder speed(double speed) {
            this.speed = speed;
            return this;
        }

        @Override
        public Advection1d build() {
            checkLine();
            if (!Double.isFinite(speed) || speed == 0) {
                throw refusal("speed = %s: give a finite number other than 0", speed);
            }
            stepsPerSnapshot(Double.POSITIVE_INFINITY, saveInterval());
            return new Advection1d(this);
        }
    }
}
