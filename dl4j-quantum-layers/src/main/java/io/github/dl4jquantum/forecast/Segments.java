package io.github.dl4jquantum.forecast;

import io.github.dl4jquantum.pde.problem.Trajectory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.factory.Nd4j;

/**
 * One part of the data, to train, to validate or to test: stretches of trajectories of one length, in physical units.
 *
 * <p>The first {@link #context} snapshots of a segment are given to a forecaster and never scored; the {@link #horizon}
 * snapshots after them are what it is asked for. Segments of a part may share snapshots, where one's context is another's
 * future. A snapshot is flat: one field after the other, in each the last axis of the grid fastest. Those of large
 * files are read each time that they are used, those of others lie in memory. Immutable.
 */
public final class Segments {
    private final Snapshots snapshots;
    /** Number of each segment's first snapshot. */
    private final int[] starts;

    private final double[][] times;
    private final int context;
    private final List<String> fields;
    private final int[] gridShape;

    /**
     * Takes the arrays over.
     *
     * @param starts number of each segment's first snapshot; the others follow it
     */
    Segments(Snapshots snapshots, int[] starts, double[][] times, int context, List<String> fields, int[] gridShape) {
        this.snapshots = snapshots;
        this.starts = starts;
        this.times = times;
        this.context = context;
        this.fields = List.copyOf(fields);
        this.gridShape = gridShape;
    }

    /**
     * Segments of given values.
     *
     * @param values {@code [segments, values, time]}, physical units
     * @param times of the snapshots of each segment, {@code [segments][time]}
     * @param context snapshots that are given, 1 to time - 1
     * @param fields their names
     * @param gridShape points along each axis, slowest first; times the number of fields they are the values
     * @return the segments
     * @throws IllegalArgumentException if sizes do not agree
     */
    public static Segments of(INDArray values, double[][] times, int context, List<String> fields, int... gridShape) {
        long points = Arrays.stream(gridShape).asLongStream().reduce(1, (a, b) -> a * b);
        if (values.rank() != 3 || values.size(1) != points * fields.size() || values.size(0) != times.length) {
            throw new IllegalArgumentException("Segments of shape " + Arrays.toString(values.shape()) + " with "
                    + times.length + " rows of times and the fields " + fields + " on the grid "
                    + Arrays.toString(gridShape) + ": give [segments, fields * points, time], and times of each.");
        }
        if (context < 1 || context >= values.size(2)) {
            throw new IllegalArgumentException("A context of " + context + " in segments of " + values.size(2)
                    + " snapshots: choose 1 to " + (values.size(2) - 1) + ", or give longer segments.");
        }
        int time = (int) values.size(2);
        List<float[]> rows = new ArrayList<>(times.length * time);
        int[] starts = new int[times.length];
        double[][] copies = new double[times.length][];
        for (int segment = 0; segment < times.length; segment++) {
            starts[segment] = segment * time;
            rows.addAll(Arrays.asList(
                    values.slice(segment).castTo(DataType.FLOAT).transpose().toFloatMatrix()));
            copies[segment] = Arrays.copyOf(times[segment], time);
        }
        Snapshots held = new Snapshots.Held(fields.size(), rows, false);
        return new Segments(held, starts, copies, context, fields, gridShape.clone());
    }

    /** {@return the number of segments} */
    public int size() {
        return starts.length;
    }

    /** {@return the number of snapshots of each segment} */
    public int time() {
        return times[0].length;
    }

    /** {@return how many numbers one snapshot has: points times fields} */
    public int valuesPerSnapshot() {
        return snapshots.values();
    }

    /** {@return how many snapshots at the start of each segment are given, and never scored} */
    public int context() {
        return context;
    }

    /** {@return how many snapshots of each segment come after the context} */
    public int horizon() {
        return time() - context;
    }

    /** {@return the names of the fields} */
    public List<String> fields() {
        return fields;
    }

    /** {@return the number of points along each axis, slowest first} */
    public int[] gridShape() {
        return gridShape.clone();
    }

    /**
     * {@return the time of each snapshot of a segment}
     *
     * @param segment from 0
     */
    public double[] times(int segment) {
        return times[segment].clone();
    }

    /** {@return all values, {@code [segments, values, time]}, float32} */
    public INDArray values() {
        return values(0, size(), 0, time());
    }

    /**
     * {@return values of some segments at some times, {@code [segments, values, time]}, float32; a copy}
     *
     * @param from first segment
     * @param to after the last segment
     * @param first snapshot of each
     * @param end after the last snapshot of each
     */
    public INDArray values(int from, int to, int first, int end) {
        return Nd4j.create(flat(from, to, first, end), new long[] {to - from, end - first, valuesPerSnapshot()}, 'c')
                .permute(0, 2, 1);
    }

    /** All snapshots of all segments, {@code [segments * time, values]}. */
    Rows rows(DataType type) {
        return rows(0, size(), type);
    }

    /** All snapshots of some segments, {@code [segments * time, values]}. */
    Rows rows(int from, int to, DataType type) {
        int[] numbers = IntStream.range(from * time(), to * time())
                .map(row -> starts[row / time()] + row % time())
                .toArray();
        return snapshots.rows(numbers, type);
    }

    private float[] flat(int from, int to, int first, int end) {
        int size = valuesPerSnapshot();
        float[] all = new float[Math.multiplyExact((to - from) * (end - first), size)];
        int at = 0;
        for (int segment = from; segment < to; segment++) {
            for (int time = first; time < end; time++, at += size) {
                snapshots.copy(starts[segment] + time, all, at);
            }
        }
        return all;
    }

    /** Every snapshot of every segment. */
    void addTo(Fingerprint fingerprint) {
        float[] row = new float[valuesPerSnapshot()];
        for (int start : starts) {
            for (int time = 0; time < time(); time++) {
                snapshots.copy(start + time, row, 0);
                fingerprint.add(row);
            }
        }
    }

    /** What they are cut from. */
    Snapshots snapshots() {
        return snapshots;
    }

    /** Number of a segment's first snapshot; the others follow it. */
    int start(int segment) {
        return starts[segment];
    }

    /**
     * {@return every window of context + 1 snapshots: features {@code [minibatch, values, context]}, labels one step
     * later} What {@link LatentForecaster#fit} learns from, which reads snapshots of segments a few at a time, and not
     * as windows.
     *
     * @param minibatch windows at a time, 1 or more
     */
    public DataSetIterator windows(int minibatch) {
        return iterator(context, minibatch);
    }

    /**
     * {@return the segments as a whole, features {@code [minibatch, values, time - 1]} and labels one step later:
     * context and what a rollout has to find} What {@link LatentForecaster#fit} chooses the epoch by.
     *
     * @param minibatch segments at a time, 1 or more
     */
    public DataSetIterator sequences(int minibatch) {
        return iterator(time() - 1, minibatch);
    }

    private DataSetIterator iterator(int length, int minibatch) {
        return new SegmentWindows(this, length, minibatch);
    }

    /** {@return the segments as trajectories, which share their values, or read them as the segments do} */
    public List<Trajectory> trajectories() {
        List<Trajectory> trajectories = new ArrayList<>(size());
        for (int segment = 0; segment < size(); segment++) {
            int start = starts[segment];
            trajectories.add(Trajectory.backedBy(
                    fields,
                    gridShape,
                    times[segment],
                    Map.of(),
                    (field, time, target, offset) -> snapshots.copy(start + time, field, target, offset)));
        }
        return trajectories;
    }
}
