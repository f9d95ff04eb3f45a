package io.github.dl4jquantum.pde.iterator;

import io.github.dl4jquantum.pde.problem.Trajectory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Random;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.DataSetPreProcessor;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Windows of trajectories, as sequences that any recurrent Deeplearning4j network trains on.
 *
 * <p>A window that starts at snapshot s, with context length C:
 *
 * <ul>
 *   <li>features: snapshots s .. s + C - 1, float [minibatch, values, C];
 *   <li>labels: for each of these the snapshot {@code horizon} later, of the same shape.
 * </ul>
 *
 * <p>It spans C + horizon snapshots of one trajectory. Windows start every {@code stride} snapshots. With several
 * fields, values are [field, grid], flattened. Arrays are in 'f' order, Deeplearning4j's own for sequences. There are
 * no masks: all windows have one length. The last minibatch of a pass may be smaller.
 *
 * <p>With {@code shuffle}, each pass (each {@link #reset()}) has its own order, the same in every run.
 */
@SuppressWarnings("serial") // Serializable through DataSetIterator alone; trajectories are not.
public final class PdeSequenceIterator implements DataSetIterator {

    private final List<Trajectory> trajectories;
    private final List<String> fields;
    private final int contextLength;
    private final int horizon;
    private final int minibatch;
    private final Long shuffleSeed;
    private final int valuesPerField;
    private final List<Window> windows;

    private List<Window> order;
    private long pass;
    private int cursor;
    private DataSetPreProcessor preProcessor;

    private PdeSequenceIterator(Builder builder, List<String> fields, List<Window> windows) {
        trajectories = builder.trajectories;
        this.fields = fields;
        contextLength = builder.contextLength;
        horizon = builder.horizon;
        minibatch = builder.minibatch;
        shuffleSeed = builder.shuffleSeed;
        valuesPerField = trajectories.get(0).valuesPerSnapshot();
        this.windows = windows;
        start();
    }

    /** Windows of these trajectories, usually one part of a {@link Split}. */
    public static Builder builder(List<Trajectory> trajectories) {
        return new Builder(trajectories);
    }

    /** Number of windows in a pass. */
    public int windows() {
        return windows.size();
    }

    /** The fields whose values a snapshot holds, in order. */
    public List<String> fields() {
        return fields;
    }

    @Override
    public boolean hasNext() {
        return cursor < order.size();
    }

    @Override
    public DataSet next() {
        return next(minibatch);
    }

    @Override
    public DataSet next(int num) {
        if (num < 1) {
            throw new IllegalArgumentException("next(" + num + "): ask for at least 1 window");
        }
        if (!hasNext()) {
            throw new NoSuchElementException(
                    "all " + windows() + " windows of this pass were read: call reset() for another");
        }
        List<Window> batch = order.subList(cursor, Math.min(order.size(), cursor + num));
        cursor += batch.size();

        float[] snapshots = snapshots(batch);
        int step = batch.size() * inputColumns();
        DataSet dataSet = new DataSet(
                array(snapshots, 0, batch.size()), array(snapshots, Math.multiplyExact(horizon, step), batch.size()));
        if (preProcessor != null) {
            preProcessor.preProcess(dataSet);
        }
        return dataSet;
    }

    /** All C + horizon snapshots of each window, [window, value, time] in 'f' order. */
    private float[] snapshots(List<Window> batch) {
        int width = inputColumns();
        int span = contextLength + horizon;
        float[] all = new float[Math.multiplyExact(Math.multiplyExact(batch.size(), width), span)];
        float[][] rows = new float[batch.size()][width];
        int at = 0;
        for (int time = 0; time < span; time++) {
            for (int b = 0; b < rows.length; b++) {
                Window window = batch.get(b);
                for (int field = 0; field < fields.size(); field++) {
                    trajectories
                            .get(window.trajectory)
                            .copySnapshot(fields.get(field), window.start + time, rows[b], field * valuesPerField);
                }
            }
            for (int value = 0; value < width; value++) {
                for (float[] row : rows) {
                    all[at++] = row[value];
                }
            }
        }
        return all;
    }

    private INDArray array(float[] snapshots, int from, int batch) {
        long[] shape = {batch, inputColumns(), contextLength};
        int length = batch * inputColumns() * contextLength;
        return Nd4j.create(Arrays.copyOfRange(snapshots, from, from + length), shape, 'f');
    }

    @Override
    public void reset() {
        pass++;
        start();
    }

    private void start() {
        cursor = 0;
        order = windows;
        if (shuffleSeed != null) {
            order = new ArrayList<>(windows);
            Collections.shuffle(order, new Random(shuffleSeed + pass * 0x9E3779B97F4A7C15L));
        }
    }

    @Override
    public boolean resetSupported() {
        return true;
    }

    @Override
    public boolean asyncSupported() {
        return true;
    }

    @Override
    public int batch() {
        return minibatch;
    }

    /** Values in a snapshot: grid points times fields. */
    @Override
    public int inputColumns() {
        return fields.size() * valuesPerField;
    }

    @Override
    public int totalOutcomes() {
        return inputColumns();
    }

    @Override
    public void setPreProcessor(DataSetPreProcessor preProcessor) {
        this.preProcessor = preProcessor;
    }

    @Override
    public DataSetPreProcessor getPreProcessor() {
        return preProcessor;
    }

    /** None: values are not classes. */
    @Override
    public List<String> getLabels() {
        return null;
    }

    private record Window(int trajectory, int start) {}

    /** Options of {@link PdeSequenceIterator}; {@link #build()} checks them and all values. */
    public static final class Builder {

        private final List<Trajectory> trajectories;
        private List<String> fields;
        private int contextLength = 10;
        private int horizon = 1;
        private Integer stride;
        private int minibatch = 32;
        private Long shuffleSeed;

        private Builder(List<Trajectory> trajectories) {
            this.trajectories = List.copyOf(trajectories);
        }

        /** The one field to read; default the first. */
        public Builder field(String field) {
            return fields(List.of(field));
        }

        /** The fields to read, one after the other in a snapshot's values. */
        public Builder fields(List<String> fields) {
            this.fields = List.copyOf(fields);
            return this;
        }

        /** Time steps in a sequence; default 10. */
        public Builder contextLength(int steps) {
            contextLength = steps;
            return this;
        }

        /** How many snapshots ahead labels lie; default 1. */
        public Builder horizon(int steps) {
            horizon = steps;
            return this;
        }

        /** Snapshots between the starts of neighbouring windows; default the context length. */
        public Builder stride(int steps) {
            stride = steps;
            return this;
        }

        /** Windows in a minibatch; default 32. */
        public Builder minibatch(int windows) {
            minibatch = windows;
            return this;
        }

        /** Reads windows in random order, another in each pass; by default they come in order of time. */
        public Builder shuffle(long seed) {
            shuffleSeed = seed;
            return this;
        }

        /**
         * @throws IllegalArgumentException if there are no trajectories, an option is below 1, a field is unknown, a
         *     trajectory is shorter than a window or has another grid, or a value is not finite
         */
        public PdeSequenceIterator build() {
            if (trajectories.isEmpty()) {
                throw new IllegalArgumentException("PdeSequenceIterator: 0 trajectories, below the limit 1: "
                        + "give a part of the split that is not empty");
            }
            int step = stride == null ? contextLength : stride;
            atLeastOne("contextLength", contextLength);
            atLeastOne("horizon", horizon);
            atLeastOne("stride", step);
            atLeastOne("minibatch", minibatch);
            List<String> read = fields == null ? trajectories.get(0).fields().subList(0, 1) : fields;
            atLeastOne("number of fields", read.size());

            List<Window> windows = new ArrayList<>();
            for (int index = 0; index < trajectories.size(); index++) {
                Trajectory trajectory = trajectories.get(index);
                refuseOtherGrid(index, trajectory);
                refuseShort(index, trajectory);
                read.forEach(new FiniteCheck(index, trajectory)::check);
                for (int s = 0; s <= trajectory.snapshots() - contextLength - horizon; s += step) {
                    windows.add(new Window(index, s));
                }
            }
            refuseLarge(Math.min(minibatch, windows.size()), read.size());
            return new PdeSequenceIterator(this, read, List.copyOf(windows));
        }

        private static void atLeastOne(String option, int value) {
            if (value < 1) {
                throw new IllegalArgumentException(
                        "PdeSequenceIterator: " + option + " = " + value + " is below the limit 1");
            }
        }

        private void refuseLarge(int batch, int fieldCount) {
            double values = (double) batch
                    * fieldCount
                    * trajectories.get(0).valuesPerSnapshot()
                    * ((double) contextLength + horizon);
            if (values > Integer.MAX_VALUE) {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT,
                        "PdeSequenceIterator: a minibatch of %d windows of %d snapshots holds %.3g values, "
                                + "above the limit %d: use a smaller minibatch or a shorter context",
                        batch,
                        contextLength + horizon,
                        values,
                        Integer.MAX_VALUE));
            }
        }

        private void refuseOtherGrid(int index, Trajectory trajectory) {
            int[] expected = trajectories.get(0).gridShape();
            if (!Arrays.equals(trajectory.gridShape(), expected)) {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT,
                        "PdeSequenceIterator: trajectory %d has grid %s, trajectory 0 has %s: "
                                + "make one iterator per grid",
                        index,
                        Arrays.toString(trajectory.gridShape()),
                        Arrays.toString(expected)));
            }
        }

        private void refuseShort(int index, Trajectory trajectory) {
            long span = (long) contextLength + horizon;
            if (trajectory.snapshots() < span) {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT,
                        "PdeSequenceIterator: trajectory %d has %d snapshots, fewer than a window's "
                                + "contextLength %d + horizon %d = %d: use a shorter context or horizon, "
                                + "more snapshots, or a larger fraction in the split",
                        index,
                        trajectory.snapshots(),
                        contextLength,
                        horizon,
                        span));
            }
        }
    }

    private record FiniteCheck(int index, Trajectory trajectory) {

        void check(String field) {
            for (int time = 0; time < trajectory.snapshots(); time++) {
                for (float value : trajectory.snapshot(field, time)) {
                    if (!Float.isFinite(value)) {
                        throw new IllegalArgumentException(String.format(
                                Locale.ROOT,
                                "PdeSequenceIterator: trajectory %d, snapshot %d (time %.6g), field %s holds %s: "
                                        + "values must be finite; remove or repair that trajectory",
                                index,
                                trajectory.firstSnapshot() + time,
                                trajectory.times()[time],
                                field,
                                value));
                    }
                }
            }
        }
    }
}
