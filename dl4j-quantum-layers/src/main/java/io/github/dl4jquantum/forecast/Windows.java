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
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.dataset.api.preprocessor.DataNormalization;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * The windows of an iterator as their distinct snapshots and, per window, the snapshots it is made of.
 *
 * <p>Neighbouring windows share all but one snapshot: this way each is held, and encoded, once.
 */
final class Windows {
    /** Numbers that are copied at a time. */
    private static final int BLOCK = 1 << 20;

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

    private Windows(String part, int values, DataType type) {
        this.part = part;
        this.values = values;
        this.type = type;
    }

    /**
     * Reads {@code iterator} from its start to its end.
     *
     * @param part what the iterator holds, for messages
     * @param values of one snapshot
     * @param type float or double, in which snapshots are kept and compared
     * @throws IllegalArgumentException if the data is not what {@link LatentForecaster#fit} asks for
     */
    static Windows read(String part, DataSetIterator iterator, int values, DataType type) {
        if (iterator.getPreProcessor() instanceof DataNormalization) {
            throw new IllegalArgumentException("The " + part + " iterator normalises its data already: the forecaster"
                    + " does that itself, take the pre-processor off.");
        }
        Windows windows = new Windows(part, values, type);
        iterator.reset();
        while (iterator.hasNext()) {
            windows.add(iterator.next());
        }
        iterator.reset();
        if (windows.windows.isEmpty()) {
            throw new IllegalArgumentException(
                    "The " + part + " iterator holds no window: give it more time steps" + " or shorter windows.");
        }
        return windows;
    }

    /** Time steps of a window's features. */
    int length() {
        return windows.get(0).length - 1;
    }

    /** All distinct snapshots [snapshots, values], in the order in which they came first; a copy. */
    INDArray snapshots() {
        INDArray all = Nd4j.createUninitialized(type, snapshots.size(), values);
        int some = Math.max(1, BLOCK / values);
        for (int from = 0; from < snapshots.size(); from += some) {
            int to = Math.min(from + some, snapshots.size());
            try (INDArray block = block(snapshots.subList(from, to))) {
                all.get(NDArrayIndex.interval(from, to), NDArrayIndex.all()).assign(block);
            }
        }
        return all;
    }

    private INDArray block(List<Buffer> some) {
        return type == DataType.DOUBLE
                ? Nd4j.create(
                        some.stream().map(one -> ((DoubleBuffer) one).array()).toArray(double[][]::new))
                : Nd4j.create(
                        some.stream().map(one -> ((FloatBuffer) one).array()).toArray(float[][]::new));
    }

    /**
     * The windows made of other vectors than the snapshots they were read as.
     *
     * @param vectors [snapshots, size], one for each of {@link #snapshots()}
     * @return features [windows, size, time] and labels one step later
     */
    DataSet of(INDArray vectors) {
        int time = length();
        double[][] rows = vectors.toDoubleMatrix();
        int size = rows[0].length;
        double[] features = new double[windows.size() * size * time];
        double[] labels = new double[features.length];
        int at = 0;
        for (int[] window : windows) {
            for (int i = 0; i < size; i++) {
                for (int t = 0; t < time; t++, at++) {
                    features[at] = rows[window[t]][i];
                    labels[at] = rows[window[t + 1]][i];
                }
            }
        }
        long[] shape = {windows.size(), size, time};
        return new DataSet(
                Nd4j.create(features, shape, 'c').castTo(type),
                Nd4j.create(labels, shape, 'c').castTo(type));
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
}
