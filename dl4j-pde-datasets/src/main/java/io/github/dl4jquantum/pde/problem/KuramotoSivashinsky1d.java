package io.github.dl4jquantum.pde.problem;

import io.github.dl4jquantum.pde.solver.Etdrk4LineSolver;
import io.github.dl4jquantum.pde.solver.FieldSolver;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleConsumer;
import java.util.function.DoubleUnaryOperator;

/**
 * The Kuramoto-Sivashinsky equation, {@code u_t + u u_x + u_xx + u_xxxx = 0}: long waves grow, short ones are damped, and
 * the flux between them makes chaos.
 *
 * <ul>
 *   <li>Domain: the periodic line, points j length / grid, a power of 2; by default 128 points and 200 snapshots 0.5 apart,
 *       to time 99.5. Wave numbers below 1 grow, that of 0.7 fastest, by e in 4 units of time; at a length of 22 neighbouring
 *       states part by e in some 20.
 *   <li>Parameters: {@code length} (of the line; default 22).
 *   <li>Initial states: {@code PAPER} is Kassam and Trefethen's cos(p) (1 + sin p), p = 2 pi x / length, trajectory 0 as it is,
 *       the others moved by a random phase. {@code RANDOM_SMOOTH}: a random periodic function of the wave numbers 1 to 3 of
 *       the line, 1 in size. {@code OUT_OF_DISTRIBUTION}: the same with 3 and 4, 2 in size.
 *   <li>Scheme: {@link Etdrk4LineSolver}, in double precision; snapshots are kept in single precision. States settle within
 *       4 in size, which bounds the speed: from it follows the largest time step; the coarsest grid has two points a unit of
 *       length. By default the largest divisor of the save interval up to 0.025.
 *   <li>The same seed gives the same bits on every machine, whatever the number of threads; chaos makes that all the more
 *       of a rounding error that differs.
 * </ul>
 *
 * <p>Sources: Y. Kuramoto, T. Tsuzuki, Prog. Theor. Phys. 55 (1976) 356-369; G. I. Sivashinsky, Acta Astronautica 4 (1977)
 * 1177-1206; initial state and scheme A.-K. Kassam, L. N. Trefethen, SIAM J. Sci. Comput. 26 (2005) 1214-1233; the length
 * of 22 P. Cvitanovic, R. L. Davidchack, E. Siminos, SIAM J. Appl. Dyn. Syst. 9 (2010) 1-33.
 */
public final class KuramotoSivashinsky1d extends SolvedProblem {

    /** What |u| stays below. */
    private static final double LARGEST = 4;

    private static final double POINTS_PER_LENGTH = 2;

    private KuramotoSivashinsky1d(Builder builder, int stepsPerSnapshot) {
        super("kuramotosivashinsky1d", List.of("u"), 1, builder, stepsPerSnapshot, Map.of("length", builder.length));
    }

    /** {@return a builder of the defaults named above} */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    FieldSolver solver(long seed, int trajectory) {
        return solver(
                parameter("length"),
                PeriodicLine.sample(solverGrid(), start(initial(), trajectory, TrajectoryRandom.of(seed, trajectory))));
    }

    /** From values at x = j length / points. */
    static Etdrk4LineSolver solver(double length, double[] values) {
        return new Etdrk4LineSolver(
                "Kuramoto-Sivashinsky: u",
                length,
                new Etdrk4LineSolver.Symbol() {
                    @Override
                    public double real(double waveNumber) {
                        double square = waveNumber * waveNumber;
                        return square - square * square;
                    }

                    @Override
                    public double imaginary(double waveNumber) {
                        return 0;
                    }
                },
                0.5,
                values);
    }

    private static DoubleUnaryOperator start(InitialFamily family, int trajectory, Random random) {
        return switch (family) {
            case PAPER -> {
                double phase = trajectory == 0 ? 0 : random.nextDouble();
                yield x -> {
                    double p = 2 * StrictMath.PI * (x + phase);
                    return StrictMath.cos(p) * (1 + StrictMath.sin(p));
                };
            }
            case RANDOM_SMOOTH -> PeriodicLine.smooth(1, 3, 1, random);
            case OUT_OF_DISTRIBUTION -> PeriodicLine.smooth(3, 4, 2, random);
        };
    }

    /** Options of {@link KuramotoSivashinsky1d}; {@link #build()} checks them all. */
    public static final class Builder extends LineBuilder<Builder> {

        private double length = 22;

        private Builder() {
            super("KuramotoSivashinsky1d", 128, 0.5);
        }

        @Override
        Builder self() {
            return this;
        }

        @Override
        Map<String, DoubleConsumer> parameterOptions() {
            return Map.of("length", this::length);
        }

        /**
         * Sets the length of the line.
         *
         * @param length more than 0; the more, the more points {@link #build()} asks for; default 22
         * @return this builder
         */
        public Builder length(double length) {
            this.length = length;
            return this;
        }

        @Override
        public KuramotoSivashinsky1d build() {
            checkLine();
            positive("length", length);
            if (!(POINTS_PER_LENGTH * length <= grid())) {
                throw refusal(
                        "length %s on %d points leaves %.3g points a unit of length, below the limit %s: use a grid of "
                                + "%.0f or more",
                        length,
                        grid(),
                        grid() / length,
                        POINTS_PER_LENGTH,
                        Math.pow(2, Math.ceil(Math.log(POINTS_PER_LENGTH * length) / Math.log(2))));
            }
            return new KuramotoSivashinsky1d(this, stepsPerSnapshot(largestStep(LARGEST, length), 0.025));
        }
    }
}
