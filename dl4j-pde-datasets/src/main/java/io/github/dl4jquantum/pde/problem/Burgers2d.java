package io.github.dl4jquantum.pde.problem;

import io.github.dl4jquantum.pde.solver.Burgers2dLimits;
import io.github.dl4jquantum.pde.solver.Burgers2dSolver;
import io.github.dl4jquantum.pde.solver.FieldSolver;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleConsumer;

/**
 * The 2D viscous Burgers' equation,
 *
 * <pre>
 * u_t + u u_x + v u_y = (u_xx + u_yy) / Re
 * v_t + u v_x + v v_y = (v_xx + v_yy) / Re
 * </pre>
 *
 * <ul>
 *   <li>Domain: the unit square, {@code grid x grid} points, boundary included; by default 64 x 64 points and 200
 *       snapshots 0.01 apart, to time 2: in one unit of time a speed of 1 crosses the square.
 *   <li>Boundary: Dirichlet; zero, or the exact solution's values for {@link InitialFamily#PAPER}.
 *   <li>Parameters: {@code reynolds} (Re, dimensionless; lengths in sides of the square, speeds in units of the initial
 *       state, times in side / speed).
 *   <li>Initial states: {@code PAPER} is the travelling front of {@link Burgers2dExact}, trajectory 0 from t = 0 with
 *       the front on the diagonal, the others from a random t in [-2, 2). {@code RANDOM_SMOOTH}: with independent
 *       normal c_kl for u and for v, {@code A sum c_kl / (k^2 + l^2) sin(k pi x) sin(l pi y)} with k, l = 1..3 and A
 *       such that the larger of |u|, |v| has its maximum at 1. {@code OUT_OF_DISTRIBUTION}: the same with 4 to 6 as the
 *       larger of k and l, and a maximum of 1.25.
 *   <li>Scheme: {@link Burgers2dSolver}, of order 10 in space, in double precision; snapshots are kept in single precision. By default the
 *       largest stable step that divides the interval between snapshots.
 *   <li>The same seed gives the same bits on every machine, whatever the number of threads.
 * </ul>
 *
 * <p>Source: J. M. Burgers, A mathematical model illustrating the theory of turbulence, Adv. Appl. Mech. 1 (1948), in
 * the two-dimensional form of C. A. J. Fletcher, Int. J. Numer. Methods Fluids 3 (1983) 213-216.
 */
public final class Burgers2d extends SolvedProblem {

    private final InitialFlow initialFlow;

    private Burgers2d(Builder builder, int stepsPerSnapshot) {
        super("burgers2d", List.of("u", "v"), 2, builder, stepsPerSnapshot, Map.of("reynolds", builder.reynolds));
        initialFlow = builder.flow();
    }

    /** {@return a builder of the defaults named above} */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return Reynolds number Re} */
    public double reynolds() {
        return parameter("reynolds");
    }

    @Override
    FieldSolver solver(long seed, int trajectory) {
        return new Burgers2dSolver(solverGrid(), reynolds(), initialFlow.flow(reynolds(), seed, trajectory));
    }

    /** Options of {@link Burgers2d}; {@link #build()} checks them all. */
    public static final class Builder extends ProblemBuilder<Builder> {

        private double reynolds = 100;
        private InitialFlow ownFlow;

        private Builder() {
            super("Burgers2d", 64, 0.01);
        }

        @Override
        Builder self() {
            return this;
        }

        @Override
        Refinement refinement() {
            return Refinement.WITH_BOUNDARY;
        }

        @Override
        Map<String, DoubleConsumer> parameterOptions() {
            return Map.of("reynolds", this::reynolds);
        }

        /**
         * Sets the Reynolds number.
         *
         * @param reynolds Re, more than 0; the more, the more points {@link #build()} asks for; default 100
         * @return this builder
         */
        public Builder reynolds(double reynolds) {
            this.reynolds = reynolds;
            return this;
        }

        /** A flow of a test's own. */
        Builder initialFlow(InitialFlow flow) {
            ownFlow = flow;
            return this;
        }

        private InitialFlow flow() {
            return ownFlow == null ? InitialFlow.of(initial()) : ownFlow;
        }

        @Override
        public Burgers2d build() {
            check(2);
            positive("reynolds", reynolds);
            Burgers2dLimits limits = new Burgers2dLimits(grid(), reynolds, flow().maxSpeed());
            if (!(limits.cellReynolds() <= Burgers2dLimits.MAX_CELL_REYNOLDS)) {
                throw refusal(
                        "reynolds %s on %d points gives a cell Reynolds number max|u| Re h = %.4g, above the limit %s "
                                + "where central differences oscillate: use a grid of %.0f or more, "
                                + "or reynolds at most %.4g",
                        reynolds,
                        grid(),
                        limits.cellReynolds(),
                        Burgers2dLimits.MAX_CELL_REYNOLDS,
                        limits.smallestGrid(),
                        limits.largestReynolds());
            }
            double largest = new Burgers2dLimits(solverGrid(), reynolds, flow().maxSpeed()).largestStep();
            return new Burgers2d(this, stepsPerSnapshot(largest, Double.POSITIVE_INFINITY));
        }
    }
}
