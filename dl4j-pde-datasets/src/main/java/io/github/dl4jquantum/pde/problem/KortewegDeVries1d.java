package io.github.dl4jquantum.pde.problem;

import io.github.dl4jquantum.pde.solver.Etdrk4LineSolver;
import io.github.dl4jquantum.pde.solver.FieldSolver;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleConsumer;
import java.util.function.DoubleUnaryOperator;

/**
 * The Korteweg-de Vries equation as Zabusky and Kruskal wrote it, {@code u_t + u u_x + dispersion^2 u_xxx = 0}: waves
 * steepen and break up into solitons, which pass through each other.
 *
 * <ul>
 *   <li>Domain: the periodic line of length 2, points 2 j / grid, a power of 2; by default 128 points and 200 snapshots 0.02
 *       apart, to time 3.98: a cosine breaks up at 1 / pi.
 *   <li>Parameters: {@code dispersion} (default 0.022).
 *   <li>Initial states: {@code PAPER} is cos(pi x), trajectory 0 as it is, the others moved by a random phase.
 *       {@code RANDOM_SMOOTH}: a random periodic function of the wave numbers 1 to 2, 1 in size.
 *       {@code OUT_OF_DISTRIBUTION}: the same with 2 and 3, 1.2 in size.
 *   <li>Scheme: {@link Etdrk4LineSolver}, in double precision; snapshots are kept in single precision. Solitons are taken to be
 *       at most 3 times as high as the waves that they come from, which bounds the speed: from it follows the largest time
 *       step; on the coarsest grid {@code h sqrt(max |u|) / dispersion} of the initial state is 1, and on the
 *       solver's, for which the spacing is halved as often as needed, at most 0.4: by default 256 points, of which every second
 *       is saved. By default the largest divisor of the save interval up to 0.001.
 *   <li>The same seed gives the same bits on every machine, whatever the number of threads.
 * </ul>
 *
 * <p>Source: N. J. Zabusky, M. D. Kruskal, Phys. Rev. Lett. 15 (1965) 240-243.
 */
public final class KortewegDeVries1d extends SolvedProblem {

    /** Of the line. */
    static final double LENGTH = 2;

    /** How much higher solitons are than the waves that they come from, at most. */
    private static final double GROWTH = 3;

    /** The largest {@code h sqrt(max |u|) / dispersion} of the initial state: half the width of the highest soliton. */
    private static final double MAX_CELL_NUMBER = 1;

    /** The same of the solver's grid. */
    private static final double SOLVER_CELL_NUMBER = 0.4;

    private KortewegDeVries1d(Builder builder, int stepsPerSnapshot) {
        super(
                "kortewegdevries1d",
                List.of("u"),
                1,
                builder,
                stepsPerSnapshot,
                Map.of("dispersion", builder.dispersion));
    }

    /** {@return a builder of the defaults named above} */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    FieldSolver solver(long seed, int trajectory) {
        return solver(
                parameter("dispersion"),
                PeriodicLine.sample(solverGrid(), start(initial(), trajectory, TrajectoryRandom.of(seed, trajectory))));
    }

    /** From values at x = 2 j / points. */
    static Etdrk4LineSolver solver(double dispersion, double[] values) {
        return new Etdrk4LineSolver(
                "Korteweg-de Vries: u",
                LENGTH,
                new Etdrk4LineSolver.Symbol() {
                    @Override
                    public double real(double waveNumber) {
                        return 0;
                    }

                    @Override
                    public double imaginary(double waveNumber) {
                        return dispersion * dispersion * waveNumber * waveNumber * waveNumber;
                    }
                },
                0.5,
                values);
    }

    private static DoubleUnaryOperator start(InitialFamily family, int trajectory, Random random) {
        return switch (family) {
            case PAPER -> {
                double phase = trajectory == 0 ? 0 : random.nextDouble();
                yield x -> StrictMath.cos(2 * StrictMath.PI * (x + phase));
            }
            case RANDOM_SMOOTH -> PeriodicLine.smooth(1, 2, highest(family), random);
            case OUT_OF_DISTRIBUTION -> PeriodicLine.smooth(2, 3, highest(family), random);
        };
    }

    private static double highest(InitialFamily family) {
        return family == InitialFamily.OUT_OF_DISTRIBUTION ? 1.2 : 1;
    }

    /** Options of {@link KortewegDeVries1d}; {@link #build()} checks them all. */
    public static final class Builder extends LineBuilder<Builder> {

        private double dispersion = 0.022;

        private Builder() {
            super("KortewegDeVries1d", 128, 0.02);
        }

        @Override
        Builder self() {
            return this;
        }

        @Override
        Map<String, DoubleConsumer> parameterOptions() {
            return Map.of("dispersion", this::dispersion);
        }

        /**
         * Sets Zabusky and Kruskal's delta.
         *
         * @param dispersion more than 0; the less, the more points {@link #build()} asks for; default 0.022
         * @return this builder
         */
        public Builder dispersion(double dispersion) {
            this.dispersion = dispersion;
            return this;
        }

        @Override
        double pointsNeeded() {
            return LENGTH * Math.sqrt(highest(initial())) / dispersion / SOLVER_CELL_NUMBER;
        }

        @Override
        public KortewegDeVries1d build() {
            checkLine();
            positive("dispersion", dispersion);
            double highest = highest(initial());
            double needed = LENGTH * Math.sqrt(highest) / dispersion / MAX_CELL_NUMBER;
            if (!(needed <= grid())) {
                throw refusal(
                        "dispersion %s on %d points gives h sqrt(max|u|) / dispersion = %.4g, above the limit %s where "
                                + "solitons are lost between points: use a grid of %.0f or more",
                        dispersion,
                        grid(),
                        needed * MAX_CELL_NUMBER / grid(),
                        MAX_CELL_NUMBER,
                        Math.pow(2, Math.ceil(Math.log(needed) / Math.log(2))));
            }
            return new KortewegDeVries1d(this, stepsPerSnapshot(largestStep(GROWTH * highest, LENGTH), 0.001));
        }
    }
}
