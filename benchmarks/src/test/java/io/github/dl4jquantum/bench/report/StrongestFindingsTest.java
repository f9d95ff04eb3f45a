package io.github.dl4jquantum.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.dl4jquantum.bench.result.CircuitBank;
import io.github.dl4jquantum.bench.result.Contrast;
import io.github.dl4jquantum.bench.result.Contrast.Question;
import io.github.dl4jquantum.bench.result.RowKey;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Oracle: contrasts made up by hand, whose strengths are logarithms worked out beside them. */
@Timeout(60)
class StrongestFindingsTest {

    private static Contrast contrast(
            Question question, String a, String b, double ratio, double low, double high, int draws, int seeds) {
        return contrast("burgers2d", "rollout VRMSE", question, a, b, ratio, low, high, draws, seeds);
    }

    private static Contrast contrast(
            String problem,
            String measure,
            Question question,
            String a,
            String b,
            double ratio,
            double low,
            double high,
            int draws,
            int seeds) {
        return new Contrast(
                question, measure, row(problem, a), row(problem, b), "test", ratio, low, high, draws, seeds);
    }

    private static RowKey row(String problem, String model) {
        return new RowKey(problem, "trajectories", "pod", 16, model, CircuitBank.NONE);
    }

    /** Nearer ends: 1.05, 8 and 1 / 0.5 = 2; the interval of the last holds 1. */
    @Test
    void theStrongestComesFirstByTheNearerEndOfTheInterval() {
        List<Contrast> contrasts = List.of(
                contrast(Question.SIZE, "qlstm", "lstm", 90, 1.05, 400, 3, 5),
                contrast(Question.BASELINE, "qlstm", "dmd", 9, 8, 10, 3, 5),
                contrast(Question.TWIN, "qlstm", "qlstm-twin", 0.4, 0.3, 0.5, 3, 5),
                contrast(Question.BOUNDED, "lstm-bounded", "lstm", 0.5, 0.1, 1.5, 3, 5));
        assertEquals(
                List.of(
                        "QLSTM against DMD: 9.00 times the rollout error, 95% interval 8.00 to 10.00.",
                        "QLSTM against QLSTM twin: 0.40 times the rollout error, 95% interval 0.30 to 0.50.",
                        "QLSTM against LSTM: 90.00 times the rollout error, 95% interval 1.05 to 400.",
                        "Undecided in every case: 1 of 4 pairs."),
                new StrongestFindings(contrasts).sentences());
    }

    /** Means of two cases: (log 4 + log 4) / 2 = log 4; (log 9 + 0) / 2 = log 3; (log 16 - log 2) / 2 = log 2.83. */
    @Test
    void casesOfAPairAreOneSentence() {
        List<Contrast> contrasts = List.of(
                contrast(Question.SIZE, "gru", "lstm", 10, 9, 11, 3, 5),
                contrast("heat", "rollout VRMSE", Question.SIZE, "gru", "lstm", 1.2, 0.9, 1.5, 3, 5),
                contrast(Question.PARAMETERS, "qgru", "lstm", 20, 16, 25, 3, 5),
                contrast("heat", "rollout VRMSE", Question.PARAMETERS, "qgru", "lstm", 0.4, 0.3, 0.5, 3, 5),
                contrast(Question.SIZE, "qlstm", "lstm", 5, 4, 6, 3, 5),
                contrast("heat", "rollout VRMSE", Question.SIZE, "qlstm", "lstm", 7, 4, 9, 3, 5));
        assertEquals(
                List.of(
                        "QLSTM against LSTM: 5.00 to 7.00 times the rollout error, in all 2 cases.",
                        "GRU against LSTM: the rollout error is larger in 1, undecided in 1 of 2 cases (1.20 to 10.00 times).",
                        "QGRU against LSTM: the rollout error is smaller in 1, larger in 1 of 2 cases (0.40 to 20.00 times)."),
                new StrongestFindings(contrasts).sentences());
    }

    /** Against the best baseline each case may have another opponent: then one case is not all. */
    @Test
    void aSingleCaseOfSeveralIsNamed() {
        List<Contrast> contrasts = List.of(
                contrast(Question.BASELINE, "lstm", "dmd", 9, 8, 10, 3, 5),
                contrast("heat", "rollout VRMSE", Question.BASELINE, "lstm", "persistence", 3, 2, 4, 3, 5));
        assertEquals(
                List.of(
                        "LSTM against DMD: 9.00 times the rollout error on burgers2d, 95% interval 8.00 to 10.00.",
                        "LSTM against Persistence: 3.00 times the rollout error on heat, 95% interval 2.00 to 4.00."),
                new StrongestFindings(contrasts).sentences());
    }

    /** Of the question with the three strongest pairs two are named, and then the weaker one of another. */
    @Test
    void oneQuestionDoesNotTakeAllSentences() {
        List<Contrast> contrasts = List.of(
                contrast(Question.BASELINE, "lstm", "dmd", 9, 8, 10, 3, 5),
                contrast("heat", "rollout VRMSE", Question.BASELINE, "lstm", "dmd", 5, 4, 6, 3, 5),
                contrast(Question.BASELINE, "gru", "dmd", 8, 7, 9, 3, 5),
                contrast(Question.BASELINE, "qgru", "dmd", 7, 6, 8, 3, 5),
                contrast(Question.TWIN, "qlstm", "qlstm-twin", 1.2, 1.1, 1.3, 3, 5));
        assertEquals(
                List.of(
                        "GRU against DMD: 8.00 times the rollout error on burgers2d, 95% interval 7.00 to 9.00.",
                        "QGRU against DMD: 7.00 times the rollout error on burgers2d, 95% interval 6.00 to 8.00.",
                        "QLSTM against QLSTM twin: 1.20 times the rollout error on burgers2d, 95% interval 1.10 to 1.30."),
                new StrongestFindings(contrasts).sentences());
        assertEquals(
                List.of("LSTM against DMD: 5.00 to 9.00 times the rollout error, in all 2 cases where that is the best"
                        + " baseline."),
                new StrongestFindings(contrasts.subList(0, 2)).sentences());
    }

    @Test
    void fewSeedsDecideNothingHoweverLargeTheRatio() {
        List<Contrast> contrasts = List.of(
                contrast(Question.BASELINE, "lstm", "dmd", 12, 11, 13, 1, 2),
                contrast(Question.BASELINE, "qlstm", "dmd", 560, 500, 600, 1, 2),
                contrast(Question.SIZE, "qlstm", "lstm", 0.001, 0.0009, 0.002, 1, 2),
                contrast(Question.TWIN, "qlstm", "qlstm-twin", 1.1, 1.05, 1.2, 1, 2));
        assertEquals(
                List.of(
                        "Nothing is decided: so few draws and seeds allow no conclusion, at least 3 draws of the data and"
                                + " 5 seeds of each do.",
                        "QLSTM against LSTM: 0.00100 times the rollout error was seen, with 1 draw and 2 seeds.",
                        "QLSTM against DMD: 560 times the rollout error was seen, with 1 draw and 2 seeds.",
                        "LSTM against DMD: 12.00 times the rollout error was seen, with 1 draw and 2 seeds."),
                new StrongestFindings(contrasts).sentences());
    }

    @Test
    void otherMeasuresAndNoContrastsSayNothing() {
        assertEquals(List.of(), new StrongestFindings(List.of()).sentences());
        Contrast oneStep = contrast("heat", "one-step VRMSE", Question.SIZE, "qlstm", "lstm", 5, 4, 6, 3, 5);
        assertEquals(List.of(), new StrongestFindings(List.of(oneStep)).sentences());
    }
}
