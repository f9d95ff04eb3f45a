package io.github.dl4jquantum.pde.iterator;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.pde.problem.Trajectory;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.AsyncDataSetIterator;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.DataSetPreProcessor;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

/** Oracle: every value of the counting trajectories names its trajectory, time and point. */
@Timeout(60)
class PdeSequenceIteratorTest {

    @Test
    void windowsHoldTheSnapshotsTheyName() {
        PdeSequenceIterator iterator = PdeSequenceIterator.builder(CountingTrajectories.of(10, 9))
                .fields(List.of("v", "u"))
                .contextLength(3)
                .horizon(2)
                .stride(4)
                .minibatch(3)
                .build();
        // Starts 0 and 4 in both: 4 + 3 + 2 = 9 snapshots.
        int[][] starts = {{0, 0}, {0, 4}, {1, 0}, {1, 4}};
        assertEquals(4, iterator.windows());
        int window = 0;
        for (int size : new int[] {3, 1}) {
            DataSet dataSet = iterator.next();
            INDArray features = dataSet.getFeatures();
            INDArray labels = dataSet.getLabels();
            assertArrayEquals(new long[] {size, 6, 3}, features.shape());
            assertArrayEquals(new long[] {size, 6, 3}, labels.shape());
            assertEquals(DataType.FLOAT, features.dataType());
            assertEquals('f', features.ordering());
            assertNull(dataSet.getFeaturesMaskArray());
            assertNull(dataSet.getLabelsMaskArray());
            for (int b = 0; b < size; b++, window++) {
                for (int value = 0; value < 6; value++) {
                    for (int t = 0; t < 3; t++) {
                        float expected = 1000 * starts[window][0]
                                + 10 * (starts[window][1] + t)
                                + value % 3
                                + (value < 3 ? 0.5f : 0);
                        assertEquals(expected, features.getFloat(b, value, t));
                        assertEquals(expected + 20, labels.getFloat(b, value, t));
                    }
                }
            }
        }
        assertFalse(iterator.hasNext());
        assertThrows(NoSuchElementException.class, iterator::next);
    }

    @Test
    void defaultsAreTheFirstFieldHorizonOneAndWindowsSideBySide() {
        PdeSequenceIterator iterator = PdeSequenceIterator.builder(CountingTrajectories.of(31))
                .contextLength(10)
                .build();
        assertEquals(List.of("u"), iterator.fields());
        assertEquals(3, iterator.windows());
        DataSet dataSet = iterator.next();
        assertEquals(100, dataSet.getFeatures().getFloat(1, 0, 0));
        assertEquals(110, dataSet.getLabels().getFloat(1, 0, 0));
    }

    @Test
    void meetsTheContractOfDataSetIterator() {
        PdeSequenceIterator iterator = PdeSequenceIterator.builder(CountingTrajectories.of(20))
                .fields(List.of("u", "v"))
                .contextLength(4)
                .stride(1)
                .minibatch(5)
                .build();
        assertEquals(6, iterator.inputColumns());
        assertEquals(6, iterator.totalOutcomes());
        assertEquals(5, iterator.batch());
        assertTrue(iterator.resetSupported());
        assertFalse(iterator.asyncSupported(), "it reads ahead itself");
        assertNull(iterator.getLabels());
        assertEquals(7, iterator.next(7).numExamples());
        assertEquals(5, iterator.next().numExamples());
        assertEquals(4, iterator.next(99).numExamples());
        assertFalse(iterator.hasNext());
        iterator.reset();
        assertEquals(0, iterator.next().getFeatures().getFloat(0, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> iterator.next(0));

        DataSetPreProcessor negate = data -> data.getFeatures().negi();
        iterator.setPreProcessor(negate);
        assertSame(negate, iterator.getPreProcessor());
        iterator.reset();
        DataSet negated = iterator.next();
        assertEquals(-12, negated.getFeatures().getFloat(0, 2, 1));
        assertEquals(22, negated.getLabels().getFloat(0, 2, 1));
        iterator.setPreProcessor(null);
        iterator.reset();
        assertEquals(12, iterator.next().getFeatures().getFloat(0, 2, 1));
    }

    @Test
    void shuffleIsTheSameInEveryRunAndAnotherInEveryPass() {
        List<Float> first = firstValues(shuffled(5));
        assertEquals(first, firstValues(shuffled(5)));
        assertNotEquals(first, firstValues(shuffled(6)));
        List<Float> inOrder = first.stream().sorted().toList();
        assertNotEquals(inOrder, first);
        assertEquals(30, inOrder.stream().distinct().count());

        PdeSequenceIterator iterator = shuffled(5);
        assertEquals(first, firstValues(iterator));
        iterator.reset();
        List<Float> second = firstValues(iterator);
        assertNotEquals(first, second);
        assertEquals(inOrder, second.stream().sorted().toList());
        PdeSequenceIterator again = shuffled(5);
        again.reset();
        assertEquals(second, firstValues(again));
    }

    @Test
    void asyncPrefetchYieldsTheSameWindows() {
        PdeSequenceIterator plain = shuffled(9);
        AsyncDataSetIterator async = new AsyncDataSetIterator(shuffled(9), 2);
        List<Float> expected = firstValues(plain);
        assertEquals(expected, firstValues(async));
        plain.reset();
        async.reset();
        assertEquals(firstValues(plain), firstValues(async));
        async.shutdown();
    }

    @Test
    void refusesBadOptionsWithValueLimitAndRemedy() {
        List<Trajectory> data = CountingTrajectories.of(20, 5);
        refused(data, b -> b.contextLength(5), "trajectory 1 has 5 snapshots", "contextLength 5 + horizon 1 = 6");
        refused(data, b -> b.contextLength(1).horizon(Integer.MAX_VALUE), "= 2147483648");
        refused(data, b -> b.contextLength(0), "contextLength = 0", "limit 1");
        refused(data, b -> b.horizon(0), "horizon = 0");
        refused(data, b -> b.stride(-1), "stride = -1");
        refused(data, b -> b.minibatch(0), "minibatch = 0");
        refused(data, b -> b.contextLength(2).field("w"), "unknown field 'w'", "[u, v]");
        refused(data, b -> b.contextLength(2).fields(List.of()), "number of fields = 0");
        refused(List.of(), b -> b, "0 trajectories", "limit 1");
        Trajectory other = Trajectory.of(List.of("u"), new int[] {3, 1}, new double[] {0, 1, 2}, new float[9]);
        refused(List.of(data.get(0), other), b -> b.contextLength(2), "trajectory 1 has grid [3, 1]", "[1, 3]");
    }

    @Test
    void refusesValuesThatAreNotFiniteAndNamesTheirPlace() {
        float[] u = new float[60];
        float[] v = new float[60];
        v[3 * 17 + 1] = Float.NaN;
        u[3 * 2] = Float.NEGATIVE_INFINITY;
        double[] times = new double[20];
        for (int i = 0; i < 20; i++) {
            times[i] = i * 0.1;
        }
        Trajectory broken = Trajectory.of(List.of("u", "v"), new int[] {1, 3}, times, u, v);
        List<Trajectory> data = List.of(CountingTrajectories.of(20).get(0), broken.slice(10, 20));
        refused(
                data,
                b -> b.contextLength(2).field("v"),
                "trajectory 1, snapshot 17 (time 1.70000), field v holds NaN");
        refused(List.of(broken), b -> b.contextLength(2), "snapshot 2 (time 0.200000), field u holds -Infinity");
        PdeSequenceIterator.builder(data).contextLength(2).field("u").build();
    }

    private static PdeSequenceIterator shuffled(long seed) {
        return PdeSequenceIterator.builder(CountingTrajectories.of(17, 17))
                .contextLength(2)
                .stride(1)
                .minibatch(4)
                .shuffle(seed)
                .build();
    }

    private static List<Float> firstValues(DataSetIterator iterator) {
        List<Float> values = new ArrayList<>();
        while (iterator.hasNext()) {
            INDArray features = iterator.next().getFeatures();
            for (int b = 0; b < features.size(0); b++) {
                values.add(features.getFloat(b, 0, 0));
            }
        }
        return values;
    }

    private static void refused(
            List<Trajectory> data, UnaryOperator<PdeSequenceIterator.Builder> change, String... parts) {
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> change.apply(PdeSequenceIterator.builder(data)).build())
                .getMessage();
        assertFalse(message.contains("\n"), message);
        for (String part : parts) {
            assertTrue(message.contains(part), message);
        }
    }
}
