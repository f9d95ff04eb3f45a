package io.github.dl4jquantum.forecast;

import java.nio.Buffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.factory.Nd4j;

/** Reads the {@link SnapshotWindows} of an iterator, and keeps each distinct snapshot once. */
final class SnapshotWindowReader {
    private final String part;
    private final int values;
    private final DataType type;
    private final Map<Key, Integer> indexOf = new HashMap<>();
    private final List<Buffer> snapshots = new ArrayList<>();
    private final List<int[]> windows = new ArrayList<>();

    /** A snapshot to look up. A buffer's own hash rounds its numbers to integers: those of a field would all collide. */
    private record Key(Buffer snapshot, int hash) {

        @Override
        public boolean equals(Object other) {
            return other instanceof Key that && hash == that.hash && snapshot.equals(that.snapshot);
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }

    SnapshotWindowReader(String part, int values, DataType type) {
        this.part = part;
        this.values = values;
        this.type = type;
    }

    /** From its start to its end. */
    SnapshotWindows read(DataSetIterator iterator) {
        iterator.reset();
        while (iterator.hasNext()) {
            add(iterator.next());
        }
        iterator.reset();
        if (windows.isEmpty()) {
            throw new IllegalArgumentException(
                    "The " + part + " iterator holds no window: give it more time steps or shorter windows.");
        }
        return new SnapshotWindows(new BufferRows(snapshots, values, type), windows);
    }

    private int length() {
        return windows.get(0).length - 1;
    }

    private void add(org.nd4j.linalg.dataset.api.DataSet data) {
        INDArray features = data.getFeatures();
        INDArray labels = data.getLabels();
        if (features.rank() != 3 || features.size(1) != values || !features.equalShapes(labels)) {
            throw new IllegalArgumentException("The " + part + " windows must be features and labels of one shape"
                    + " [minibatch, " + values + ", time]; got "
                    + features.shapeInfoToString().replace('\n', ' ')
                    + " and " + labels.shapeInfoToString().replace('\n', ' ') + ".");
        }
        if (data.hasMaskArrays()) {
            throw new IllegalArgumentException("The " + part + " windows carry masks: give windows of one length.");
        }
        int time = (int) features.size(2);
        if (!windows.isEmpty() && time != length()) {
            throw new IllegalArgumentException("The " + part + " windows have " + length() + " and " + time
                    + " time steps: give windows of one length.");
        }
        double[] seen = stepwise(features);
        double[] next = stepwise(labels);
        for (int b = 0; b < features.size(0); b++) {
            int[] window = new int[time + 1];
            for (int t = 0; t < time; t++) {
                window[t] = index(seen, b * time + t);
                int label = index(next, b * time + t);
                window[t + 1] = label;
                if (t > 0 && window[t] != index(next, b * time + t - 1)) {
                    throw new IllegalArgumentException("Window " + (windows.size()) + " of the " + part
                            + " part: its labels are not its features one step later.");
                }
            }
            windows.add(window);
        }
    }

    /** [minibatch, values, time] as consecutive snapshots, window after window. */
    private static double[] stepwise(INDArray array) {
        try (INDArray copy =
                array.permute(0, 2, 1).dup('c')) { // not left to Java's collector, which would let them pile up
            return copy.data().asDouble();
        }
    }

    private int index(double[] all, int snapshot) {
        double[] one = Arrays.copyOfRange(all, snapshot * values, (snapshot + 1) * values);
        Key key = key(one);
        Integer known = indexOf.get(key);
        if (known != null) {
            return known;
        }
        for (int i = 0; i < values; i++) {
            if (!Double.isFinite(one[i])) {
                throw new IllegalArgumentException("The " + part + " part holds " + one[i] + " at value " + i
                        + " of snapshot " + snapshots.size() + ": remove or repair it.");
            }
        }
        indexOf.put(key, snapshots.size());
        snapshots.add(key.snapshot);
        return snapshots.size() - 1;
    }

    private Key key(double[] snapshot) {
        for (int i = 0; i < values; i++) {
            snapshot[i] += 0.0; // -0 and 0 are equal, but not by their bits
        }
        if (type == DataType.DOUBLE) {
            return new Key(DoubleBuffer.wrap(snapshot), Arrays.hashCode(snapshot));
        }
        float[] floats = floats(snapshot);
        return new Key(FloatBuffer.wrap(floats), Arrays.hashCode(floats));
    }

    private static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }

    /** Snapshots as they were read. */
    private record BufferRows(List<Buffer> all, int columns, DataType type) implements Rows {

        @Override
        public int rows() {
            return all.size();
        }

        @Override
        public INDArray block(int from, int to) {
            List<Buffer> some = all.subList(from, to);
            return type == DataType.DOUBLE
                    ? Nd4j.create(some.stream()
                            .map(one -> ((DoubleBuffer) one).array())
                            .toArray(double[][]::new))
                    : Nd4j.create(some.stream()
                            .map(one -> ((FloatBuffer) one).array())
                            .toArray(float[][]::new));
        }
    }
}
