package io.github.dl4jquantum.bench.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.bench.report.CellResult;
import io.github.dl4jquantum.bench.report.CellResult.TestErrors;
import io.github.dl4jquantum.bench.report.CellResult.Training;
import io.github.dl4jquantum.bench.report.CellResult.Trial;
import io.github.dl4jquantum.bench.report.Contrast;
import io.github.dl4jquantum.bench.report.Contrast.Outcome;
import io.github.dl4jquantum.bench.report.Contrast.Question;
import io.github.dl4jquantum.bench.report.StepErrors;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Oracle: cells made up so that every answer is known. */
@Timeout(60)
class ContrastsTest {
    private static final CompareSpec SPEC = SpecReader.read(new CompareOptions(
            "out-of-distribution", null, "burgers2d", "qlstm,lstm", "time", null, "cpu", 1, Path.of("unused")));

    private static CellResult cell(String model, long seed, double here, double there, double roughness) {
        boolean baseline = Baseline.names().contains(model);
        boolean quantum = model.startsWith("q");
        return new CellResult(
                "burgers2d",
                "time",
                baseline ? "none" : "mlp",
                16,
                model,
                16,
                quantum ? 4 : 0,
                quantum ? 4 : 0,
                seed,
                "cpu",
                null,
                new CellResult.Parameters(0, 1, 1),
                baseline ? null : training(roughness),
                null,
                Map.of("in-distribution", errors(here), "out-of-distribution", errors(there)),
                new CellResult.Seconds(0, 0, 0, 0));
    }

    private static Training training(double roughness) {
        List<Trial> trials = SPEC.learningRates().stream()
                .map(rate -> new Trial(rate, rate, roughness * (1 + rate), 0.0))
                .toList();
        return new Training(SPEC.learningRates().get(0), 1, List.of(1.0), List.of(1.0), trials);
    }

    private static TestErrors errors(double mae) {
        List<Float> none = List.of();
        StepErrors steps =
                new StepErrors(mae, mae, mae, mae, mae, new StepErrors.PerStep(none, none, none, none, none));
        return new TestErrors(steps, steps, null, null);
    }

    private static List<Contrast> contrasts() {
        List<CellResult> cells = new ArrayList<>();
        for (long seed = 1; seed <= 5; seed++) {
            double data = Math.pow(10, seed); // seeds differ a lot: only pairs tell
            cells.add(cell("persistence", seed, 0.9 * data, 2.7 * data, 0));
            cells.add(cell("linear-extrapolation", seed, 0.5 * data, 0.5 * data, 0));
            cells.add(cell("lstm", seed, data, data * seed, 0.01));
            cells.add(cell("qlstm", seed, 2 * data, 2 * data, 0.03));
        }
        return Contrasts.of(SPEC, cells);
    }

    private static Contrast one(Question question, String a, String b, String measure, String test) {
        List<Contrast> found = contrasts().stream()
                .filter(each -> each.question() == question
                        && each.a().model().equals(a)
                        && each.b().model().equals(b)
                        && each.measure().equals(measure)
                        && (test == null || test.equals(each.test())))
                .toList();
        assertEquals(1, found.size(), question + " " + a + " " + b + " " + measure);
        return found.get(0);
    }

    @Test
    void modelsArePairedSeedBySeed() {
        Contrast contrast = one(Question.QUANTUM, "qlstm", "lstm", "rollout MAE", "in-distribution");
        assertEquals(2, contrast.ratio(), 1e-12);
        assertEquals(2, contrast.low(), 1e-12);
        assertEquals(5, contrast.seeds());
        assertEquals(Outcome.B_SMALLER, contrast.outcome());
        assertEquals(
                Outcome.UNDECIDED,
                one(Question.QUANTUM, "qlstm", "lstm", "rollout MAE", "out-of-distribution")
                        .outcome());
    }

    @Test
    void smoothnessIsComparedAtTheChosenAndAtEqualRates() {
        assertEquals(
                3,
                one(Question.QUANTUM, "qlstm", "lstm", "roughness of the loss", null)
                        .ratio(),
                1e-12);
        for (double rate : SPEC.learningRates()) {
            assertEquals(
                    3,
                    one(Question.QUANTUM, "qlstm", "lstm", "roughness at learning rate " + rate, null)
                            .ratio(),
                    1e-12);
        }
    }

    @Test
    void howFarTheLossCameIsComparedToo() {
        assertEquals(
                1,
                one(Question.QUANTUM, "qlstm", "lstm", "last training loss", null)
                        .ratio(),
                1e-12);
    }

    @Test
    void theBestBaselineOfACaseIsTheOneWithTheSmallestError() {
        assertEquals(
                4,
                one(Question.BASELINE, "qlstm", "linear-extrapolation", "one-step MAE", "in-distribution")
                        .ratio(),
                1e-12);
        assertTrue(contrasts().stream()
                .noneMatch(each ->
                        each.question() == Question.BASELINE && each.b().model().equals("persistence")));
    }

    @Test
    void unseenStatesAreComparedWithSeenOnesOfTheSameModel() {
        Contrast contrast = one(Question.UNSEEN, "persistence", "persistence", "rollout VRMSE", "out-of-distribution");
        assertEquals(3, contrast.ratio(), 1e-12);
    }

    @Test
    void nothingIsAskedOfModelsThatAreNotThere() {
        assertTrue(contrasts().stream().noneMatch(each -> each.question() == Question.RESIDUAL));
        assertTrue(contrasts().stream().noneMatch(each -> each.question() == Question.ENCODER));
    }
}
