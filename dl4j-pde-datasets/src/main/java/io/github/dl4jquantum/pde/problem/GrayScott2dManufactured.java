package io.github.dl4jquantum.pde.problem;

import io.github.dl4jquantum.pde.solver.GrayScottReaction;
import io.github.dl4jquantum.pde.solver.Reaction;
import io.github.dl4jquantum.pde.solver.SpectralGrid;

/**
 * A manufactured solution of the Gray-Scott model on the periodic unit square,
 *
 * <pre>u = 1 - w / 2,   v = w / 4,   w = e^(cos(2 pi x) + cos(2 pi y) - 2 - t)</pre>
 *
 * <p>which solves it once {@link #reaction} adds the sources u_t - D_u lap u - N_u and v_t - D_v lap v - N_v to the
 * kinetics N. It has all wave numbers, falling off faster than geometrically.
 *
 * @param kinetics N
 * @param diffusivityU D_u
 * @param diffusivityV D_v
 */
public record GrayScott2dManufactured(GrayScottReaction kinetics, double diffusivityU, double diffusivityV) {

    /**
     * {@return the field u at (x, y)}
     *
     * @param x 0 to 1
     * @param y 0 to 1
     * @param time from 0
     */
    public double u(double x, double y, double time) {
        return 1 - wave(x, y, time) / 2;
    }

    /**
     * {@return the field v at (x, y)}
     *
     * @param x 0 to 1
     * @param y 0 to 1
     * @param time from 0
     */
    public double v(double x, double y, double time) {
        return wave(x, y, time) / 4;
    }

    /**
     * {@return the kinetics with the sources}
     *
     * @param grid the periodic unit square that the sources are sampled on
     */
    public Reaction reaction(SpectralGrid grid) {
        return (time, values, rates) -> {
            kinetics.rates(time, values, rates);
            double loss = kinetics.feedRate() + kinetics.killRate();
            for (int row = 0; row < grid.points(); row++) {
                for (int column = 0; column < grid.points(); column++) {
                    double x = grid.coordinate(column);
                    double y = grid.coordinate(row);
                    double u = u(x, y, time);
                    double v = v(x, y, time);
                    double wave = wave(x, y, time);
                    double laplacian = wave * (bend(x) + bend(y));
                    double conversion = u * v * v;
                    rates[0][row][column] +=
                            (wave + diffusivityU * laplacian) / 2 + conversion - kinetics.feedRate() * (1 - u);
                    rates[1][row][column] += -(wave + diffusivityV * laplacian) / 4 - conversion + loss * v;
                }
            }
        };
    }

    private static double wave(double x, double y, double time) {
        return StrictMath.exp(StrictMath.cos(2 * StrictMath.PI * x) + StrictMath.cos(2 * StrictMath.PI * y) - 2 - time);
    }

    /** The second derivative of e^cos(2 pi x), relative to itself. */
    private static double bend(double x) {
        double sine = StrictMath.sin(2 * StrictMath.PI * x);
        return 4 * StrictMath.PI * StrictMath.PI * (sine * sine - StrictMath.cos(2 * StrictMath.PI * x));
    }
}
