package io.github.dl4jquantum.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.bench.chart.LineChart;
import io.github.dl4jquantum.bench.report.CompareRows.Summary;
import io.github.dl4jquantum.bench.result.CellResult;
import io.github.dl4jquantum.bench.result.CircuitBank;
import io.github.dl4jquantum.bench.result.CompareResult;
import io.github.dl4jquantum.bench.result.Contrast;
import io.github.dl4jquantum.bench.result.Contrast.Outcome;
import io.github.dl4jquantum.bench.result.Contrast.Question;
import io.github.dl4jquantum.bench.result.FieldFrame;
import io.github.dl4jquantum.bench.result.RowKey;
import io.github.dl4jquantum.bench.result.StepErrors;
import io.github.dl4jquantum.bench.result.TuningResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Oracle: a comparison made up for the purpose, whose conclusions are known. */
@Timeout(60)
class CompareReportTest {
    @TempDir
    private Path folder;

    private static RowKey row(String model) {
        boolean baseline = model.equals("dmd");
        return new RowKey(
                "burgers2d",
                "trajectories",
                baseline ? "none" : "pod",
                baseline ? 0 : 16,
                model,
                model.startsWith("q") ? new CircuitBank(8, 4, 4, "angle") : CircuitBank.NONE);
    }

    private static CellResult cell(String model, int draw, int seed, double mae) {
        return cell(model, draw, seed, mae, 2);
    }

    private static CellResult cell(String model, int draw, int seed, double mae, int keptEpoch) {
        RowKey row = row(model);
        StepErrors errors = new StepErrors(
                mae,
                2 * mae,
                0.1,
                0.2,
                new StepErrors.PerStep(List.of((float) mae), List.of(1f), List.of(1f), List.of(1f)));
        boolean baseline = model.equals("dmd");
        return new CellResult(
                row.problem(),
                row.split(),
                row.encoder(),
                row.latent(),
                model,
                baseline ? 0 : 16,
                row.bank(),
                draw,
                baseline ? 0 : seed,
                baseline ? "none" : "cpu",
                null,
                baseline ? "16 modes, 3 lags, ridge 1.0E-4" : null,
                new CellResult.Parameters(0, 100, 1000),
                baseline
                        ? null
                        : new CellResult.Training(0.01, keptEpoch, List.of(1.0, 0.1), List.of(1.0, 0.2), 0.05, 0.0),
                null,
                null,
                Map.of("in-distribution", new CellResult.TestErrors(errors, errors, null, null)),
                new CellResult.Seconds(1, 2, 3));
    }

    private static TuningResult tuning(String model) {
        RowKey row = row(model);
        return new TuningResult(
                row.problem(),
                row.split(),
                row.encoder(),
                row.latent(),
                model,
                row.bank(),
                0.01,
                2,
                List.of(new TuningResult.Trial(0.01, 0.321), new TuningResult.Trial(0.02, null)));
    }

    private static Contrast contrast(
            Question question, String a, String b, double ratio, double low, double high, int draws, int seeds) {
        return new Contrast(
                question, "rollout VRMSE", row(a), row(b), "in-distribution", ratio, low, high, draws, seeds);
    }

    @Test
    void aWinnerIsNamedOnlyWhereTheIntervalExcludesOneAndDrawsAndSeedsSuffice() {
        assertEquals(Outcome.A_SMALLER, outcome(0.8, 0.7, 0.99, 3, 5));
        assertEquals(Outcome.B_SMALLER, outcome(1.2, 1.01, 1.4, 3, 5));
        assertEquals(Outcome.UNDECIDED, outcome(0.8, 0.7, 1.01, 3, 5));
        assertEquals(Outcome.UNDECIDED, outcome(0.8, 0.7, 0.9, 3, 4));
        assertEquals(Outcome.UNDECIDED, outcome(0.8, 0.7, 0.9, 2, 5));
    }

    private static Outcome outcome(double ratio, double low, double high, int draws, int seeds) {
        return contrast(Question.SIZE, "qlstm", "lstm", ratio, low, high, draws, seeds)
                .outcome();
    }

    @Test
    void medianAndRangeOfSeeds() {
        assertEquals(new Summary(2, 1, 9), Summary.of(9, 1, 2));
        assertEquals(new Summary(2.5, 1, 4), Summary.of(4, 1, 2, 3));
    }

    @Test
    void theFindingsAreThoseOfTheFigures() {
        List<CellResult> cells = new ArrayList<>();
        for (int draw = 1; draw <= 3; draw++) {
            cells.add(cell("dmd", draw, 0, 0.01));
            for (int seed = 1; seed <= 5; seed++) {
                cells.add(cell("qlstm", draw, seed, 0.2));
                cells.add(cell("lstm", draw, seed, 0.1));
            }
        }
        List<Contrast> contrasts = List.of(
                contrast(Question.SIZE, "qlstm", "lstm", 2, 1.9, 2.1, 3, 5),
                contrast(Question.BASELINE, "qlstm", "dmd", 20, 19, 21, 3, 5),
                contrast(Question.BASELINE, "lstm", "dmd", 1.1, 0.9, 1.2, 3, 5));
        Map<String, String> found =
                new CompareFindings(new CompareRows(cells), contrasts, List.of("in-distribution")).paragraphs();
        assertEquals(
                "QLSTM against LSTM: rollout VRMSE larger, ratio 2.00 [1.90, 2.10].",
                found.get("Quantum against classical, the same hidden size"));
        assertEquals(
                "Rollout VRMSE, against the best baseline (DMD): none is shown to have a smaller one, nor all to have a"
                        + " larger, in 1 of 1 case (ratios 1.10 to 20.00).",
                found.get("Trained models against baselines"));
        assertTrue(found.get("How sure this is").contains("over 3 independent draws of the data and 5 seeds of each"));
    }

    @Test
    void cellsThatTrainingDidNotImproveAreCounted() {
        List<CellResult> cells = List.of(
                cell("dmd", 1, 0, 0.01),
                cell("qlstm", 1, 1, 0.2, 0),
                cell("qlstm", 1, 2, 0.2, 1),
                cell("lstm", 1, 1, 0.1, 0));
        String found = new CompareFindings(new CompareRows(cells), List.of(), List.of("in-distribution"))
                .paragraphs()
                .get("How sure this is");
        assertTrue(found.contains(" 2 cells forecast best before the first update, and are as they were then"), found);
    }

    /** Of three cases one is worse for both models, one better for one of them, one open with ratios of 0.9 and 3. */
    @Test
    void baselinesAreBeatenUnbeatenOrNeither() {
        List<Contrast> contrasts = new ArrayList<>();
        double[][] cases = {{20, 19, 21, 5, 4, 6}, {0.5, 0.4, 0.6, 5, 4, 6}, {0.9, 0.7, 1.1, 3, 2, 4}};
        for (int i = 0; i < cases.length; i++) {
            contrasts.add(against("p" + i, "qlstm", cases[i][0], cases[i][1], cases[i][2]));
            contrasts.add(against("p" + i, "lstm", cases[i][3], cases[i][4], cases[i][5]));
        }
        assertEquals(
                "Rollout VRMSE, against the best baseline (DMD): every trained model has a larger error in 1 of 3 cases; some"
                        + " have a smaller one in 1 of 3 cases: p1 by trajectories (QLSTM); none is shown to have a smaller one,"
                        + " nor all to have a larger, in 1 of 3 cases (ratios 0.90 to 3.00).",
                new CompareFindings(new CompareRows(List.of()), contrasts, List.of("in-distribution"))
                        .paragraphs()
                        .get("Trained models against baselines"));
    }

    private static Contrast against(String problem, String model, double ratio, double low, double high) {
        RowKey a = row(model);
        RowKey b = row("dmd");
        return new Contrast(
                Question.BASELINE,
                "rollout VRMSE",
                new RowKey(problem, a.split(), a.encoder(), a.latent(), model, CircuitBank.NONE),
                new RowKey(problem, b.split(), b.encoder(), b.latent(), "dmd", CircuitBank.NONE),
                "in-distribution",
                ratio,
                low,
                high,
                3,
                5);
    }

    @Test
    void thePageIsWholeAndThePapersNumbersStandBesideOurs() throws IOException {
        List<CellResult> cells = new ArrayList<>();
        Map<RowKey, List<FieldFrame>> frames = new java.util.HashMap<>();
        for (String model : List.of("dmd", "qlstm", "lstm")) {
            cells.add(cell(model, 1, 1, 0.1));
            frames.put(row(model), List.of(new FieldFrame(1, 0.5, new float[] {0, 1, 2, 3}, new float[] {0, 1, 2, 4})));
        }
        CompareResult result = new CompareResult(
                "qpde compare <x>",
                Map.of("name", "made <up>", "draws", 1, "seeds", 1),
                List.of(new CompareResult.ProblemData("burgers2d", "a flow", List.of(2, 2))),
                List.of(tuning("qlstm"), tuning("lstm")),
                cells,
                List.of(),
                Map.of("java", "17"));
        Path file = folder.resolve("report.html");
        CompareReport.write(result, frames, file);
        String page = Files.readString(file);
        assertFalse(page.contains("{{"), "every place is filled");
        assertFalse(page.contains("<x>"), "text is escaped");
        assertTrue(page.contains("qpde compare &lt;x&gt;"));
        assertTrue(page.contains("0.0100 (0.321), 0.0200 diverged"), "how the rate was chosen");
        assertTrue(page.contains("16 modes, 3 lags, ridge 1.0E-4"), "what validation chose of a baseline");
        assertTrue(page.contains("5.316e-4") && page.contains("2.203e-3"), "the paper's errors");
        assertEquals(
                7, page.split("<img class=\"field\"", -1).length - 1, "the truth, and three predictions and errors");
        CompareCsv.write(result, folder.resolve("results.csv"));
        List<String> lines = Files.readAllLines(folder.resolve("results.csv"));
        assertEquals(4, lines.size());
        assertTrue(lines.get(0).startsWith("problem,split,test,encoder,latent,model,"));
        assertEquals(lines.get(0).split(",", -1).length, lines.get(2).split(",", -1).length);
        assertTrue(lines.get(1).contains(",\"16 modes, 3 lags, ridge 1.0E-4\","), lines.get(1));
    }

    @Test
    void chartsSideBySideShareAnAxis() {
        LineChart small = new LineChart("x", "y").add("a", List.of(0.5, 0.6));
        LineChart wide =
                new LineChart("x", "y").add("a", List.of(1e-4, 100.0), List.of(1e-5, 90.0), List.of(1e-3, 110.0));
        LineChart.share(List.of(small, wide));
        assertEquals(ticks(wide.html()), ticks(small.html()));
        assertTrue(wide.html().contains("class=\"band b1\""));
    }

    private static List<String> ticks(String svg) {
        return java.util.regex.Pattern.compile("font-size=\"9\">([^<]+)<")
                .matcher(svg)
                .results()
                .map(match -> match.group(1))
                .toList();
    }
}
