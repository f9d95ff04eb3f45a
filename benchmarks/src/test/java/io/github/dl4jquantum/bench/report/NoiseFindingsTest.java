package io.github.dl4jquantum.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.bench.result.CellResult;
import io.github.dl4jquantum.bench.result.CircuitBank;
import io.github.dl4jquantum.bench.result.Contrast;
import io.github.dl4jquantum.bench.result.Contrast.Question;
import io.github.dl4jquantum.bench.result.RowKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Oracle: contrasts made up for the purpose. */
@Timeout(60)
class NoiseFindingsTest {
    private static final List<String> TESTS = List.of(
            "in-distribution",
            "depolarizing-0.1",
            "depolarizing-0.02",
            "shots-10",
            "shots-100",
            "depolarizing-0.1+shots-100");
    private static final RowKey QLSTM =
            new RowKey("burgers2d", "trajectories", "pod", 16, "qlstm", new CircuitBank(8, 4, 4, "angle"));
    private static final RowKey PERSISTENCE =
            new RowKey("burgers2d", "trajectories", "none", 0, "persistence", CircuitBank.NONE);

    private static Contrast against(
            RowKey other, Question question, String measure, String test, double low, double high) {
        return new Contrast(question, measure, QLSTM, other, test, Math.sqrt(low * high), low, high, 3, 5);
    }

    private static NoiseFindings findings(List<Contrast> contrasts) {
        CellResult cell = new CellResult(
                QLSTM.problem(),
                QLSTM.split(),
                QLSTM.encoder(),
                QLSTM.latent(),
                QLSTM.model(),
                64,
                QLSTM.bank(),
                1,
                1,
                "cpu",
                null,
                null,
                new CellResult.Parameters(0, 0, 0),
                null,
                null,
                null,
                Map.of(),
                new CellResult.Seconds(0, 0, 0));
        return new NoiseFindings(new CompareRows(List.of(cell)), contrasts, TESTS);
    }

    @Test
    void laddersGoFromExactCircuitsToTheStrongestDisturbance() {
        List<NoiseLadder> ladders = NoiseLadder.of(TESTS);
        assertEquals(2, ladders.size());
        assertEquals(
                List.of("in-distribution", "depolarizing-0.02", "depolarizing-0.1"),
                ladders.get(0).tests());
        assertEquals(List.of("exact", "100", "10"), ladders.get(1).rungs());
        assertTrue(findings(List.of()).isRung("shots-100"));
        assertFalse(findings(List.of()).isRung("depolarizing-0.1+shots-100"), "it differs in two things");
        assertTrue(NoiseLadder.of(List.of("in-distribution", "helios-2026")).isEmpty());
    }

    @Test
    void theAdvantageIsGoneAtTheFirstStrengthWhereTheIntervalDoesNotSayOtherwise() {
        List<Contrast> contrasts = new ArrayList<>();
        contrasts.add(against(PERSISTENCE, Question.PERSISTENCE, "rollout VRMSE", "in-distribution", 0.25, 0.36));
        contrasts.add(against(PERSISTENCE, Question.PERSISTENCE, "rollout VRMSE", "depolarizing-0.1", 0.81, 1.21));
        contrasts.add(against(PERSISTENCE, Question.PERSISTENCE, "rollout VRMSE", "depolarizing-0.02", 0.36, 0.49));
        contrasts.add(against(PERSISTENCE, Question.PERSISTENCE, "rollout VRMSE", "shots-100", 0.36, 0.64));
        contrasts.add(against(PERSISTENCE, Question.PERSISTENCE, "rollout VRMSE", "shots-10", 1.21, 1.44));
        assertEquals(
                "QLSTM (burgers2d), depolarising probability of two-qubit gates: below persistence up to"
                        + " 0.02 (0.42 [0.36, 0.49]), undecided at 0.1 (0.99 [0.81, 1.21])."
                        + " QLSTM (burgers2d), shots of each circuit: below persistence up to"
                        + " 100 (0.48 [0.36, 0.64]), above it at 10 (1.32 [1.21, 1.44]).",
                findings(contrasts).persistence());
        contrasts.removeIf(
                each -> each.test().equals("depolarizing-0.1") || each.test().equals("shots-10"));
        assertTrue(findings(contrasts).persistence().contains("below persistence at every strength, up to 0.02 (0.42"));
    }

    @Test
    void ratiosAreThoseOfOneMeasureAtEveryStrength() {
        List<Contrast> contrasts = List.of(
                against(QLSTM, Question.NOISY_TRAINING, "rollout VRMSE", "depolarizing-0.1", 0.81, 1.21),
                against(QLSTM, Question.NOISY_TRAINING, "one-step VRMSE", "depolarizing-0.1", 5, 6),
                against(QLSTM, Question.NOISY_TRAINING, "rollout VRMSE", "in-distribution", 1.21, 1.44),
                against(QLSTM, Question.NOISY_TRAINING, "last training loss", null, 7, 8));
        String found = findings(contrasts).ratios(Question.NOISY_TRAINING, "rollout VRMSE");
        assertTrue(
                found.startsWith("QLSTM (burgers2d), depolarising probability of two-qubit gates: exact (1.32 [1.21,"
                        + " 1.44]), 0.1 (0.99 [0.81, 1.21])."),
                found);
    }
}
