package io.github.dl4jquantum.bench.tune;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.bench.result.CandidateResult;
import io.github.dl4jquantum.bench.result.CandidateResult.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Oracles: scores that depend on one parameter alone, or on none, and a hand-computed case. */
@Timeout(30)
class ImportanceTest {

    @Test
    void aParameterThatDecidesHasAllAndOneThatDoesNothingHasNone() {
        Random random = new Random(1);
        List<CandidateResult> candidates = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            int layers = 1 + random.nextInt(3);
            candidates.add(candidate(i, Map.of("layers", layers, "rate", random.nextDouble()), Math.pow(10, -layers)));
        }
        Map<String, Double> importance = Importance.of(candidates);
        assertEquals(1, importance.get("layers"), 1e-9);
        assertEquals(0, importance.get("rate"), 0.03);
    }

    /** Kelley's correction: on noise eta² is (B - 1) / (N - 1) = 0.15 on average, epsilon² about 0. */
    @Test
    void chanceIsTakenAway() {
        Random random = new Random(2);
        double sum = 0;
        int repeats = 400;
        for (int repeat = 0; repeat < repeats; repeat++) {
            List<CandidateResult> candidates = new ArrayList<>();
            for (int i = 0; i < 14; i++) {
                candidates.add(candidate(i, Map.of("x", random.nextDouble()), Math.exp(random.nextGaussian())));
            }
            sum += Importance.of(candidates).get("x");
        }
        assertTrue(sum / repeats < 0.09, "the part cut at 0 alone is left: " + sum / repeats);
    }

    @Test
    void threeBinsByHand() {
        List<CandidateResult> candidates = new ArrayList<>();
        double[] logs = {0, 1, 2, 1, 2, 3, 5, 6, 7};
        for (int i = 0; i < logs.length; i++) {
            candidates.add(candidate(i, Map.of("x", i), Math.pow(10, logs[i])));
        }
        // Means 1, 2, 6 of three each, all 3: between 3 (4 + 1 + 9) = 42, total 42 + 6 = 48.
        assertEquals(1 - (1 - 42 / 48.0) * 8 / 6, Importance.of(candidates).get("x"), 1e-12);
    }

    @Test
    void tooFewCandidatesOrValuesGiveNoNumber() {
        List<CandidateResult> few = new ArrayList<>();
        for (int i = 0; i < Importance.LEAST - 1; i++) {
            few.add(candidate(i, Map.of("x", i), 1.0 + i));
        }
        assertTrue(Importance.of(few).isEmpty());
        List<CandidateResult> one = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            one.add(candidate(i, Map.of("x", 4), 1.0 + i));
        }
        assertTrue(Importance.of(one).isEmpty());
        assertTrue(Importance.of(List.of()).isEmpty());
    }

    private static CandidateResult candidate(int index, Map<String, Object> parameters, double score) {
        return new CandidateResult(index, parameters, score, Status.COMPLETED, null, 1);
    }
}
