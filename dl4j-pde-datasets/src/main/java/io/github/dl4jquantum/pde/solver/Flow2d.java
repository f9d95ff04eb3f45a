package io.github.dl4jquantum.pde.solver;

/**
 * A velocity field (u, v) on the unit square, which gives a solver its initial state (time 0, everywhere) and its
 * Dirichlet boundary values (on the boundary, at every time). One whose boundary values move is asked for its values up
 * to three grid spacings outside the square too, at every time: there it goes on as smoothly as inside.
 */
public interface Flow2d {

    /**
     * {@return the velocity along x}
     *
     * @param x coordinate along the rows, 0 to 1 on the square
     * @param y coordinate along the columns, 0 to 1 on the square
     * @param time from 0
     */
    double u(double x, double y, double time);

    /**
     * {@return the velocity along y}
     *
     * @param x coordinate along the rows, 0 to 1 on the square
     * @param y coordinate along the columns, 0 to 1 on the square
     * @param time from 0
     */
    double v(double x, double y, double time);

    /** {@return whether boundary values change with time; if not, those of time 0 are kept} */
    boolean boundaryMoves();
}
