package io.github.dl4jquantum.pde.problem;

/**
 * The options of a problem on a periodic line, whose points are a power of 2.
 *
 * @param <B> the problem's own builder
 */
abstract class LineBuilder<B extends LineBuilder<B>> extends ProblemBuilder<B> {

    /** Points for one length of the highest wave that is kept of products; two make it one. */
    private static final int KEPT = 3;

    private static final int LARGEST = 1 << 14;

    /** Of the explicit part of {@link io.github.dl4jquantum.pde.solver.Etdrk4LineSolver}, along the imaginary axis. */
    private static final double STABLE = 2.5;

    LineBuilder(String problem, int grid, double saveInterval) {
        super(problem, grid, saveInterval);
    }

    /** Checks the options of every problem, and the number of points. */
    void checkLine() {
        if (Integer.bitCount(grid()) != 1 || grid() < 16 || grid() > LARGEST) {
            int above = Math.max(16, Integer.highestOneBit(Math.min(grid(), LARGEST - 1)) * 2);
            throw refusal("grid = %d on a line: give a power of 2 from 16 to %d, such as %d", grid(), LARGEST, above);
        }
        check(1);
    }

    /** The largest stable step where waves are carried along at that speed. */
    double largestStep(double speed, double length) {
        double highest = 2 * Math.PI * (solverGrid() / KEPT) / length;
        return STABLE / (speed * highest);
    }
}
