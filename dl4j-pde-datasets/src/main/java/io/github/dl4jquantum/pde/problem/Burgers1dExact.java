package io.github.dl4jquantum.pde.problem;

/**
 * An exact solution of {@code u_t + u u_x = nu u_xx} that is periodic on a line of length 1: the Cole-Hopf transform
 * u = -2 nu phi_x / phi of a solution of the heat equation,
 *
 * <pre>phi = 1 + b e^(-4 pi^2 nu t) cos(2 pi x)</pre>
 *
 * <p>Source: J. D. Cole, Quart. Appl. Math. 9 (1951) 225-236.
 *
 * @param viscosity nu
 * @param contrast b, from 0 to less than 1 (ever steeper)
 */
public record Burgers1dExact(double viscosity, double contrast) {

    /**
     * {@return u at x}
     *
     * @param x place on the line; any number, as u is periodic
     * @param time from 0
     */
    public double u(double x, double time) {
        double wave = 2 * StrictMath.PI;
        double decay = contrast * StrictMath.exp(-wave * wave * viscosity * time);
        return 2 * viscosity * wave * decay * StrictMath.sin(wave * x) / (1 + decay * StrictMath.cos(wave * x));
    }
}
