package io.github.dl4jquantum.pde.solver;

/**
 * What {@link Burgers2dSolver}'s scheme can bear: central differences (of order 12 of
 * first and 10 of second derivatives) with spacing h = 1 / (points - 1) and
 * classical RK4, for velocities with |u| and |v| at most {@code maxSpeed}.
 *
 * <p>Time step: with coefficients frozen, the eigenvalues of the scheme are
 * {@code -(s(a) + s(b)) / (h^2 Re) - i (u f(a) + v f(b)) / h}, where
 *
 * <pre>
 * s(a) = 5269/1800 - 2 (5/3 cos a - 5/21 cos 2a + 5/126 cos 3a - 5/1008 cos 4a + 1/3150 cos 5a) &lt;= 512/75
 * f(a) = 2 (6/7 sin a - 15/56 sin 2a + 5/63 sin 3a - 1/56 sin 4a + 1/385 sin 5a - 1/5544 sin 6a) &lt;= 1.9209
 * </pre>
 *
 * <p>RK4 is stable on the real axis down to -2.785 and on the imaginary one up to 2.83, hence
 *
 * <pre>dt &lt;= 0.98 min( 2.785 h^2 Re 75 / 1024,  2.8 h / (1.9209 (|u| + |v|)) )</pre>
 *
 * <p>Space: central differences oscillate between neighbouring points where the cell Reynolds number
 * {@code max(|u|, |v|) Re h} exceeds 2 (Patankar, Numerical Heat Transfer and Fluid Flow, 1980, ch. 5, for those of
 * order 2). Up to 2 the diffusive limit is the smaller one, and all the eigenvalues lie inside RK4's region of stability.
 *
 * <p>Velocities of Burgers' equation obey a maximum principle, so a bound on initial and boundary values holds at every
 * time.
 *
 * @param points grid points in each direction, boundary included
 * @param reynolds Reynolds number Re
 * @param maxSpeed bound of |u| and of |v|
 */
public record Burgers2dLimits(int points, double reynolds, double maxSpeed) {

    /** The cell Reynolds number up to which central differences are free of oscillations. */
    public static final double MAX_CELL_REYNOLDS = 2;

    private static final double SAFETY = 0.98;
    private static final double RK4_REAL = 2.785;
    private static final double RK4_IMAGINARY = 2.8;
    private static final double LARGEST_SECOND = 512.0 / 75;
    private static final double LARGEST_FIRST = 1.9209;

    /** {@return the grid spacing h} */
    public double spacing() {
        return 1.0 / (points - 1);
    }

    /** {@return {@code maxSpeed * Re * h}} */
    public double cellReynolds() {
        return maxSpeed * reynolds * spacing();
    }

    /** {@return the largest Reynolds number that this grid resolves} */
    public double largestReynolds() {
        return MAX_CELL_REYNOLDS / (maxSpeed * spacing());
    }

    /** {@return the smallest number of points per direction that resolves this Reynolds number} */
    public double smallestGrid() {
        return Math.ceil(maxSpeed * reynolds / MAX_CELL_REYNOLDS) + 1;
    }

    /** {@return the largest stable time step} */
    public double largestStep() {
        double h = spacing();
        return SAFETY
                * Math.min(
                        RK4_REAL * h * h * reynolds / (2 * LARGEST_SECOND),
                        RK4_IMAGINARY * h / (2 * LARGEST_FIRST * maxSpeed));
    }
}
