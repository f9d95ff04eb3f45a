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

    private enum Way {
        TIME,
        TRAJECTORY,
        PARAMETER
    }

    private final Way way;
    private final String parameter;
    private final double train;
    private final double validation;

    private Split(Way way, String parameter, double train, double validation) {
        if (!(train > 0 && validation >= 0 && train + validation <= 1 + 1e-12)) {
            throw new IllegalArgumentException("Split: fractions train " + train + ", validation " + validation
                    + " are not within train > 0, validation >= 0, train + validation <= 1: try 0.7 and 0.1");
        }
        this.way = way;
        this.parameter = parameter;
        this.train = train;
        this.validation = validation;
    }

    /**
     * Cuts each trajectory in time: its first snapshots train, its last test.
     *
     * @param train fraction of the snapshots, more than 0
     * @param validation fraction of the snapshots, from 0; both together at most 1
     * @return the rule
     */
    public static Split byTime(double train, double validation) {
        return new Split(Way.TIME, null, train, validation);
    }

    /**
     * Takes whole trajectories, in the order given: the first train, the last test.
     *
     * @param train fraction of the trajectories, more than 0
     * @param validation fraction of the trajectories, from 0; both together at most 1
     * @return the rule
     */
    public static Split byTrajectory(double train, double validation) {
        return new Split(Way.TRAJECTORY, null, train, validation);
    }

    /**
     * Takes whole trajectories by a parameter: the smallest of its values train, the largest test. Trajectories that
     * share a value stay together, so that the test part asks about parameters that were never seen.
     *
     * @param parameter its name, such as {@code reynolds}
     * @param train fraction, more than 0
     * @param validation fraction, from 0; both together at most 1
     * @return the rule
     */
    public static Split byParameter(String parameter, double train, double validation) {
        return new Split(Way.PARAMETER, parameter, train, validation);
    }

    /**
     * Divides the trajectories. Where a part of a trajectory starts in the whole: {@link Trajectory#firstSnapshot()}.
     *
     * @param trajectories in the order that decides which part they go to
     * @return the parts
     * @throws IllegalArgumentException if a part with a fraction above 0 would be empty
     */
    public Parts apply(List<Trajectory> trajectories) {
        return switch (way) {
            case TIME -> inTime(trajectories);
            case TRAJECTORY -> byPlace(trajectories);
            case PARAMETER -> byValue(trajectories);
        };
    }

    private Parts byPlace(List<Trajectory> trajectories) {
        int[] cuts = cuts(trajectories.size(), "trajectories");
        return new Parts(
                trajectories.subList(0, cuts[0]),
                trajectories.subList(cuts[0], cuts[1]),
                trajectories.subList(cuts[1], trajectories.size()));
    }

    private Parts byValue(List<Trajectory> trajectories) {
        List<Double> values =
                trajectories.stream().map(this::value).distinct().sorted().toList();
        int[] cuts = cuts(values.size(), "values of " + parameter);
        List<List<Trajectory>> parts = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (Trajectory trajectory : trajectories) {
            int place = values.indexOf(value(trajectory));
            parts.get(place < cuts[0] ? 0 : place < cuts[1] ? 1 : 2).add(trajectory);
        }
        return new Parts(parts.get(0), parts.get(1), parts.get(2));
    }

    private Double value(Trajectory trajectory) {
        Double value = trajectory.parameters().get(parameter);
        if (value == null) {
            throw new IllegalArgumentException("Split: a trajectory has no parameter '" + parameter + "', but "
                    + trajectory.parameters().keySet() + ": split by one of these, or by trajectory");
        }
        return value;
    }

    private Parts inTime(List<Trajectory> trajectories) {
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

    /**
     * The three parts; one is empty only where its fraction is 0.
     *
     * @param train to learn from
     * @param validation to choose by
     * @param test to report on
     */
    public record Parts(List<Trajectory> train, List<Trajectory> validation, List<Trajectory> test) {

        /**
         * Copies the lists.
         *
         * @param train to learn from
         * @param validation to choose by
         * @param test to report on
         */
        public Parts {
            train = List.copyOf(train);
            validation = List.copyOf(validation);
            test = List.copyOf(test);
        }
    }
}
