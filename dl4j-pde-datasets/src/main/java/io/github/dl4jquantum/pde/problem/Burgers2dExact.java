package io.github.dl4jquantum.pde.problem;

import io.github.dl4jquantum.pde.solver.Flow2d;

/**
 * An exact solution of the 2D Burgers' equation, a front that travels across the unit square:
 *
 * <pre>
 * u = 3/4 - 1 / (4 (1 + e^z)),   v = 3/4 + 1 / (4 (1 + e^z)),   z = (-4x + 4y - t) Re / 32
 * </pre>
 *
 * <p>It is degenerate (u + v = 3/2 everywhere): right for verifying a solver, poor as the only training data.
 *
 * <p>Source: C. A. J. Fletcher, Generating exact solutions of the two-dimensional Burgers' equations, Int. J. Numer.
 * Methods Fluids 3 (1983) 213-216.
 *
 * @param reynolds Reynolds number Re
 * @param startTime the t of the formula at time 0; it moves the front, which lies on y = x + t / 4
 */
public record Burgers2dExact(double reynolds, double startTime) implements Flow2d {

    @Override
    public double u(double x, double y, double time) {
        return 0.75 - wave(x, y, time);
    }

    @Override
    public double v(double x, double y, double time) {
        return 0.75 + wave(x, y, time);
    }

    @Override
    public boolean boundaryMoves() {
        return true;
    }

    private double wave(double x, double y, double time) {
        double z = (-4 * x + 4 * y - (startTime + time)) * reynolds / 32;
        return 1 / (4 * (1 + StrictMath.exp(z)));
    }
}
