package io.github.dl4jquantum.pde.problem;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A PDE with its parameters, grid, saved times and family of initial states: an immutable source of trajectories. */
public interface Problem {

    /** {@return the name by which commands and reports call it, for example {@code burgers2d}} */
    String name();

    /** {@return the names of the fields that a snapshot holds, for example {@code [u, v]}} */
    List<String> fields();

    /** {@return the number of points along each axis, slowest axis first: for a plane [y, x]} */
    int[] gridShape();

    /** {@return the number of snapshots in each trajectory, the initial state included} */
    int snapshots();

    /** {@return the time between snapshots} */
    double saveInterval();

    /** {@return the equation's parameters by the names of the builder's options, for example reynolds; unmodifiable} */
    Map<String, Double> parameters();

    /** {@return the family that initial states are drawn from} */
    InitialFamily initial();

    /**
     * Solves the problem from {@code count} initial states, in parallel over trajectories, and gives them away one by
     * one: {@code sink} is called on the caller's thread, in the order of the trajectories' index. Besides what the sink
     * keeps, memory holds the trajectory that the sink is given and at most as many in work as there are processors.
     *
     * <p>Trajectory i depends on (seed, i) alone: not on {@code count}, nor on the number of threads.
     *
     * @param count trajectories to make, 1 or more
     * @param seed any number; with the index it makes the initial state
     * @param progress told of what is done, in calls that do not overlap
     * @param sink is given each trajectory
     * @throws IllegalArgumentException if {@code count} is not positive, or not even one trajectory fits in the heap
     * @throws io.github.dl4jquantum.pde.solver.SolverDivergedException if a value is not finite
     * @throws java.util.concurrent.CancellationException if the thread is interrupted; it stays marked as such
     */
    void generate(int count, long seed, Progress progress, Consumer<Trajectory> sink);

    /**
     * {@return the trajectories that {@link #generate(int, long, Progress, Consumer)} gives away, in a list}
     *
     * @param count trajectories to make, 1 or more
     * @param seed any number; with the index it makes the initial state
     * @param progress told of what is done, in calls that do not overlap
     * @throws IllegalArgumentException if {@code count} is not positive, or the data would not fit in the heap
     */
    default List<Trajectory> generate(int count, long seed, Progress progress) {
        Generation.refuseTooMany(this, count);
        List<Trajectory> trajectories = new ArrayList<>();
        generate(count, seed, progress, trajectories::add);
        return List.copyOf(trajectories);
    }

    /**
     * {@return the trajectories that {@link #generate(int, long, Progress)} returns, unobserved}
     *
     * @param count trajectories to make, 1 or more
     * @param seed any number; with the index it makes the initial state
     */
    default List<Trajectory> generate(int count, long seed) {
        return generate(count, seed, Progress.NONE);
    }
}
