package io.github.dl4jquantum.pde.problem;

/**
 * An exact solution of V_t = nu lap V - |grad V|^2 / 2 that is periodic on the square of side 2 pi: the Hopf-Cole
 * transform V = -2 nu ln(phi) of a solution of the heat equation,
 *
 * <pre>V = -2 nu ln(1 + b e^(-2 nu t) cos(x - x0) cos(y - y0))</pre>
 *
 * <p>With b = 1/2 and x0 = y0 = 0 this is -2 nu ln(2 + e^(-2 nu t) cos x cos y), but for the constant 2 nu ln 2.
 *
 * <p>Source: E. Hopf, Comm. Pure Appl. Math. 3 (1950) 201-230; J. D. Cole, Quart. Appl. Math. 9 (1951) 225-236.
 *
 * @param viscosity nu
 * @param contrast b, from 0 (a plane) to less than 1 (ever sharper peaks)
 * @param x0 place along x
 * @param y0 place along y
 */
public record HamiltonJacobiBellman2dExact(double viscosity, double contrast, double x0, double y0) {

    /**
     * {@return V at (x, y)}
     *
     * @param x 0 to 2 pi
     * @param y 0 to 2 pi
     * @param time from 0
     */
    public double value(double x, double y, double time) {
        double decay = contrast * StrictMath.exp(-2 * viscosity * time);
        return -2 * viscosity * StrictMath.log1p(decay * StrictMath.cos(x - x0) * StrictMath.cos(y - y0));
    }

    /** The largest |grad V| at time 0, {@code 2 nu b / sqrt(1 - b^2)}: at cos(y - y0) = 1, cos(x - x0) = -b. */
    static double steepest(double viscosity, double contrast) {
        return 2 * viscosity * contrast / Math.sqrt(1 - contrast * contrast);
    }
}
