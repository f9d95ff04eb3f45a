package io.github.dl4jquantum.forecast;

import io.github.dl4jquantum.forecast.Protocol.Split;
import io.github.dl4jquantum.pde.problem.Trajectory;
import java.util.List;
import java.util.Optional;

/** What a {@link Protocol} refuses: each by its name, with the limit and what to do. */
final class ProtocolChecks {
    private static final List<String> PARTS = List.of("train", "validation", "test");

    private ProtocolChecks() {}

    static void check(
            int snapshots,
            Split split,
            List<Integer> trajectories,
            int context,
            int horizon,
            List<Double> learningRates,
            List<Long> modelSeeds) {
        positive("context", context);
        positive("horizon", horizon);
        if (context + horizon > snapshots) {
            throw new IllegalArgumentException("A context of " + context + " and a horizon of " + horizon + " need "
                    + (context + horizon) + " snapshots, and a trajectory has " + snapshots
                    + ": ask for more snapshots, a shorter context or a shorter horizon.");
        }
        if (split == Split.TRAJECTORIES) {
            for (int part = 0; part < PARTS.size(); part++) {
                positive("trajectories of the " + PARTS.get(part) + " part", trajectories.get(part));
            }
        } else {
            positive("trajectories", trajectories.get(0));
            if (trajectories.get(1) != 0 || trajectories.get(2) != 0) {
                throw new IllegalArgumentException("The split " + split + " cuts every trajectory: give all "
                        + (trajectories.get(0) + trajectories.get(1) + trajectories.get(2))
                        + " as train, and 0 as validation and test, or choose the split TRAJECTORIES.");
            }
        }
        if (split == Split.TIME) {
            stretches(snapshots, context, horizon);
        }
        if (split == Split.RANDOM_WINDOWS) {
            long windows = (long) trajectories.get(0) * (snapshots - context - horizon + 1);
            if (windows < Cutter.LEAST_WINDOWS) {
                throw new IllegalArgumentException("A random split of " + windows + " windows: give "
                        + Cutter.LEAST_WINDOWS + " or more, by more snapshots or trajectories.");
            }
        }
        for (double rate : learningRates) {
            if (!(rate > 0 && rate < 1)) {
                throw new IllegalArgumentException(
                        "A learning rate of " + rate + ": choose rates between 0 and 1, such as 5e-3.");
            }
        }
        if (learningRates.isEmpty() || modelSeeds.isEmpty()) {
            throw new IllegalArgumentException(learningRates.size() + " learning rates and " + modelSeeds.size()
                    + " model seeds: give at least one of each.");
        }
    }

    private static void stretches(int snapshots, int context, int horizon) {
        int train = Cutter.trainEnd(snapshots);
        int validation = Cutter.validationEnd(snapshots) - train;
        if (train < context + 1) {
            throw new IllegalArgumentException("A split in time leaves " + train + " of " + snapshots
                    + " snapshots to train on, and a window has " + (context + 1)
                    + ": give more snapshots or a shorter context.");
        }
        if (validation < horizon) {
            throw new IllegalArgumentException("A split in time leaves " + validation + " of " + snapshots
                    + " snapshots to validate on, and the horizon is " + horizon
                    + ": give more snapshots or a shorter horizon.");
        }
    }

    static void positive(String what, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(what + " = " + value + " is below the limit 1: choose 1 or more.");
        }
    }

    static void divided(Protocol protocol, List<Integer> given) {
        List<Integer> expected = List.of(protocol.train(), protocol.validation(), protocol.test());
        if (protocol.split() != Split.TRAJECTORIES || !expected.equals(given)) {
            throw new IllegalArgumentException("Parts of " + given + " trajectories for a protocol of the split "
                    + protocol.split() + " into " + expected + ": build it with byTrajectory(" + given.get(0) + ", "
                    + given.get(1) + ", " + given.get(2) + ").");
        }
    }

    static void alike(List<Trajectory> trajectories) {
        for (int i = 1; i < trajectories.size(); i++) {
            Optional<String> difference = trajectories.get(i).differenceFrom(trajectories.get(0));
            if (difference.isPresent()) {
                throw new IllegalArgumentException(
                        "Trajectory " + i + " has " + difference.get() + " as the first: give those that are alike.");
            }
        }
    }

    static void enough(int given, int needed) {
        if (given < needed) {
            throw new IllegalArgumentException("The protocol needs " + needed + " trajectories, and there are " + given
                    + ": give more, or make the parts smaller.");
        }
    }
}
