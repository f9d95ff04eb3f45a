package io.github.dl4jquantum.forecast;

import io.github.dl4jquantum.pde.problem.Trajectory;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a forecaster was fitted on, as far as other data must be like it: a network does not see that a grid is turned, that
 * a field is another one or that twice the time passes from one snapshot to the next.
 *
 * @param fields names, in the order of a snapshot
 * @param gridShape points along each axis, slowest first
 * @param saveInterval time between snapshots; null where it varies
 */
public record FittedData(List<String> fields, List<Integer> gridShape, Double saveInterval) {

    /** Of the interval: files round their times, often to single precision. */
    private static final double TOLERANCE = 1e-3;

    /**
     * Checks everything.
     *
     * @param fields names, in the order of a snapshot
     * @param gridShape points along each axis, slowest first
     * @param saveInterval time between snapshots; null where it varies
     */
    public FittedData {
        fields = List.copyOf(fields);
        gridShape = List.copyOf(gridShape);
        if (fields.isEmpty() || gridShape.isEmpty() || gridShape.stream().anyMatch(points -> points < 1)) {
            throw new IllegalArgumentException("Fields " + fields + " on the grid " + gridShape
                    + ": give at least one field, and one point or more along each axis.");
        }
        if (saveInterval != null && !(saveInterval > 0 && saveInterval < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("A save interval of " + saveInterval
                    + ": give a positive, finite number, or null where it varies.");
        }
    }

    /**
     * {@return what these segments are}
     *
     * @param segments of any part of the data
     */
    public static FittedData of(Segments segments) {
        return of(segments.trajectories().get(0));
    }

    /**
     * {@return what this trajectory is}
     *
     * @param trajectory one of the data
     */
    public static FittedData of(Trajectory trajectory) {
        return new FittedData(
                trajectory.fields(),
                Arrays.stream(trajectory.gridShape()).boxed().toList(),
                intervalOf(trajectory));
    }

    /** Null also of one snapshot, from which no interval can be read. */
    private static Double intervalOf(Trajectory trajectory) {
        OptionalDouble interval = trajectory.snapshots() == 1 ? OptionalDouble.empty() : trajectory.saveInterval();
        return interval.isPresent() ? interval.getAsDouble() : null;
    }

    /** {@return how many numbers one snapshot has} */
    public int values() {
        return gridShape.stream().reduce(fields.size(), Math::multiplyExact);
    }

    /**
     * {@return what keeps this data's forecaster from knowing other data, in words such as "grid [32, 24], not [24,
     * 32]": another grid, other fields or another save interval} Empty if nothing does. The interval of a single
     * snapshot is unknown, and not compared.
     *
     * @param other what is to be forecast
     */
    public Optional<String> differenceOf(Trajectory other) {
        FittedData its = of(other);
        if (!gridShape.equals(its.gridShape)) {
            return Optional.of("grid " + its.gridShape + ", not " + gridShape);
        }
        if (!fields.equals(its.fields)) {
            return Optional.of("fields " + its.fields + ", not " + fields);
        }
        boolean alike = other.snapshots() == 1
                || (saveInterval == null || its.saveInterval == null
                        ? saveInterval == null && its.saveInterval == null
                        : Math.abs(saveInterval - its.saveInterval) <= TOLERANCE * saveInterval + rounding(other));
        return alike
                ? Optional.empty()
                : Optional.of("save interval " + inWords(its.saveInterval) + ", not " + inWords(saveInterval));
    }

    /** What late times in single precision do to their differences. */
    private static double rounding(Trajectory trajectory) {
        double[] times = trajectory.times();
        return Math.ulp((float) times[times.length - 1]) / (times.length - 1);
    }

    private static String inWords(Double interval) {
        return interval == null ? "that varies" : String.format(Locale.ROOT, "%.6g", interval);
    }
}
