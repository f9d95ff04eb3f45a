package io.github.dl4jquantum.pde.solver;

/**
 * The fields of one PDE on a fixed grid, integrated in time from time 0. Any step is taken as asked: each scheme's limits
 * say which are stable. One solver serves one thread.
 */
public interface FieldSolver {

    /**
     * Integrates up to the given time in {@code steps} equal steps.
     *
     * @param target time, after the one reached
     * @param steps 1 or more
     */
    void advanceTo(double target, int steps);

    /**
     * Writes the state of each field, flat and the last axis of the grid fastest, into its array from index
     * {@code offset} on.
     *
     * @param fields an array for each field, with room for the state from {@code offset} on
     * @param offset where the first value goes
     * @throws SolverDivergedException if a value is not finite
     */
    void copyTo(float[][] fields, int offset);
}
