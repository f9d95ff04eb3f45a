package io.github.dl4jquantum.pde.problem;

import io.github.dl4jquantum.pde.solver.MichaelisMentenReaction;
import io.github.dl4jquantum.pde.solver.Reaction;
import io.github.dl4jquantum.pde.solver.SpectralGrid;

/**
 * A manufactured solution of the Michaelis-Menten problem on the unit cube,
 *
 * <pre>u = e^(-t) sin(pi x) sin(pi y) sin(pi z)</pre>
 *
 * <p>which solves it once {@link #reaction} adds the source u_t - d lap u - N(u) = (3 pi^2 d - 1) u - N(u) to the
 * kinetics N.
 *
 * @param kinetics N
 * @param diffusivity d
 */
public record MichaelisMenten3dManufactured(MichaelisMentenReaction kinetics, double diffusivity) {

    /**
     * {@return the field u at (x, y, z)}
     *
     * @param x 0 to 1
     * @param y 0 to 1
     * @param z 0 to 1
     * @param time from 0
     */
    public double u(double x, double y, double z, double time) {
        return StrictMath.exp(-time) * sines(x, y, z);
    }

    static double sines(double x, double y, double z) {
        return StrictMath.sin(StrictMath.PI * x)
                * StrictMath.sin(StrictMath.PI * y)
                * StrictMath.sin(StrictMath.PI * z);
    }

    /**
     * {@return the kinetics with the source}
     *
     * @param grid the unit cube's inside that the source is sampled on
     */
    public Reaction reaction(SpectralGrid grid) {
        double[][] shape = grid.sample(place -> sines(place[2], place[1], place[0]));
        return (time, values, rates) -> {
            kinetics.rates(time, values, rates);
            double decay = StrictMath.exp(-time);
            for (int row = 0; row < shape.length; row++) {
                for (int i = 0; i < shape[row].length; i++) {
                    double u = decay * shape[row][i];
                    rates[0][row][i] += (3 * StrictMath.PI * StrictMath.PI * diffusivity - 1) * u
                            + kinetics.maximumRate() * u / (kinetics.michaelisConstant() + u);
                }
            }
        };
    }
}
