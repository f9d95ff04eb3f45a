package io.github.dl4jquantum.pde.problem;

import io.github.dl4jquantum.pde.solver.Etd2Limits;
import io.github.dl4jquantum.pde.solver.Etd2Solver;
import io.github.dl4jquantum.pde.solver.FieldSolver;
import io.github.dl4jquantum.pde.solver.MichaelisMentenReaction;
import io.github.dl4jquantum.pde.solver.SpectralGrid;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleConsumer;

/**
 * A substance that diffuses in a cube and is used up by an enzyme with Michaelis-Menten kinetics,
 *
 * <pre>u_t = d (u_xx + u_yy + u_zz) - V u / (K + u)</pre>
 *
 * <ul>
 *   <li>Domain: the unit cube, points j / (grid + 1), j = 1..grid, inside the boundary; by default 16 x 16 x 16 points
 *       and 200 snapshots 0.005 apart, to time 0.995, over which diffusion and uptake take u from 1 to about 1e-3.
 *   <li>Boundary: u = 0.
 *   <li>Parameters: {@code diffusivity} (d, squares of the side per time; default 0.2), {@code maximumRate} (V; default
 *       1), {@code michaelisConstant} (K, the concentration at half the maximum rate; default 1).
 *   <li>Initial states: {@code PAPER} is sin(pi x) sin(pi y) sin(pi z), for trajectories after the first times a random
 *       factor in [0.5, 1). {@code RANDOM_SMOOTH}: A s (1 + w) / 2 with s the product of sines above, a random sum w of
 *       the sines 1 and 2 along each axis whose largest size is 1, and a random A in [0.5, 1).
 *       {@code OUT_OF_DISTRIBUTION}: the same with 3 as the largest sine in w, and A in [0.1, 0.3), where uptake is
 *       nearly linear.
 *   <li>Bounds: 0 &lt;= u &lt;= 1, and the integral of u falls.
 *   <li>Scheme: {@link Etd2Solver} (sine transform, ETD2RK), in double precision; snapshots are kept in single
 *       precision. Of fourth order in space, since the kinetics' odd continuation bends at the boundary. Limit of the
 *       time step: {@link Etd2Limits#reaction} with the uptake's steepest rate V / K. By default the largest divisor of
 *       the save interval up to 0.005.
 *   <li>The same seed gives the same bits on every machine, whatever the number of threads.
 * </ul>
 *
 * <p>Source: L. Michaelis, M. L. Menten, Biochem. Z. 49 (1913) 333-369; diffusing, D. L. S. McElwain, J. Theor. Biol. 71
 * (1978) 255-263. The settings d = 0.2, V = K = 1, time to 1 and the first initial state are those of studies of this
 * equation by the authors of arXiv 2502.13370; the values that this paper used are not known.
 */
public final class MichaelisMenten3d extends SolvedProblem {

    private MichaelisMenten3d(Builder builder, int stepsPerSnapshot) {
        super("michaelismenten3d", List.of("u"), 3, builder, stepsPerSnapshot, builder.parameters());
    }

    /** {@return a builder of the defaults named above} */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    FieldSolver solver(long seed, int trajectory) {
        SpectralGrid grid = SpectralGrid.zeroBoundary(solverGrid(), 3, 1);
        return new Etd2Solver(
                grid,
                List.of("Michaelis-Menten: u"),
                new double[] {parameter("diffusivity")},
                new MichaelisMentenReaction(parameter("maximumRate"), parameter("michaelisConstant")),
                grid.sample(start(initial(), trajectory, TrajectoryRandom.of(seed, trajectory))));
    }

    private static SpectralGrid.Function start(InitialFamily family, int trajectory, Random random) {
        return switch (family) {
            case PAPER -> {
                double amplitude = trajectory == 0 ? 1 : between(0.5, 1, random);
                yield place -> amplitude * MichaelisMenten3dManufactured.sines(place[0], place[1], place[2]);
            }
            case RANDOM_SMOOTH -> disturbed(between(0.5, 1, random), RandomModes.sines(3, 1, 2, random));
            case OUT_OF_DISTRIBUTION -> disturbed(between(0.1, 0.3, random), RandomModes.sines(3, 3, 3, random));
        };
    }

    private static double between(double low, double high, Random random) {
        return low + (high - low) * random.nextDouble();
    }

    private static SpectralGrid.Function disturbed(double amplitude, RandomModes free) {
        RandomModes scaled = free.times(1 / free.extreme());
        return place -> amplitude
                * MichaelisMenten3dManufactured.sines(place[0], place[1], place[2])
                * Math.max(0, 1 + scaled.at(place))
                / 2;
    }

    /** Options of {@link MichaelisMenten3d}; {@link #build()} checks them all. */
    public static final class Builder extends ProblemBuilder<Builder> {

        private double diffusivity = 0.2;
        private double maximumRate = 1;
        private double michaelisConstant = 1;

        private Builder() {
            super("MichaelisMenten3d", 16, 0.005);
        }

        @Override
        Builder self() {
            return this;
        }

        @Override
        Refinement refinement() {
            return Refinement.WITHIN_BOUNDARY;
        }

        @Override
        Map<String, DoubleConsumer> parameterOptions() {
            return Map.of(
                    "diffusivity",
                    this::diffusivity,
                    "maximumRate",
                    this::maximumRate,
                    "michaelisConstant",
                    this::michaelisConstant);
        }

        /**
         * Sets the diffusivity d.
         *
         * @param diffusivity squares of the side per time, more than 0; default 0.2
         * @return this builder
         */
        public Builder diffusivity(double diffusivity) {
            this.diffusivity = diffusivity;
            return this;
        }

        /**
         * Sets the rate of uptake V where the substance abounds.
         *
         * @param rate concentration per time, more than 0; default 1
         * @return this builder
         */
        public Builder maximumRate(double rate) {
            maximumRate = rate;
            return this;
        }

        /**
         * Sets the concentration K at which uptake has half its maximum rate.
         *
         * @param concentration more than 0; default 1
         * @return this builder
         */
        public Builder michaelisConstant(double concentration) {
            michaelisConstant = concentration;
            return this;
        }

        private Map<String, Double> parameters() {
            Map<String, Double> parameters = new LinkedHashMap<>();
            parameters.put("diffusivity", diffusivity);
            parameters.put("maximumRate", maximumRate);
            parameters.put("michaelisConstant", michaelisConstant);
            return parameters;
        }

        @Override
        public MichaelisMenten3d build() {
            check(3);
            parameters().forEach(this::positive);
            double largest = Etd2Limits.reaction(maximumRate / michaelisConstant);
            return new MichaelisMenten3d(this, stepsPerSnapshot(largest, 0.005));
        }
    }
}
