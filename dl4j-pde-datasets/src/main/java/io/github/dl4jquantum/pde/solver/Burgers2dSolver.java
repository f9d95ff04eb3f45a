package io.github.dl4jquantum.pde.solver;

import static io.github.dl4jquantum.pde.solver.InterleavedField.GHOSTS;

import java.util.Locale;

/**
 * The 2D viscous Burgers' equation on the unit square with Dirichlet boundary values,
 *
 * <pre>
 * u_t + u u_x + v u_y = (u_xx + u_yy) / Re
 * v_t + u v_x + v v_y = (v_xx + v_yy) / Re
 * </pre>
 *
 * by central differences, of order 12 of first and 10 of second derivatives, on a grid of {@code points x points} (boundary included, spacing
 * h = 1 / (points - 1)) and the classical fourth-order Runge-Kutta method:
 *
 * <pre>
 * h   q_x  = 6/7 d_1 - 15/56 d_2 + 5/63 d_3 - 1/56 d_4 + 1/385 d_5 - 1/5544 d_6   d_k = q(x + k h) - q(x - k h)
 * h^2 q_xx = 5/3 s_1 - 5/21 s_2 + 5/126 s_3 - 5/1008 s_4 + 1/3150 s_5               s_k = q(x + k h) + q(x - k h)
 *            - 5269/1800 q(x)
 * </pre>
 *
 * <p>(B. Fornberg, Math. Comp. 51 (1988) 699-706). Near the boundary they reach up to five points beyond it. Where boundary
 * values move, those are the flow's own, imposed at each Runge-Kutta stage; the order in time is then less than 4 (Carpenter et al., SIAM J.
 * Sci. Comput. 16, 1995). Where they are fixed, they are odd reflections, {@code 2 q(0) - q(k h)}: at a wall, where u = v = 0,
 * the second derivative across it is zero, as the reflection's is, the fourth is not, and the order
 * in space falls to 4 with a small constant: on 64 x 64 points the error is a hundredth of second-order differences'. Where fixed
 * values are not zero the order is 2. On a coarse grid neither matters most: a flow into a wall makes a layer there, about
 * {@code tanh(Re x / 2)} and so 2 / Re wide, which at Re 100 and 64 points is little more than a spacing. What the differences
 * make of so steep a front is most of the error: of order 8 it was 1.8 times as large. A second derivative of order 12 would gain
 * another tenth, and its fastest mode would take three steps in place of two from one default snapshot to the next.
 *
 * <p>{@link Burgers2dLimits} says which steps are stable.
 */
public final class Burgers2dSolver implements FieldSolver {

    private static final double[] FIRST = {0, 6.0 / 7, -15.0 / 56, 5.0 / 63, -1.0 / 56, 1.0 / 385, -1.0 / 5544};
    private static final double[] SECOND = {-5269.0 / 1800, 5.0 / 3, -5.0 / 21, 5.0 / 126, -5.0 / 1008, 1.0 / 3150, 0};

    private final int points;
    private final Flow2d flow;
    private final BurgersKernel kernel;
    private final Velocity state;
    private final Velocity stageA;
    private final Velocity stageB;
    private final Velocity sum;
    private double time;

    /**
     * Starts at time 0 from {@code flow}.
     *
     * @param points per direction, boundary included
     * @param reynolds Re
     * @param flow initial state and boundary values
     */
    public Burgers2dSolver(int points, double reynolds, Flow2d flow) {
        this(points, reynolds, flow, BurgersKernel::of);
    }

    Burgers2dSolver(int points, double reynolds, Flow2d flow, BurgersKernel.Choice choice) {
        this.points = points;
        this.flow = flow;
        double inverse = points - 1;
        double[] first = new double[FIRST.length];
        double[] second = new double[SECOND.length];
        for (int k = 0; k < FIRST.length; k++) {
            first[k] = FIRST[k] * inverse;
            second[k] = SECOND[k] * inverse * inverse / reynolds;
        }
        kernel = choice.of(points, first, second);
        state = new Velocity(points);
        stageA = new Velocity(points);
        stageB = new Velocity(points);
        sum = new Velocity(points);
        for (int row = 0; row < points; row++) {
            for (int column = 0; column < points; column++) {
                impose(state, row, column, 0);
                if (row == 0 || row == points - 1 || column == 0 || column == points - 1) {
                    copy(state, stageA, row, column);
                    copy(state, stageB, row, column);
                }
            }
        }
        complete(state, 0);
    }

    /** {@return the time reached} */
    public double time() {
        return time;
    }

    /**
     * {@return the velocity along x at (column * h, row * h)}
     *
     * @param row 0 to points - 1, along y
     * @param column 0 to points - 1, along x
     */
    public double u(int row, int column) {
        return state.u().get(row, column);
    }

    /**
     * {@return the velocity along y at (column * h, row * h)}
     *
     * @param row 0 to points - 1, along y
     * @param column 0 to points - 1, along x
     */
    public double v(int row, int column) {
        return state.v().get(row, column);
    }

    @Override
    public void advanceTo(double target, int steps) {
        double begin = time;
        double dt = (target - begin) / steps;
        for (int step = 0; step < steps; step++) {
            step(begin + step * dt, dt);
        }
        time = target;
    }

    /** {@inheritDoc} Fields u and v, each [y, x]. */
    @Override
    public void copyTo(float[][] fields, int offset) {
        StateCopy.copy("Burgers: u", time, state.u().rows(), fields[0], offset, this::place);
        StateCopy.copy("Burgers: v", time, state.v().rows(), fields[1], offset, this::place);
    }

    private String place(int index) {
        return String.format(
                Locale.ROOT, "x = %.4g, y = %.4g", index % points / (points - 1.0), index / points / (points - 1.0));
    }

    private void step(double t, double dt) {
        kernel.stage(state, state, dt / 2, stageA, state, dt / 6, sum);
        complete(stageA, t + dt / 2);
        kernel.stage(stageA, state, dt / 2, stageB, sum, dt / 3, sum);
        complete(stageB, t + dt / 2);
        kernel.stage(stageB, state, dt, stageA, sum, dt / 3, sum);
        complete(stageA, t + dt);
        kernel.stage(stageA, state, 0, stageB, sum, dt / 6, state); // of stage B nobody asks
        complete(state, t + dt);
    }

    /** Sets all that the stages leave: ghosts, what is kept twice, and a boundary that moves. */
    private void complete(Velocity target, double t) {
        target.u().repeatNeighbours();
        target.v().repeatNeighbours();
        if (flow.boundaryMoves()) {
            for (int along = 0; along < points; along++) {
                for (int beyond = 0; beyond <= GHOSTS; beyond++) {
                    impose(target, -beyond, along, t);
                    impose(target, points - 1 + beyond, along, t);
                    impose(target, along, -beyond, t);
                    impose(target, along, points - 1 + beyond, t);
                }
            }
        } else {
            target.u().reflect();
            target.v().reflect();
        }
    }

    private void impose(Velocity target, int row, int column, double t) {
        double x = column / (points - 1.0);
        double y = row / (points - 1.0);
        target.u().set(row, column, flow.u(x, y, t));
        target.v().set(row, column, flow.v(x, y, t));
    }

    private static void copy(Velocity from, Velocity to, int row, int column) {
        to.u().set(row, column, from.u().get(row, column));
        to.v().set(row, column, from.v().get(row, column));
    }
}
