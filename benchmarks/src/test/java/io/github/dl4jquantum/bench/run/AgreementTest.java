package io.github.dl4jquantum.bench.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.bench.run.Agreement.Difference;
import io.github.dl4jquantum.forecast.Provenance;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Oracle: differences worked out by hand. */
@Timeout(60)
class AgreementTest {

    @Test
    void equalNumbersAgree() {
        Provenance one = of(Map.of("mae", 0.1, "zero", 0.0), List.of(2.0, 1.0));
        Agreement agreement = Agreement.of(one, of(Map.of("mae", 0.1, "zero", -0.0), List.of(2.0, 1.0)), 0);
        assertTrue(agreement.holds());
        assertEquals(4, agreement.numbers());
        assertEquals(
                List.of("reproduced: all 4 numbers agree, the largest relative difference is 0.0e+00 (limit 0.0e+00)"),
                agreement.lines());
    }

    /** 1 to 0.75 is 0.25 of the larger, 4 to 5 is 0.2. */
    @Test
    void everyNumberThatIsAnotherIsNamedTheLargestDifferenceFirst() {
        Provenance before = of(Map.of("mae", 4.0, "rmse", 3.0), List.of(2.0, 1.0));
        Provenance now = of(Map.of("mae", 5.0, "rmse", 3.0), List.of(2.0, 0.75));
        Agreement agreement = Agreement.of(before, now, 0.1);
        assertFalse(agreement.holds());
        assertEquals(
                List.of(new Difference("train[1]", 1.0, 0.75), new Difference("mae", 4.0, 5.0)),
                agreement.differences());
        assertEquals(0.25, agreement.largest());
        assertEquals(
                List.of(
                        "not reproduced: 2 of 4 numbers differ by more than 1.0e-01 of their size",
                        "train[1]: 0.75 now, 1.0 before",
                        "mae: 5.0 now, 4.0 before"),
                agreement.lines());
        assertEquals(1, Agreement.of(before, now, 0.2).differences().size());
        assertTrue(Agreement.of(before, now, 0.25).holds());
    }

    @Test
    void aNumberThatIsMissingOnEitherSideIsADifferenceAtAnyTolerance() {
        Provenance before = of(Map.of("a", 1.0, "b", 2.0), List.of(1.0, 1.0));
        Provenance now = of(Map.of("b", 2.0, "c", 3.0), List.of(1.0));
        Agreement agreement = Agreement.of(before, now, 0.99);
        assertEquals(
                List.of(
                        new Difference("a", 1.0, null),
                        new Difference("c", null, 3.0),
                        new Difference("train[1]", 1.0, null)),
                agreement.differences());
        assertEquals(0, agreement.largest());
        assertTrue(agreement.lines().contains("c: 3.0 now, none before"), agreement.lines()::toString);
    }

    @Test
    void nothingToCompareIsNoAgreement() {
        Provenance nothing = of(Map.of(), List.of());
        assertFalse(Agreement.of(nothing, nothing, 0.5).holds());
    }

    @Test
    void manyDifferencesAreCounted() {
        Provenance ones = of(Map.of(), List.of(1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0));
        Provenance nothing = of(Map.of(), List.of());
        List<String> lines = Agreement.of(ones, nothing, 0).lines();
        assertEquals(12, lines.size(), "a head, ten numbers and the rest");
        assertEquals("and 2 more", lines.get(11));
    }

    @Test
    void versionsThatAreOthersAreNamed() {
        assertEquals(
                List.of("cores is null, and was 2", "java is 21, and was 17", "os is Linux, and was null"),
                Agreement.otherVersions(
                        Map.of("java", "17", "cores", "2", "same", "1"),
                        Map.of("java", "21", "os", "Linux", "same", "1")));
    }

    private static Provenance of(Map<String, Double> scores, List<Double> curve) {
        return new Provenance(
                "a command",
                new TreeMap<>(),
                "cpu",
                1,
                null,
                null,
                new TreeMap<>(Map.of("train", curve)),
                new TreeMap<>(scores));
    }
}
