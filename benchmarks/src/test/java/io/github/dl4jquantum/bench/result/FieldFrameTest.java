package io.github.dl4jquantum.bench.result;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Oracle: planes written out by hand. */
@Timeout(20)
class FieldFrameTest {

    @Test
    void aPlaneIsShownWholeAndACubeByItsMiddlePlane() {
        float[] truth = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};
        float[] predicted = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
        assertArrayEquals(
                truth, FieldFrame.of(1, 0, truth, predicted, new int[] {3, 4}).truth());
        FieldFrame cube = FieldFrame.of(1, 0, truth, predicted, new int[] {3, 2, 2});
        assertArrayEquals(new float[] {4, 5, 6, 7}, cube.truth());
        assertArrayEquals(new float[] {5, 6, 7, 8}, cube.predicted());
    }

    @Test
    void aLineIsAPlaneOfOneRow() {
        FieldFrame frame = FieldFrame.of(1, 0, new float[] {1, 2, 3}, new float[] {4, 5, 6}, new int[] {3});
        assertArrayEquals(new float[] {1, 2, 3}, frame.truth());
        assertArrayEquals(new float[] {4, 5, 6}, frame.predicted());
    }
}
