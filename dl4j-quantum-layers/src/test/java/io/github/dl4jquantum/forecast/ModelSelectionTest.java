package io.github.dl4jquantum.forecast;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ModelSelectionTest {

    @Test
    void theLowestScoreIsChosen() {
        assertEquals(OptionalInt.of(1), ModelSelection.lowest(3, 1, 2));
        assertEquals(OptionalInt.of(2), ModelSelection.lowest(3, 2, -1));
    }

    @Test
    void ofEqualScoresTheFirstIsChosen() {
        assertEquals(OptionalInt.of(1), ModelSelection.lowest(3, 1, 2, 1));
    }

    @Test
    void aTrainingThatDivergedIsNeverChosen() {
        assertEquals(OptionalInt.of(2), ModelSelection.lowest(Double.NaN, Double.NEGATIVE_INFINITY, 7));
        assertEquals(OptionalInt.of(0), ModelSelection.lowest(7, Double.NaN, Double.POSITIVE_INFINITY));
    }

    @Test
    void nothingIsChosenWhereAllDiverged() {
        assertEquals(OptionalInt.empty(), ModelSelection.lowest(Double.NaN, Double.POSITIVE_INFINITY));
        assertEquals(OptionalInt.empty(), ModelSelection.lowest());
    }
}
