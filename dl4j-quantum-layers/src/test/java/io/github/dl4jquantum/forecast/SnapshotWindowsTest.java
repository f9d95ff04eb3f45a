package io.github.dl4jquantum.forecast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Oracle: windows written out. Snapshot k is (k, 10 k); one window goes 1, 2, 3, another 2, 3, 4, the next, in a
 * minibatch of its own, 7, 1, 2.
 */
@Timeout(60)
class SnapshotWindowsTest {
    private static final double[][][] SEEN = {{{1, 2}, {10, 20}}, {{2, 3}, {20, 30}}, {{7, 1}, {70, 10}}};
    private static final double[][][] NEXT = {{{2, 3}, {20, 30}}, {{3, 4}, {30, 40}}, {{1, 2}, {10, 20}}};

    private static DataSetIterator iterator(double[][][] seen, double[][][] next, DataType type) {
        DataSet all = new DataSet(
                Nd4j.createFromArray(seen).castTo(type),
                Nd4j.createFromArray(next).castTo(type));
        return new ListDataSetIterator<>(all.asList(), 2);
    }

    private static INDArray whole(SnapshotWindows windows) {
        return windows.snapshots().block(0, windows.snapshots().rows());
    }

    private static SnapshotWindows read(double[][][] seen, double[][][] next) {
        return SnapshotWindows.read("train", iterator(seen, next, DataType.DOUBLE), 2, DataType.DOUBLE);
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT", "DOUBLE"})
    void aSnapshotIsHeldOnceInTheOrderOfItsFirstCome(DataType type) {
        DataSetIterator iterator = iterator(SEEN, NEXT, type);
        iterator.next();
        SnapshotWindows windows = SnapshotWindows.read("train", iterator, 2, type);
        assertTrue(iterator.hasNext(), "it is reset at the end, too");
        assertEquals(2, windows.length());
        INDArray expected = Nd4j.createFromArray(new double[][] {{1, 10}, {2, 20}, {3, 30}, {4, 40}, {7, 70}});
        assertEquals(expected.castTo(type), whole(windows));
    }

    /** The snapshots 1, 2, 3, 4, 7 become 0.1, 0.2, 0.3, 0.4, 0.7 with their negatives and squares. */
    @ParameterizedTest
    @EnumSource(names = {"FLOAT", "DOUBLE"})
    void windowsOfOtherVectorsAreMadeOfThoseOfTheirSnapshots(DataType type) {
        SnapshotWindows windows = SnapshotWindows.read("train", iterator(SEEN, NEXT, type), 2, type);
        DataSet made = windows.of(Nd4j.createFromArray(new double[][] {
            {0.1, -0.1, 0.01}, {0.2, -0.2, 0.04}, {0.3, -0.3, 0.09}, {0.4, -0.4, 0.16}, {0.7, -0.7, 0.49}
        }));
        double[][][] features = {
            {{0.1, 0.2}, {-0.1, -0.2}, {0.01, 0.04}},
            {{0.2, 0.3}, {-0.2, -0.3}, {0.04, 0.09}},
            {{0.7, 0.1}, {-0.7, -0.1}, {0.49, 0.01}}
        };
        double[][][] labels = {
            {{0.2, 0.3}, {-0.2, -0.3}, {0.04, 0.09}},
            {{0.3, 0.4}, {-0.3, -0.4}, {0.09, 0.16}},
            {{0.1, 0.2}, {-0.1, -0.2}, {0.01, 0.04}}
        };
        assertEquals(Nd4j.createFromArray(features).castTo(type), made.getFeatures());
        assertEquals(Nd4j.createFromArray(labels).castTo(type), made.getLabels());
    }

    @Test
    void zeroAndMinusZeroAreOneSnapshot() {
        SnapshotWindows windows = read(new double[][][] {{{0.0}, {5}}}, new double[][][] {{{-0.0}, {5}}});
        assertEquals(Nd4j.createFromArray(new double[][] {{0, 5}}), whole(windows));
    }

    @Test
    void whatIsNoWindowIsRefusedByItsPart() {
        double[][][] shifted = {NEXT[0], {{3, 4}, {30, 41}}, {{2, 2}, {20, 20}}};
        refused("Window 2 of the train part: its labels are not its features one step later", SEEN, shifted);
        refused("holds NaN at value 1 of snapshot 1", new double[][][] {{{1}, {2}}}, new double[][][] {
            {{1}, {Double.NaN}}
        });
        refused("labels of one shape [minibatch, 2, time]", new double[][][] {{{1}}}, new double[][][] {{{1}}});
        DataSet masked = new DataSet(Nd4j.ones(1, 2, 3), Nd4j.ones(1, 2, 3), Nd4j.ones(1, 3), null);
        refused("carry masks", List.of(masked));
        refused(
                "have 3 and 4 time steps",
                List.of(
                        new DataSet(Nd4j.ones(1, 2, 3), Nd4j.ones(1, 2, 3)),
                        new DataSet(Nd4j.ones(1, 2, 4), Nd4j.ones(1, 2, 4))));
        refused("holds no window", List.of());
    }

    private static void refused(String message, double[][][] seen, double[][][] next) {
        IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, () -> read(seen, next));
        assertTrue(refusal.getMessage().contains(message), refusal.getMessage());
    }

    private static void refused(String message, List<DataSet> windows) {
        IllegalArgumentException refusal = assertThrows(
                IllegalArgumentException.class,
                () -> SnapshotWindows.read("train", new ListDataSetIterator<>(windows, 1), 2, DataType.FLOAT));
        assertTrue(refusal.getMessage().contains(message), refusal.getMessage());
    }
}
