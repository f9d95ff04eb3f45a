package io.github.dl4jquantum.forecast;

import io.github.dl4jquantum.pde.iterator.PdeSequenceIterator;
import io.github.dl4jquantum.pde.problem.Trajectory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.factory.Nd4j;

/**
 * One part of the data, to train, to validate or to test: stretches of trajectories of one length, in physical units.
 *
 * <p>The first {@link #context} snapshots of a segment are given to a forecaster and never scored; the {@link #horizon}
 * snapshots after them are what it is asked for. Segments of a part may share snapshots, where one's context is another's
 * future. A snapshot is flat: one field after the other, in each the last axis of the grid fastest. Immutable.
 */
public final class Segments {
    /** [segment][time][values]; segments share the arrays of the snapshots they share. */
    private final float[][][] snapshots;

    private final double[][] times;
    private final int context;
    private final List<String> fields;
    private final int[] gridShape;

    /** Takes the arrays over. */
    Segments(float[][][] snapshots, double[][] times, int context, List<String> fields, int[] gridShape) {
        this.snapshots = snapshots;
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
        float[][][] snapshots = new float[times.length][][];
        double[][] copies = new double[times.length][];
        for (int segment = 0; segment < times.length; segment++) {
            snapshots[segment] =
                    values.slice(segment).castTo(DataType.FLOAT).transpose().toFloatMatrix();
            copies[segment] = Arrays.copyOf(times[segment], snapshots[segment].length);
        }
        return new Segments(snapshots, copies, context, fields, gridShape.clone());
    }

    /** Number of segments. */
    public int size() {
        return snapshots.length;
    }

    /** Snapshots of each segment. */
    public int time() {
        return snapshots[0].length;
    }

    /** Numbers of one snapshot: points times fields. */
    public int valuesPerSnapshot() {
        return snapshots[0][0].length;
    }

    /** Snapshots at the start of each segment that are given, and never scored. */
    public int context() {
        return context;
    }

    /** Snapshots of each segment after the context. */
    public int horizon() {
        return time() - context;
    }

    /** Names of the fields. */
    public List<String> fields() {
        return fields;
    }

    /** Points along each axis, slowest first. */
    public int[] gridShape() {
        return gridShape.clone();
    }

    /** Time of each snapshot of a segment. */
    public double[] times(int segment) {
        return times[segment].clone();
    }

    /** All values, {@code [segments, values, time]}, float32. */
    public INDArray values() {
        return values(0, size(), 0, time());
    }

    /**
     * Values of some segments at some times, {@code [segments, values, time]}, float32; a copy.
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

    /** All snapshots of some segments, {@code [segments * time, values]}; a copy. */
    INDArray rows(int from, int to, DataType type) {
        long[] shape = {(long) (to - from) * time(), valuesPerSnapshot()};
        return Nd4j.create(flat(from, to, 0, time()), shape, 'c').castTo(type);
    }

    private float[] flat(int from, int to, int first, int end) {
        int size = valuesPerSnapshot();
        float[] all = new float[Math.multiplyExact((to - from) * (end - first), size)];
        int at = 0;
        for (int segment = from; segment < to; segment++) {
            for (int time = first; time < end; time++, at += size) {
                System.arraycopy(snapshots[segment][time], 0, all, at, size);
            }
        }
        return all;
    }

    /** Every snapshot of every segment. */
    void addTo(Fingerprint fingerprint) {
        for (float[][] segment : snapshots) {
            for (float[] snapshot : segment) {
                fingerprint.add(snapshot);
            }
        }
    }

    /**
     * Every window of context + 1 snapshots: features {@code [minibatch, values, context]}, labels one step later. What
     * {@link LatentForecaster#fit} learns from.
     */
    public DataSetIterator windows(int minibatch) {
        return iterator(context, minibatch);
    }

    /**
     * The segments as a whole, features {@code [minibatch, values, time - 1]} and labels one step later: context and what
     * a rollout has to find. What {@link LatentForecaster#fit} chooses the epoch by.
     */
    public DataSetIterator sequences(int minibatch) {
        return iterator(time() - 1, minibatch);
    }

    private DataSetIterator iterator(int length, int minibatch) {
        return PdeSequenceIterator.builder(trajectories())
                .fields(fields)
                .contextLength(length)
                .stride(1)
                .minibatch(minibatch)
                .build();
    }

    /** The segments as trajectories, which share their values. */
    public List<Trajectory> trajectories() {
        int points = valuesPerSnapshot() / fields.size();
        List<Trajectory> trajectories = new ArrayList<>(size());
        for (int segment = 0; segment < size(); segment++) {
            float[][] own = snapshots[segment];
            trajectories.add(Trajectory.backedBy(
                    fields,
                    gridShape,
                    times[segment],
                    Map.of(),
                    (field, time, target, offset) ->
                            System.arraycopy(own[time], field * points, target, offset, points)));
        }
        return trajectories;
    }
}
