package io.github.dl4jquantum.pde.problem;

import io.github.dl4jquantum.pde.solver.Etd2Limits;
import io.github.dl4jquantum.pde.solver.Etd2Solver;
import io.github.dl4jquantum.pde.solver.FieldSolver;
import io.github.dl4jquantum.pde.solver.GrayScottReaction;
import io.github.dl4jquantum.pde.solver.SpectralGrid;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleConsumer;

/**
 * The Gray-Scott model of two chemicals in a plane, of which v makes more of itself from u:
 *
 * <pre>
 * u_t = D_u (u_xx + u_yy) - u v^2 + F (1 - u)
 * v_t = D_v (v_xx + v_yy) + u v^2 - (F + k) v
 * </pre>
 *
 * <ul>
 *   <li>Domain: the unit square, periodic, points j / grid; by default 64 x 64 points and 200 snapshots 10 apart, to
 *       time 1990, over which spots grow from the initial state and divide.
 *   <li>Parameters: {@code feedRate} (F), {@code killRate} (k), {@code diffusivityU}, {@code diffusivityV} (squares of
 *       the side per time). The defaults are Pearson's diffusivities 2e-5 and 1e-5, at The Well's spacing 1 / 64 of
 *       points, and F = 0.03, k = 0.062, where spots multiply.
 *   <li>Initial states: u = 1 - s / 2, v = s / 4 with a shape s &gt;= 0. {@code PAPER}: Pearson's square of side 0.2 in
 *       the middle, where s = 1, its edges smoothed over 1/32 of the side since a spectral scheme rings from a jump, with
 *       a random smooth disturbance of 1%. {@code RANDOM_SMOOTH}: {@code s = 1.2 exp(-8 (1 - w))} with a random periodic
 *       w of the wave numbers 0 to 3 and maximum 1: one or a few blobs. {@code OUT_OF_DISTRIBUTION}: the same with 4 or 5
 *       as the larger wave number and 1.5 for 1.2: more, smaller and stronger blobs.
 *   <li>Balance: d/dt of the integral of u + v is that of F (1 - u) - (F + k) v.
 *   <li>Scheme: {@link Etd2Solver} (spectral, ETD2RK), in double precision; snapshots are kept in single precision.
 *       Limit of the time step: {@link Etd2Limits#reaction}, where the kinetics' eigenvalues are bounded by 1 + F + k
 *       (for u, v &gt;= 0 and u + v &lt;= 1 the sums of sizes along the Jacobian's rows are). By default the largest
 *       divisor of the save interval up to 0.5. The solver's grid has a spacing of at most 0.75 sqrt(D_v / (F + k)), the
 *       length over which v falls off around a spot: the saved one, whose spacing may be 2 of these lengths, is halved for
 *       it as often as needed, by default once. On the saved points alone the error were 3e-2.
 *   <li>The same seed gives the same bits on every machine, whatever the number of threads.
 * </ul>
 *
 * <p>Which values of F, k and time the paper of this project used is not known: these are standard ones. Sources: P.
 * Gray, S. K. Scott, Chem. Eng. Sci. 39 (1984) 1087-1097; J. E. Pearson, Complex patterns in a simple system, Science 261
 * (1993) 189-192; R. Ohana et al., The Well, NeurIPS 2024, arXiv 2412.00568.
 */
public final class GrayScott2d extends SolvedProblem {

    /** The largest spacing of points in lengths of a spot's tail; on coarser grids spots die that should grow. */
    private static final double MAX_SPACING = 2;

    /** Of the solver's grid. */
    private static final double SOLVER_SPACING = 0.75;

    private static final List<String> FIELDS = List.of("u", "v");

    private GrayScott2d(Builder builder, int stepsPerSnapshot) {
        super("grayscott2d", FIELDS, 2, builder, stepsPerSnapshot, builder.parameters());
    }

    /** {@return a builder of the defaults named above} */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    FieldSolver solver(long seed, int trajectory) {
        SpectralGrid grid = SpectralGrid.periodic(solverGrid(), 2, 1);
        SpectralGrid.Function shape = GrayScottShape.of(initial(), TrajectoryRandom.of(seed, trajectory));
        return new Etd2Solver(
                grid,
                List.of("Gray-Scott: u", "Gray-Scott: v"),
                new double[] {parameter("diffusivityU"), parameter("diffusivityV")},
                new GrayScottReaction(parameter("feedRate"), parameter("killRate")),
                grid.sample(place -> 1 - shape.at(place) / 2),
                grid.sample(place -> shape.at(place) / 4));
    }

    /** Options of {@link GrayScott2d}; {@link #build()} checks them all. */
    public static final class Builder extends ProblemBuilder<Builder> {

        private double feedRate = 0.03;
        private double killRate = 0.062;
        private double diffusivityU = 2e-5;
        private double diffusivityV = 1e-5;

        private Builder() {
            super("GrayScott2d", 64, 10);
        }

        @Override
        Builder self() {
            return this;
        }

        @Override
        Map<String, DoubleConsumer> parameterOptions() {
            return Map.of(
                    "feedRate",
                    this::feedRate,
                    "killRate",
                    this::killRate,
                    "diffusivityU",
                    this::diffusivityU,
                    "diffusivityV",
                    this::diffusivityV);
        }

        /**
         * Sets the rate F at which u is fed and both are washed out.
         *
         * @param rate per time, more than 0; default 0.03
         * @return this builder
         */
        public Builder feedRate(double rate) {
            feedRate = rate;
            return this;
        }

        /**
         * Sets the rate k at which v is removed besides.
         *
         * @param rate per time, more than 0; default 0.062
         * @return this builder
         */
        public Builder killRate(double rate) {
            killRate = rate;
            return this;
        }

        /**
         * Sets the diffusivity D_u.
         *
         * @param diffusivity squares of the side per time, more than 0; default 2e-5
         * @return this builder
         */
        public Builder diffusivityU(double diffusivity) {
            diffusivityU = diffusivity;
            return this;
        }

        /**
         * Sets the diffusivity D_v.
         *
         * @param diffusivity squares of the side per time, more than 0; default 1e-5
         * @return this builder
         */
        public Builder diffusivityV(double diffusivity) {
            diffusivityV = diffusivity;
            return this;
        }

        @Override
        double pointsNeeded() {
            return 1 / (SOLVER_SPACING * tail());
        }

        private double tail() {
            return Math.sqrt(diffusivityV / (feedRate + killRate));
        }

        private Map<String, Double> parameters() {
            Map<String, Double> parameters = new LinkedHashMap<>();
            parameters.put("feedRate", feedRate);
            parameters.put("killRate", killRate);
            parameters.put("diffusivityU", diffusivityU);
            parameters.put("diffusivityV", diffusivityV);
            return parameters;
        }

        @Override
        public GrayScott2d build() {
            check(2);
            parameters().forEach(this::positive);
            double tail = tail();
            if (!(1.0 / grid() <= MAX_SPACING * tail)) {
                throw refusal(
                        "%d points lie %.4g apart, above the limit of %s lengths sqrt(diffusivityV / (feedRate + killRate)) "
                                + "= %.4g over which v falls off around a spot: use a grid of %.0f or more, "
                                + "or diffusivityV at least %.4g",
                        grid(),
                        1.0 / grid(),
                        MAX_SPACING,
                        tail,
                        Math.ceil(1 / (MAX_SPACING * tail)),
                        (feedRate + killRate) / Math.pow(MAX_SPACING * grid(), 2));
            }
            double largest = Etd2Limits.reaction(1 + feedRate + killRate);
            return new GrayScott2d(this, stepsPerSnapshot(largest, 0.5));
        }
    }
}
