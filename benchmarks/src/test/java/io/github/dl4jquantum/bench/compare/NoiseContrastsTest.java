package io.github.dl4jquantum.bench.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.dl4jquantum.bench.result.CellResult;
import io.github.dl4jquantum.bench.result.CellResult.TestErrors;
import io.github.dl4jquantum.bench.result.CellResult.Training;
import io.github.dl4jquantum.bench.result.CircuitBank;
import io.github.dl4jquantum.bench.result.Contrast;
import io.github.dl4jquantum.bench.result.Contrast.Question;
import io.github.dl4jquantum.bench.result.StepErrors;
import io.github.dl4jquantum.bench.study.NoiseOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Oracle: cells made up so that every answer is known. */
@Timeout(60)
class NoiseContrastsTest {
    private static final CompareSpec SPEC = SpecReader.read(new CompareOptions(
            "noise", null, null, null, null, null, null, NoiseOptions.NONE, "cpu", 1, Path.of("unused"), false));
    private static final String NOISY = "qlstm@depolarizing-0.03";

    /** Exact 1, under noise 3, mitigated 2; all times the size. */
    private static CellResult cell(String model, int draw, int seed, double size, Map<String, Double> variances) {
        Map<String, TestErrors> tests = new LinkedHashMap<>();
        for (String test : SPEC.tests()) {
            Condition condition = Condition.of(test, SPEC.noises());
            double error = seed == 0 || condition.isExact() ? 1 : condition.isMitigated() ? 2 : 3;
            tests.put(test, new TestErrors(steps(7), steps(size * error), null, null));
        }
        return new CellResult(
                "burgers2d",
                "trajectories",
                seed == 0 ? "none" : "pod",
                seed == 0 ? 0 : 16,
                model,
                64,
                seed == 0 ? CircuitBank.NONE : SPEC.firstBank(),
                draw,
                seed,
                "cpu",
                null,
                null,
                new CellResult.Parameters(0, 1, 1),
                seed == 0 ? null : new Training(0.01, 1, List.of(1.0, 0.5), List.of(1.0, 0.5), 1, 0),
                null,
                variances,
                tests,
                new CellResult.Seconds(0, 0, 0));
    }

    private static StepErrors steps(double vrmse) {
        List<Float> none = List.of();
        return new StepErrors(9, 8, 7, vrmse, new StepErrors.PerStep(none, none, none, none));
    }

    private static List<CellResult> cells() {
        List<CellResult> cells = new ArrayList<>();
        for (int draw = 1; draw <= 3; draw++) {
            cells.add(cell("persistence", draw, 0, 2 * draw, null));
            for (int seed = 1; seed <= 5; seed++) {
                Map<String, Double> variances = Map.of("in-distribution", 8.0 * seed, "sycamore-2019", 2.0 * seed);
                cells.add(cell("qlstm", draw, seed, draw, variances));
                cells.add(cell(NOISY, draw, seed, 5 * draw, null));
                cells.add(cell("lstm-matched", draw, seed, draw, null));
            }
        }
        return cells;
    }

    /** The ratio of the rollouts, or of the first measure. */
    private static double ratio(Question question, String model, String test) {
        List<Contrast> found = Contrasts.of(SPEC, cells()).stream()
                .filter(each -> each.question() == question
                        && each.a().model().equals(model)
                        && test.equals(each.test())
                        && !each.measure().equals("one-step VRMSE"))
                .toList();
        assertEquals(1, found.size(), found.toString());
        assertEquals(3, found.get(0).draws());
        assertEquals(5, found.get(0).seeds());
        return found.get(0).ratio();
    }

    private static long count(Question question, String model) {
        return Contrasts.of(SPEC, cells()).stream()
                .filter(each -> each.question() == question && each.a().model().equals(model))
                .count();
    }

    @Test
    void everyConditionIsComparedWithExactCircuits() {
        assertEquals(3, ratio(Question.NOISE, "qlstm", "shots-10"), 1e-12);
        assertEquals(3, ratio(Question.NOISE, "lstm-matched", "depolarizing-0.1"), 1e-12);
    }

    @Test
    void persistenceHasOneErrorUnderAllConditions() {
        assertEquals(0.5, ratio(Question.PERSISTENCE, "qlstm", "in-distribution"), 1e-12);
        assertEquals(1.5, ratio(Question.PERSISTENCE, "qlstm", "depolarizing-0.1"), 1e-12);
    }

    @Test
    void trainedUnderNoiseIsComparedWithTrainedExactly() {
        assertEquals(5, ratio(Question.NOISY_TRAINING, NOISY, "depolarizing-0.03"), 1e-12);
        assertEquals(0, count(Question.NOISY_TRAINING, "qlstm"));
    }

    @Test
    void mitigatedCircuitsAreComparedWithTheSameNoise() {
        assertEquals(2.0 / 3, ratio(Question.MITIGATION, "qlstm", "sycamore-2019+inverted"), 1e-12);
        assertEquals(
                2.0 / 3, ratio(Question.MITIGATION, NOISY, "sycamore-2019+shots-1000+inverted+extrapolated"), 1e-12);
        assertEquals(0, count(Question.MITIGATION, "lstm-matched"), "it has no circuits");
    }

    @Test
    void theGradientsVarianceIsComparedWithThatOfExactCircuits() {
        assertEquals(0.25, ratio(Question.FLATNESS, "qlstm", "sycamore-2019"), 1e-12);
        assertEquals(1, count(Question.FLATNESS, "qlstm"));
        assertEquals(0, count(Question.FLATNESS, NOISY));
    }
}
