package io.github.dl4jquantum.pde.solver;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;

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

    /** Values that one pass of a loop takes: several rows, so that loops are long, and all they read stays in the cache. */
    private static final int BLOCK = 512;

    private final int points;
    private final int blockSize;
    private final int[] movingBoundary;
    private final Flow2d flow;
    private final double halfInverseSpacing;
    private final double diffusion;

    private final Velocity state;
    private final Velocity stageA;
    private final Velocity stageB;
    private final Velocity sum;
    private final double[] west;
    private final double[] east;
    private final double[] south;
    private final double[] north;
    private final double[] rate;
    private double time;

    /** Starts at time 0 from {@code flow}. */
    public Burgers2dSolver(int points, double reynolds, Flow2d flow) {
        this.points = points;
        this.flow = flow;
        blockSize = points * Math.max(1, Math.min(points, BLOCK / points));
        movingBoundary = IntStream.range(0, flow.boundaryMoves() ? points * points : 0)
                .filter(i -> i % points == 0 || i % points == points - 1 || i < points || i >= points * (points - 1))
                .toArray();
        double h = 1.0 / (points - 1);
        halfInverseSpacing = 1 / (2 * h);
        diffusion = 1 / (reynolds * h * h);
        state = new Velocity();
        stageA = new Velocity();
        stageB = new Velocity();
        sum = new Velocity();
        west = new double[blockSize];
        east = new double[blockSize];
        south = new double[blockSize];
        north = new double[blockSize];
        rate = new double[blockSize];
        for (int index = 0; index < points * points; index++) {
            impose(state, index, 0);
        }
    }

    /** The time reached. */
    public double time() {
        return time;
    }

    /** Velocity along x at (column * h, row * h). */
    public double u(int row, int column) {
        int index = row * points + column;
        return state.u[index / blockSize][index % blockSize];
    }

    /** Velocity along y at (column * h, row * h). */
    public double v(int row, int column) {
        int index = row * points + column;
        return state.v[index / blockSize][index % blockSize];
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
        imposeBoundary(stageA, t + dt / 2);
        stage(stageA, sum, dt / 3, sum, dt / 2, stageB);
        copyBoundary(stageA, stageB);
        stage(stageB, sum, dt / 3, sum, dt, stageA);
        imposeBoundary(stageA, t + dt);
        lastStage(stageA, sum, dt / 6, state);
        copyBoundary(stageA, state);
    }

    /** {@code sumOut = sumIn + weight f(at)} and {@code next = state + ahead f(at)}, with f = 0 on the boundary. */
    private void stage(Velocity at, Velocity sumIn, double weight, Velocity sumOut, double ahead, Velocity next) {
        for (int block = 0; block < at.u.length; block++) {
            rate(at.u, at, block);
            addScaled(state.u[block], ahead, rate, next.u[block]);
            addScaled(sumIn.u[block], weight, rate, sumOut.u[block]);
            rate(at.v, at, block);
            addScaled(state.v[block], ahead, rate, next.v[block]);
            addScaled(sumIn.v[block], weight, rate, sumOut.v[block]);
        }
    }

    private void lastStage(Velocity at, Velocity sumIn, double weight, Velocity sumOut) {
        for (int block = 0; block < at.u.length; block++) {
            rate(at.u, at, block);
            addScaled(sumIn.u[block], weight, rate, sumOut.u[block]);
            rate(at.v, at, block);
            addScaled(sumIn.v[block], weight, rate, sumOut.v[block]);
        }
    }

    /** Puts q_t of one block, for the advected quantity q, into {@link #rate}. */
    private void rate(double[][] q, Velocity at, int block) {
        // Loads of q[i - 1] and q[i + 1] from one array would be shared between iterations, and the loop left scalar.
        double[] here = q[block];
        int length = here.length;
        System.arraycopy(here, 0, west, 1, length - 1);
        System.arraycopy(here, 1, east, 0, length - 1);
        System.arraycopy(here, 0, south, points, length - points);
        System.arraycopy(here, points, north, 0, length - points);
        if (block > 0) {
            System.arraycopy(q[block - 1], blockSize - points, south, 0, points);
        }
        if (block < q.length - 1) {
            System.arraycopy(q[block + 1], 0, north, length - points, points);
        }
        alongX(at.u[block], west, east, rate, halfInverseSpacing, diffusion);
        alongY(at.v[block], south, here, north, rate, halfInverseSpacing, diffusion);
        // The loops ran over the boundary too, with neighbours that are none.
        for (int row = 0; row < length; row += points) {
            rate[row] = 0;
            rate[row + points - 1] = 0;
        }
        if (block == 0) {
            Arrays.fill(rate, 0, points, 0);
        }
        if (block == q.length - 1) {
            Arrays.fill(rate, length - points, length, 0);
        }
    }

    // Three small loops, each of which C2 vectorises; in one body they are too large for it.

    private static void alongX(double[] u, double[] west, double[] east, double[] rate, double first, double second) {
        for (int i = 0; i < u.length; i++) {
            rate[i] = second * (east[i] + west[i]) - first * u[i] * (east[i] - west[i]);
        }
    }

    private static void alongY(
            double[] v, double[] south, double[] q, double[] north, double[] rate, double first, double second) {
        for (int i = 0; i < v.length; i++) {
            rate[i] += second * (north[i] + south[i] - 4 * q[i]) - first * v[i] * (north[i] - south[i]);
        }
    }

    private static void addScaled(double[] base, double scale, double[] rate, double[] out) {
        for (int i = 0; i < base.length; i++) {
            out[i] = base[i] + scale * rate[i];
        }
    }

    private void imposeBoundary(Velocity target, double t) {
        for (int index : movingBoundary) {
            impose(target, index, t);
        }
    }

    private void impose(Velocity target, int index, double t) {
        double x = index % points / (points - 1.0);
        double y = index / points / (points - 1.0);
        target.u[index / blockSize][index % blockSize] = flow.u(x, y, t);
        target.v[index / blockSize][index % blockSize] = flow.v(x, y, t);
    }

    private void copyBoundary(Velocity from, Velocity to) {
        for (int index : movingBoundary) {
            int block = index / blockSize;
            to.u[block][index % blockSize] = from.u[block][index % blockSize];
            to.v[block][index % blockSize] = from.v[block][index % blockSize];
        }
    }

    /** Both components, row after row (x fastest), cut into blocks: separate arrays are what C2 vectorises. */
    private final class Velocity {
        final double[][] u = blocks();
        final double[][] v = blocks();

        private double[][] blocks() {
            int size = points * points;
            double[][] blocks = new double[(size + blockSize - 1) / blockSize][];
            Arrays.setAll(blocks, block -> new double[Math.min(blockSize, size - block * blockSize)]);
            return blocks;
        }
    }
}
