package io.github.dl4jquantum.pde.solver;

/**
 * A velocity field (u, v) on the unit square, which gives a solver its initial state (time 0, everywhere) and its
 * Dirichlet boundary values (on the boundary, at every time). One whose boundary values move is asked for its values up
 * to three grid spacings outside the square too, at every time: there it goes on as smoothly as inside.
 */
public interface Flow2d {

    /** Velocity along x at the point (x, y) and the given time. */
    double u(double x, double y, double time);

    /** Velocity along y at the point (x, y) and the given time. */
    double v(double x, double y, double time);

    /** Whether boundary values change with time; if not, those of time 0 are kept. */
    boolean boundaryMoves();
}
