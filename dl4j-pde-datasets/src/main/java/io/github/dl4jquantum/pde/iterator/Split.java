package io.github.dl4jquantum.pde.iterator;

import io.github.dl4jquantum.pde.problem.Trajectory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Divides trajectories into train, validation and test parts that are trajectories themselves, with no snapshot in two
 * of them: a window made from one part cannot reach into another.
 *
 * <p>The test part takes what train and validation leave. A fraction of 0 gives an empty part; a part that was asked
 * for and would come out empty is refused.
 */
public final class Split {

    private final boolean inTime;
    private final double train;
    private final double validation;

    private Split(boolean inTime, double train, double validation) {
        if (!(train > 0 && validation >= 0 && train + validation <= 1 + 1e-12)) {
            throw new IllegalArgumentException("Split: fractions train " + train + ", validation " + validation
                    + " are not within train > 0, validation >= 0, train + validation <= 1: try 0.7 and 0.1");
        }
        this.inTime = inTime;
        this.train = train;
        this.validation = validation;
    }

    /** Each trajectory is cut in time: its first snapshots train, its last test. */
    public static Split byTime(double train, double validation) {
        return new Split(true, train, validation);
    }

    /** Whole trajectories, in the order given: the first train, the last test. */
    public static Split byTrajectory(double train, double validation) {
        return new Split(false, train, validation);
    }

    /**
     * Divides the trajectories. Where a part of a trajectory starts in the whole: {@link Trajectory#firstSnapshot()}.
     *
     * @throws IllegalArgumentException if a part with a fraction above 0 would be empty
     */
    public Parts apply(List<Trajectory> trajectories) {
        if (!inTime) {
            int[] cuts = cuts(trajectories.size(), "trajectories");
            return new Parts(
                    trajectories.subList(0, cuts[0]),
                    trajectories.subList(cuts[0], cuts[1]),
                    trajectories.subList(cuts[1], trajectories.size()));
        }
        List<Trajectory> trains = new ArrayList<>();
        List<Trajectory> validations = new ArrayList<>();
        List<Trajectory> tests = new ArrayList<>();
        for (Trajectory trajectory : trajectories) {
            int[] cuts = cuts(trajectory.snapshots(), "snapshots of a trajectory");
            addSlice(trains, trajectory, 0, cuts[0]);
            addSlice(validations, trajectory, cuts[0], cuts[1]);
            addSlice(tests, trajectory, cuts[1], trajectory.snapshots());
        }
        return new Parts(trains, validations, tests);
    }

    private static void addSlice(List<Trajectory> part, Trajectory trajectory, int from, int to) {
        if (from < to) {
            part.add(trajectory.slice(from, to));
        }
    }

    private int[] cuts(int total, String what) {
        int first = (int) Math.round(train * total);
        int second = (int) Math.round((train + validation) * total);
        refuseEmpty("train", train, first, total, what);
        refuseEmpty("validation", validation, second - first, total, what);
        refuseEmpty("test", 1 - train - validation, total - second, total, what);
        return new int[] {first, second};
    }

    private static void refuseEmpty(String part, double fraction, int size, int total, String what) {
        if (size == 0 && fraction > 1e-9) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "Split: the %s part, %.1f%% of %d %s, is empty; the limit is 1: give more %s or a larger fraction",
                    part,
                    100 * fraction,
                    total,
                    what,
                    what));
        }
    }

    /** The three parts; one is empty only where its fraction is 0. */
    public record Parts(List<Trajectory> train, List<Trajectory> validation, List<Trajectory> test) {

        /** Copies the lists. */
        public Parts {
            train = List.copyOf(train);
            validation = List.copyOf(validation);
            test = List.copyOf(test);
        }
    }
}
