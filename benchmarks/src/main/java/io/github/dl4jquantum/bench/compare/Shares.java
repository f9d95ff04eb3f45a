package io.github.dl4jquantum.bench.compare;

import io.github.dl4jquantum.pde.iterator.Split;

/** How much of the data each part gets: 60% to train, 20% to choose the epoch and the learning rate, 20% to score. */
final class Shares {
    private static final double TRAIN = 0.6;
    private static final double VALIDATION = 0.2;

    private Shares() {}

    static Split split(String by) {
        return by.equals(CompareSpec.BY_TIME) ? Split.byTime(TRAIN, VALIDATION) : Split.byTrajectory(TRAIN, VALIDATION);
    }

    /** How many of {@code total} snapshots or trajectories validate. */
    static int validation(int total) {
        return (int) (Math.round((TRAIN + VALIDATION) * total) - Math.round(TRAIN * total));
    }

    /** How many of {@code total} snapshots or trajectories are scored. */
    static int test(int total) {
        return (int) (total - Math.round((TRAIN + VALIDATION) * total));
    }

    /** How many of {@code total} snapshots or trajectories train. */
    static int train(int total) {
        return (int) Math.round(TRAIN * total);
    }
}
