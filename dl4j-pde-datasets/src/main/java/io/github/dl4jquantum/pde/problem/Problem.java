package io.github.dl4jquantum.pde.problem;

import java.util.List;
import java.util.function.Consumer;

/** A PDE with its parameters, grid, saved times and family of initial states: an immutable source of trajectories. */
public interface Problem {

    /** The name by which commands and reports call it, for example {@code burgers2d}. */
    String name();

    /** Names of the fields that a snapshot holds, for example {@code [u, v]}. */
    List<String> fields();

    /** Points along each axis, slowest axis first: for a plane [y, x]. */
    int[] gridShape();

    /** Snapshots in each trajectory, the initial state included. */
    int snapshots();

    /**
     * Solves the problem from {@code count} initial states, in parallel over trajectories.
     *
     * <p>Trajectory i depends on (seed, i) alone: not on {@code count}, nor on the number of threads.
     *
     * @throws IllegalArgumentException if {@code count} is not positive, or the data would not fit in the heap
     */
    List<Trajectory> generate(int count, long seed, Progress progress);

    /** As {@link #generate(int, long, Progress)}, unobserved. */
    default List<Trajectory> generate(int count, long seed) {
        return generate(count, seed, Progress.NONE);
    }

    /** As {@link #generate(int, long, Progress)}, handing each trajectory on, in their order, on the caller's thread. */
    default void generate(int count, long seed, Progress progress, Consumer<Trajectory> sink) {
        generate(count, seed, progress).forEach(sink);
    }
}
