package io.github.dl4jquantum.pde.solver;

import java.util.Locale;

/**
 * The 2D viscous Burgers' equation on the unit square with Dirichlet boundary values,
 *
 * <pre>
 * u_t + u u_x + v u_y = (u_xx + u_yy) / Re
 * v_t + u v_x + v v_y = (v_xx + v_yy) / Re
 * </pre>
 *
 * by second-order central differences on a grid of {@code points x points} (boundary included, spacing
 * h = 1 / (points - 1)) and the classical fourth-order Runge-Kutta method. Where boundary values move, they are imposed
 * at each Runge-Kutta stage; the order in time is then less than 4 (Carpenter et al., SIAM J. Sci. Comput. 16, 1995),
 * which does not show beside the h^2 of space, since dt is of the order of h^2.
 *
 * <p>{@link Burgers2dLimits} says which steps are stable.
 */
public final class Burgers2dSolver implements FieldSolver {

    private final int points;
    private final Flow2d flow;
    private final double halfInverseSpacing;
    private final double diffusion;

    private final Velocity state;
    private final Velocity stageA;
    private final Velocity stageB;
    private final Velocity sum;
    private final double[] west;
    private final double[] east;
    private final double[] rate;
    private double time;

    /** Starts at time 0 from {@code flow}. */
    public Burgers2dSolver(int points, double reynolds, Flow2d flow) {
        this.points = points;
        this.flow = flow;
        double h = 1.0 / (points - 1);
        halfInverseSpacing = 1 / (2 * h);
        diffusion = 1 / (reynolds * h * h);
        state = new Velocity(points);
        stageA = new Velocity(points);
        stageB = new Velocity(points);
        sum = new Velocity(points);
        west = new double[points];
        east = new double[points];
        rate = new double[points];
        for (int row = 0; row < points; row++) {
            for (int column = 0; column < points; column++) {
                impose(state, row, column, 0);
            }
        }
        copyBoundary(state, stageA);
        copyBoundary(state, stageB);
    }

    /** The time reached. */
    public double time() {
        return time;
    }

    /** Velocity along x at (column * h, row * h). */
    public double u(int row, int column) {
        return state.u[row][column];
    }

    /** Velocity along y at (column * h, row * h). */
    public double v(int row, int column) {
        return state.v[row][column];
    }

    @Override
    public void advanceTo(double target, int steps) {
        double start = time;
        double dt = (target - start) / steps;
        for (int step = 0; step < steps; step++) {
            step(start + step * dt, dt);
        }
        time = target;
    }

    /** {@inheritDoc} Fields u and v, each [y, x]. */
    @Override
    public void copyTo(float[][] fields, int offset) {
        StateCopy.copy("Burgers: u", time, state.u, fields[0], offset, this::place);
        StateCopy.copy("Burgers: v", time, state.v, fields[1], offset, this::place);
    }

    private String place(int index) {
        return String.format(
                Locale.ROOT, "x = %.4g, y = %.4g", index % points / (points - 1.0), index / points / (points - 1.0));
    }

    private void step(double t, double dt) {
        stage(state, state, dt / 6, sum, dt / 2, stageA);
        if (flow.boundaryMoves()) {
            imposeBoundary(stageA, t + dt / 2);
            copyBoundary(stageA, stageB);
        }
        stage(stageA, sum, dt / 3, sum, dt / 2, stageB);
        stage(stageB, sum, dt / 3, sum, dt, stageA);
        if (flow.boundaryMoves()) {
            imposeBoundary(stageA, t + dt);
            copyBoundary(stageA, state);
        }
        lastStage(stageA, sum, dt / 6, state);
    }

    /** {@code sumOut = sumIn + weight f(at)} and {@code next = state + ahead f(at)}, inside the boundary. */
    private void stage(Velocity at, Velocity sumIn, double weight, Velocity sumOut, double ahead, Velocity next) {
        for (int row = 1; row < points - 1; row++) {
            rate(at.u, at, row);
            addScaled(state.u[row], ahead, rate, next.u[row]);
            addScaled(sumIn.u[row], weight, rate, sumOut.u[row]);
            rate(at.v, at, row);
            addScaled(state.v[row], ahead, rate, next.v[row]);
            addScaled(sumIn.v[row], weight, rate, sumOut.v[row]);
        }
    }

    private void lastStage(Velocity at, Velocity sumIn, double weight, Velocity sumOut) {
        for (int row = 1; row < points - 1; row++) {
            rate(at.u, at, row);
            addScaled(sumIn.u[row], weight, rate, sumOut.u[row]);
            rate(at.v, at, row);
            addScaled(sumIn.v[row], weight, rate, sumOut.v[row]);
        }
    }

    /** Puts q_t of one row, for the advected quantity q, into {@link #rate}. */
    private void rate(double[][] q, Velocity at, int row) {
        // Loads of q[i - 1] and q[i + 1] from one array would be shared between iterations, and the loop left scalar.
        System.arraycopy(q[row], 0, west, 1, points - 2);
        System.arraycopy(q[row], 2, east, 1, points - 2);
        alongX(at.u[row], west, east, rate, halfInverseSpacing, diffusion);
        alongY(at.v[row], q[row - 1], q[row], q[row + 1], rate, halfInverseSpacing, diffusion);
    }

    // Three small loops, each of which C2 vectorises; in one body they are too large for it.

    private static void alongX(double[] u, double[] west, double[] east, double[] rate, double first, double second) {
        for (int i = 1; i < rate.length - 1; i++) {
            rate[i] = second * (east[i] + west[i]) - first * u[i] * (east[i] - west[i]);
        }
    }

    private static void alongY(
            double[] v, double[] south, double[] q, double[] north, double[] rate, double first, double second) {
        for (int i = 1; i < rate.length - 1; i++) {
            rate[i] += second * (north[i] + south[i] - 4 * q[i]) - first * v[i] * (north[i] - south[i]);
        }
    }

    private static void addScaled(double[] base, double scale, double[] rate, double[] out) {
        for (int i = 1; i < rate.length - 1; i++) {
            out[i] = base[i] + scale * rate[i];
        }
    }

    private void imposeBoundary(Velocity target, double t) {
        int last = points - 1;
        for (int i = 0; i < points; i++) {
            impose(target, 0, i, t);
            impose(target, last, i, t);
            impose(target, i, 0, t);
            impose(target, i, last, t);
        }
    }

    private void impose(Velocity target, int row, int column, double t) {
        double x = column / (points - 1.0);
        double y = row / (points - 1.0);
        target.u[row][column] = flow.u(x, y, t);
        target.v[row][column] = flow.v(x, y, t);
    }

    private void copyBoundary(Velocity from, Velocity to) {
        copyBoundary(from.u, to.u);
        copyBoundary(from.v, to.v);
    }

    private void copyBoundary(double[][] from, double[][] to) {
        int last = points - 1;
        System.arraycopy(from[0], 0, to[0], 0, points);
        System.arraycopy(from[last], 0, to[last], 0, points);
        for (int row = 1; row < last; row++) {
            to[row][0] = from[row][0];
            to[row][last] = from[row][last];
        }
    }

    /** Both components, row by row: separate row arrays are what C2 vectorises. */
    private static final class Velocity {
        final double[][] u;
        final double[][] v;

        Velocity(int points) {
            u = new double[points][points];
            v = new double[points][points];
        }
    }
}
