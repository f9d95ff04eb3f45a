package io.github.dl4jquantum.bench.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.bench.result.CellResult;
import io.github.dl4jquantum.bench.result.CellResult.TestErrors;
import io.github.dl4jquantum.bench.result.CellResult.Training;
import io.github.dl4jquantum.bench.result.CircuitBank;
import io.github.dl4jquantum.bench.result.Contrast;
import io.github.dl4jquantum.bench.result.Contrast.Outcome;
import io.github.dl4jquantum.bench.result.Contrast.Question;
import io.github.dl4jquantum.bench.result.StepErrors;
import io.github.dl4jquantum.bench.study.NoiseOptions;
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
            "out-of-distribution",
            null,
            "burgers2d",
            "qlstm,lstm",
            "trajectories",
            null,
            null,
            NoiseOptions.NONE,
            "cpu",
            1,
            Path.of("unused"),
            false));

    private static final CircuitBank FIRST = SPEC.firstBank();

    /** What a made up cell is, and its rollout error; its one-step error is a tenth of it. */
    private record Made(
            String model, String encoder, int latent, CircuitBank bank, int draw, int seed, double here, double there) {

        CellResult cell(double rate, double roughness) {
            return new CellResult(
                    "burgers2d",
                    "trajectories",
                    encoder,
                    latent,
                    model,
                    64,
                    bank,
                    draw,
                    seed,
                    "cpu",
                    null,
                    null,
                    new CellResult.Parameters(0, 1, 1),
                    latent == 0 ? null : new Training(rate, 1, List.of(1.0, 0.5), List.of(1.0, 0.5), roughness, 0),
                    null,
                    null,
                    Map.of("in-distribution", errors(here), "out-of-distribution", errors(there)),
                    new CellResult.Seconds(0, 0, 0));
        }
    }

    /** MAE and RMSE are other numbers, which no contrast may be made of. */
    private static TestErrors errors(double rollout) {
        return new TestErrors(steps(rollout / 10), steps(rollout), null, null);
    }

    private static StepErrors steps(double vrmse) {
        List<Float> none = List.of();
        return new StepErrors(1 / vrmse, 7, 7, vrmse, new StepErrors.PerStep(none, none, none, none));
    }

    private static CellResult baseline(String model, int draw, double here, double there) {
        return new Made(model, "none", 0, CircuitBank.NONE, draw, 0, here, there).cell(0, 0);
    }

    private static CellResult lstm(int draw, int seed, double here, double there) {
        return new Made("lstm", "pod", 32, CircuitBank.NONE, draw, seed, here, there).cell(0.01, 0.01);
    }

    private static CellResult qlstm(CircuitBank bank, int draw, int seed, double here, double there) {
        return new Made("qlstm", "pod", 32, bank, draw, seed, here, there).cell(0.01, 0.03);
    }

    /** Draws and seeds differ a lot: only pairs tell. */
    private static double size(int draw, int seed) {
        return Math.pow(10, draw) * (1 + seed * draw);
    }

    private static List<CellResult> cells() {
        List<CellResult> cells = new ArrayList<>();
        for (int draw = 1; draw <= 3; draw++) {
            cells.add(baseline("persistence", draw, 0.9 * size(draw, 0), 2.7 * size(draw, 0)));
            cells.add(baseline("dmd", draw, 0.5 * size(draw, 0), 0.5 * size(draw, 0)));
            for (int seed = 1; seed <= 5; seed++) {
                double size = size(draw, seed);
                cells.add(lstm(draw, seed, size, size * seed));
                cells.add(qlstm(FIRST, draw, seed, 2 * size, 3 * size));
            }
        }
        return cells;
    }

    private static List<Contrast> asked(List<CellResult> cells, Question question, String a, String b) {
        return Contrasts.of(SPEC, cells).stream()
                .filter(each -> each.question() == question
                        && each.a().model().equals(a)
                        && each.b().model().equals(b))
                .toList();
    }

    private static Contrast one(List<Contrast> asked, String measure, String test) {
        List<Contrast> found = asked.stream()
                .filter(each -> each.measure().equals(measure) && (test == null || test.equals(each.test())))
                .toList();
        assertEquals(1, found.size(), measure + " of " + asked);
        return found.get(0);
    }

    @Test
    void modelsArePairedDrawByDrawAndSeedBySeed() {
        List<Contrast> asked = asked(cells(), Question.SIZE, "qlstm", "lstm");
        for (String measure : List.of("rollout VRMSE", "one-step VRMSE")) {
            Contrast contrast = one(asked, measure, "in-distribution");
            assertEquals(2, contrast.ratio(), 1e-12);
            assertEquals(2, contrast.low(), 1e-12);
            assertEquals(2, contrast.high(), 1e-12);
            assertEquals(3, contrast.draws());
            assertEquals(5, contrast.seeds());
            assertEquals(Outcome.B_SMALLER, contrast.outcome());
        }
        Contrast there = one(asked, "rollout VRMSE", "out-of-distribution");
        assertEquals(3 / Math.pow(120, 1 / 5.0), there.ratio(), 1e-12, "3 / seed, geometric mean of 1 to 5");
    }

    /** Rollout and one step are two numbers of a cell. */
    @Test
    void rolloutAndOneStepAreNotMixedUp() {
        List<CellResult> cells = new ArrayList<>();
        for (int draw = 1; draw <= 3; draw++) {
            cells.add(lstm(draw, 1, 1, 1));
            CellResult q = qlstm(FIRST, draw, 1, 1, 1);
            Map<String, TestErrors> tests = Map.of(
                    "in-distribution", new TestErrors(steps(0.5), steps(4), null, null),
                    "out-of-distribution", new TestErrors(steps(0.7), steps(6), null, null));
            cells.add(new CellResult(
                    q.problem(),
                    q.split(),
                    q.encoder(),
                    q.latent(),
                    q.model(),
                    q.hidden(),
                    q.bank(),
                    draw,
                    1,
                    "cpu",
                    null,
                    null,
                    q.parameters(),
                    q.training(),
                    null,
                    null,
                    tests,
                    q.seconds()));
        }
        List<Contrast> asked = asked(cells, Question.SIZE, "qlstm", "lstm");
        assertEquals(4, one(asked, "rollout VRMSE", "in-distribution").ratio(), 1e-12);
        assertEquals(5, one(asked, "one-step VRMSE", "in-distribution").ratio(), 1e-12);
        assertEquals(6, one(asked, "rollout VRMSE", "out-of-distribution").ratio(), 1e-12);
        assertEquals(7, one(asked, "one-step VRMSE", "out-of-distribution").ratio(), 1e-12);
    }

    @Test
    void aCellWithoutAPartnerCountsNowhere() {
        List<CellResult> cells = new ArrayList<>(cells());
        cells.removeIf(cell -> cell.model().equals("lstm") && cell.draw() == 2 && cell.seed() < 4);
        Contrast contrast = one(asked(cells, Question.SIZE, "qlstm", "lstm"), "rollout VRMSE", "in-distribution");
        assertEquals(2, contrast.ratio(), 1e-12);
        assertEquals(3, contrast.draws());
        assertEquals(2, contrast.seeds());
        assertEquals(Outcome.UNDECIDED, contrast.outcome(), "too few seeds");
        cells.removeIf(cell -> cell.model().equals("lstm") && cell.draw() == 2);
        contrast = one(asked(cells, Question.SIZE, "qlstm", "lstm"), "rollout VRMSE", "in-distribution");
        assertEquals(2, contrast.draws());
        assertEquals(Outcome.UNDECIDED, contrast.outcome(), "too few draws");
    }

    @Test
    void theBestBaselineHasTheSmallestErrorAndOneValueForAllSeedsOfADraw() {
        List<Contrast> best = asked(cells(), Question.BASELINE, "qlstm", "dmd");
        double logs = 0;
        for (int draw = 1; draw <= 3; draw++) {
            for (int seed = 1; seed <= 5; seed++) {
                logs += Math.log(2 * size(draw, seed) / (0.5 * size(draw, 0))) / 15;
            }
        }
        assertEquals(
                Math.exp(logs), one(best, "rollout VRMSE", "in-distribution").ratio(), 1e-9);
        assertTrue(asked(cells(), Question.BASELINE, "qlstm", "persistence").isEmpty());
        assertTrue(asked(cells(), Question.BASELINE, "dmd", "dmd").isEmpty(), "baselines are asked nothing");
    }

    @Test
    void smoothnessIsComparedAtTheRowsRatesAndOnceMoreWhereTheseAreOne() {
        List<Contrast> asked = asked(cells(), Question.SIZE, "qlstm", "lstm");
        assertEquals(3, one(asked, Contrast.ROUGHNESS, null).ratio(), 1e-12);
        assertEquals(3, one(asked, Contrast.ROUGHNESS_AT_ONE_RATE, null).ratio(), 1e-12);
        assertEquals(1, one(asked, "last training loss", null).ratio(), 1e-12);
        List<CellResult> cells = new ArrayList<>(cells());
        cells.removeIf(cell -> cell.model().equals("lstm"));
        for (int draw = 1; draw <= 3; draw++) {
            cells.add(new Made("lstm", "pod", 32, CircuitBank.NONE, draw, 1, 1, 1).cell(0.005, 0.01));
        }
        asked = asked(cells, Question.SIZE, "qlstm", "lstm");
        assertEquals(3, one(asked, Contrast.ROUGHNESS, null).ratio(), 1e-12);
        assertTrue(asked.stream().noneMatch(each -> each.measure().equals(Contrast.ROUGHNESS_AT_ONE_RATE)));
    }

    @Test
    void aBankIsComparedWithTheFirstWhereItDiffersInOneThing() {
        List<CellResult> cells = new ArrayList<>(cells());
        for (int draw = 1; draw <= 3; draw++) {
            cells.add(qlstm(new CircuitBank(1, 4, 4, "angle"), draw, 1, 8 * size(draw, 1), 1));
            cells.add(qlstm(new CircuitBank(FIRST.circuits(), 4, 1, "angle"), draw, 1, 6 * size(draw, 1), 1));
            cells.add(qlstm(new CircuitBank(FIRST.circuits(), 4, 4, "arctan"), draw, 1, size(draw, 1), 1));
            cells.add(qlstm(new CircuitBank(1, 4, 1, "angle"), draw, 1, 5 * size(draw, 1), 1));
        }
        for (Map.Entry<Question, Double> each : Map.of(
                        Question.CIRCUITS, 4.0, Question.LAYERS, 3.0, Question.ENCODING, 0.5)
                .entrySet()) {
            List<Contrast> asked = asked(cells, each.getKey(), "qlstm", "qlstm");
            Contrast contrast = one(asked, "rollout VRMSE", "in-distribution");
            assertEquals(each.getValue(), contrast.ratio(), 1e-12, each.getKey().toString());
            assertEquals(FIRST, contrast.b().bank());
        }
        assertTrue(asked(cells, Question.QUBITS, "qlstm", "qlstm").isEmpty());
        cells.add(new Made("lstm-timed", "pod", 32, FIRST, 1, 1, 1, 1).cell(0.01, 0.1));
        cells.add(new Made("lstm-timed", "pod", 32, new CircuitBank(1, 4, 4, "angle"), 1, 1, 2, 2).cell(0.01, 0.1));
        assertTrue(asked(cells, Question.CIRCUITS, "lstm-timed", "lstm-timed").isEmpty(), "it has no circuits");
    }

    @Test
    void unseenStatesAreComparedWithSeenOnesOfTheSameModel() {
        Contrast contrast = one(
                asked(cells(), Question.UNSEEN, "persistence", "persistence"), "rollout VRMSE", "out-of-distribution");
        assertEquals(3, contrast.ratio(), 1e-12);
    }

    @Test
    void nothingIsAskedOfModelsThatAreNotThere() {
        List<Question> asked = Contrasts.of(SPEC, cells()).stream()
                .map(Contrast::question)
                .distinct()
                .toList();
        assertEquals(List.of(Question.SIZE, Question.BASELINE, Question.UNSEEN), asked);
    }

    @Test
    void whatDivergedCountsNowhere() {
        List<CellResult> cells = cells().stream()
                .map(cell -> cell.model().equals("qlstm") && cell.seed() == 5
                        ? CellRun.failed(spec(cell.draw()), "diverged").cell()
                        : cell)
                .toList();
        Contrast contrast = one(asked(cells, Question.SIZE, "qlstm", "lstm"), "rollout VRMSE", "in-distribution");
        assertEquals(4, contrast.seeds());
        assertEquals(2, contrast.ratio(), 1e-12);
    }

    private static CellSpec spec(int draw) {
        return CellMatrix.of(SPEC, "cpu").stream()
                .filter(cell -> cell.model().equals("qlstm") && cell.seed() == 5 && cell.draw() == draw)
                .findFirst()
                .orElseThrow();
    }
}
