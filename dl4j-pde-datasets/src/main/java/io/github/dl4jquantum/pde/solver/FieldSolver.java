package io.github.dl4jquantum.pde.solver;

/**
 * The fields of one PDE on a fixed grid, integrated in time from time 0. Any step is taken as asked: each scheme's limits
 * say which are stable. One solver serves one thread.
 */
public interface FieldSolver {

    /** Integrates up to the given time in {@code steps} equal steps. */
    void advanceTo(double target, int steps);

    /**
     * Writes the state of each field, flat and the last axis of the grid fastest, into its array from index
     * {@code offset} on.
     *
     * @throws SolverDivergedException if a value is not finite
     */
    void copyTo(float[][] fields, int offset);
}
