package io.github.dl4jquantum.bench.job;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Oracle: distances counted by hand. */
@Timeout(60)
class SpellingTest {

    @Test
    void distanceCountsInsertionsDeletionsAndSubstitutions() {
        assertEquals(3, Spelling.distance("kitten", "sitting"));
        assertEquals(0, Spelling.distance("epochs", "epochs"));
        assertEquals(4, Spelling.distance("", "lstm"));
    }
}
