package io.github.dl4jquantum.forecast;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.pde.problem.Trajectory;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.factory.Nd4j;

/** Oracle: hundreds are the segment, tens the value, ones the time of every number. */
@Timeout(60)
class SegmentsTest {
    private final Segments segments = Segments.of(
            Nd4j.createFromArray(
                    new float[][][] {{{0, 1, 2, 3}, {10, 11, 12, 13}}, {{100, 101, 102, 103}, {110, 111, 112, 113}}}),
            new double[][] {{0, 0.5, 1, 1.5}, {3, 3.5, 4, 4.5}},
            2,
            List.of("u", "v"),
            1);

    @Test
    void valuesAreWhereTheyWere() {
        assertEquals(
                Nd4j.createFromArray(
                        new float[][][] {{{0, 1, 2, 3}, {10, 11, 12, 13}}, {{100, 101, 102, 103}, {110, 111, 112, 113}}
                        }),
                segments.values().dup('c'));
        assertEquals(
                Nd4j.createFromArray(new float[][][] {{{101, 102}, {111, 112}}}),
                segments.values(1, 2, 1, 3).dup('c'));
        assertEquals(2, segments.size());
        assertEquals(4, segments.time());
        assertEquals(2, segments.horizon());
        assertEquals(2, segments.valuesPerSnapshot());
        assertArrayEquals(new double[] {3, 3.5, 4, 4.5}, segments.times(1));
    }

    @Test
    void windowsHoldContextPlusOneSnapshotsOfOneSegment() {
        DataSetIterator windows = segments.windows(3);
        DataSet first = windows.next();
        DataSet second = windows.next();
        assertFalse(windows.hasNext());
        assertEquals(
                Nd4j.createFromArray(
                        new float[][][] {{{0, 1}, {10, 11}}, {{1, 2}, {11, 12}}, {{100, 101}, {110, 111}}}),
                first.getFeatures().dup('c'));
        assertEquals(
                Nd4j.createFromArray(
                        new float[][][] {{{1, 2}, {11, 12}}, {{2, 3}, {12, 13}}, {{101, 102}, {111, 112}}}),
                first.getLabels().dup('c'));
        assertEquals(
                Nd4j.createFromArray(new float[][][] {{{101, 102}, {111, 112}}}),
                second.getFeatures().dup('c'));
        assertEquals(3, windows.batch());
    }

    @Test
    void sequencesHoldASegmentEach() {
        DataSet all = segments.sequences(8).next();
        assertEquals(
                Nd4j.createFromArray(new float[][][] {{{0, 1, 2}, {10, 11, 12}}, {{100, 101, 102}, {110, 111, 112}}}),
                all.getFeatures().dup('c'));
        assertEquals(
                Nd4j.createFromArray(new float[][][] {{{1, 2, 3}, {11, 12, 13}}, {{101, 102, 103}, {111, 112, 113}}}),
                all.getLabels().dup('c'));
    }

    @Test
    void trajectoriesSayWhichFieldAndWhen() {
        Trajectory second = segments.trajectories().get(1);
        assertArrayEquals(new float[] {112}, second.snapshot("v", 2));
        assertArrayEquals(new double[] {3, 3.5, 4, 4.5}, second.times());
    }

    /** Values 0 and 1 are u's two points, 2 and 3 are v's. */
    @Test
    void trajectoriesOfSeveralPointsHaveEachFieldsOwn() {
        Segments wide = Segments.of(
                Nd4j.createFromArray(new float[][][] {{{0, 1}, {10, 11}, {20, 21}, {30, 31}}}),
                new double[][] {{0, 1}},
                1,
                List.of("u", "v"),
                2);
        Trajectory only = wide.trajectories().get(0);
        assertArrayEquals(new int[] {2}, wide.gridShape());
        assertArrayEquals(new float[] {1, 11}, only.snapshot("u", 1));
        assertArrayEquals(new float[] {21, 31}, only.snapshot("v", 1));
    }

    @Test
    void sizesThatDoNotAgreeAreRefused() {
        refused("choose 1 to 3", () -> Segments.of(Nd4j.zeros(2, 2, 4), new double[2][4], 4, List.of("u", "v"), 1));
        refused("choose 1 to 3", () -> Segments.of(Nd4j.zeros(2, 2, 4), new double[2][4], 0, List.of("u", "v"), 1));
        refused("fields * points", () -> Segments.of(Nd4j.zeros(2, 2, 4), new double[2][4], 2, List.of("u"), 1));
        refused("1 rows of times", () -> Segments.of(Nd4j.zeros(2, 2, 4), new double[1][4], 2, List.of("u", "v"), 1));
    }

    private static void refused(String message, Runnable call) {
        IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, call::run);
        assertTrue(refusal.getMessage().contains(message), refusal.getMessage());
    }
}
