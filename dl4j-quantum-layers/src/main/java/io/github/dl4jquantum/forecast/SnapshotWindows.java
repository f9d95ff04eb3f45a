package io.github.dl4jquantum.forecast;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.dataset.api.preprocessor.DataNormalization;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The windows of an iterator as their distinct snapshots and, per window, the snapshots it is made of.
 *
 * <p>Neighbouring windows share all but one snapshot: this way each is encoded once.
 *
 * @param snapshots the distinct ones, in the order in which they came first
 * @param windows rows of {@code snapshots}, one more than a window's features have time steps
 */
record SnapshotWindows(Rows snapshots, List<int[]> windows) {

    /**
     * Reads {@code iterator} from its start to its end; of segments nothing yet.
     *
     * @param part what the iterator holds, for messages
     * @param values of one snapshot
     * @param type float or double, in which snapshots are kept and compared
     * @throws IllegalArgumentException if the data is not what {@link LatentForecaster#fit} asks for
     */
    static SnapshotWindows read(String part, DataSetIterator iterator, int values, DataType type) {
        if (iterator.getPreProcessor() instanceof DataNormalization) {
            throw new IllegalArgumentException("The " + part + " iterator normalises its data already: the forecaster"
                    + " does that itself, take the pre-processor off.");
        }
        if (iterator instanceof SegmentWindows of
                && of.getPreProcessor() == null
                && of.segments().valuesPerSnapshot() == values) {
            return of(of.segments(), of.length(), type);
        }
        return new SnapshotWindowReader(part, values, type).read(iterator);
    }

    /** @param length time steps of a window's features */
    private static SnapshotWindows of(Segments segments, int length, DataType type) {
        Snapshots all = segments.snapshots();
        Map<Integer, Integer> rowOf = new LinkedHashMap<>();
        List<int[]> windows = new ArrayList<>();
        for (int segment = 0; segment < segments.size(); segment++) {
            for (int first = 0; first + length < segments.time(); first++) {
                int[] window = new int[length + 1];
                for (int t = 0; t <= length; t++) {
                    int snapshot = all.firstEqual(segments.start(segment) + first + t);
                    rowOf.putIfAbsent(snapshot, rowOf.size());
                    window[t] = rowOf.get(snapshot);
                }
                windows.add(window);
            }
        }
        int[] numbers = rowOf.keySet().stream().mapToInt(each -> each).toArray();
        return new SnapshotWindows(all.rows(numbers, type), windows);
    }

    /** Time steps of a window's features. */
    int length() {
        return windows.get(0).length - 1;
    }

    /**
     * The windows made of other vectors than the snapshots they were read as.
     *
     * @param vectors [snapshots, size], one for each of {@link #snapshots()}
     * @return features [windows, size, time] and labels one step later
     */
    DataSet of(INDArray vectors) {
        int time = length();
        long size = vectors.size(1);
        INDArray features = Nd4j.createUninitialized(snapshots.type(), windows.size(), size, time);
        INDArray labels = Nd4j.createUninitialized(snapshots.type(), windows.size(), size, time);
        try (INDArray source = vectors.dup('c')) {
            DataBuffer rows = source.data();
            DataBuffer given = features.data(); // number by number: without an encoder they may be larger than the heap
            DataBuffer asked = labels.data();
            long at = 0;
            for (int[] window : windows) {
                for (long i = 0; i < size; i++) {
                    for (int t = 0; t < time; t++, at++) {
                        given.put(at, rows.getDouble(window[t] * size + i));
                        asked.put(at, rows.getDouble(window[t + 1] * size + i));
                    }
                }
            }
        }
        return new DataSet(features, labels);
    }
}
