package io.github.dl4jquantum.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.bench.chart.ParallelChart;
import io.github.dl4jquantum.bench.chart.Scale;
import io.github.dl4jquantum.bench.result.CandidateResult;
import io.github.dl4jquantum.bench.result.CandidateResult.Status;
import io.github.dl4jquantum.bench.result.ErrorMeasures;
import io.github.dl4jquantum.bench.result.RunResult;
import io.github.dl4jquantum.bench.result.TuneResult;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;

/** Oracles: the page's own text, and the geometry of its axes. */
@Timeout(60)
class TuneReportTest {
    private static final ErrorMeasures ERRORS = new ErrorMeasures(0.5, 0.6, 0.7, 0.8);

    private static final ErrorMeasures LEAST = new ErrorMeasures(0.1, 0.2, 0.3, 0.123);

    @TempDir
    private Path folder;

    @Test
    void everyCandidateIsOnThePage() throws Exception {
        List<CandidateResult> candidates = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            boolean failed = i == 3;
            candidates.add(new CandidateResult(
                    i,
                    Map.of("qubits", 2 + i % 3, "rate", Math.pow(10, -i / 4.0)),
                    failed ? null : 0.01 * (12 - i),
                    failed ? Status.FAILED : Status.COMPLETED,
                    failed ? "loss is <NaN>" : null,
                    1.5));
        }
        String page = page(candidates, candidates.get(11));
        assertTrue(page.contains("12 candidates: 11 completed, 1 failed, 0 stopped"), page);
        assertTrue(page.contains("candidate 11 with a score of 0.0100"), page);
        assertTrue(page.contains("its rollout has a VRMSE of 0.800, that of the best baseline, DMD, has 0.123."), page);
        assertTrue(page.contains("DMD: 3 lags"));
        assertTrue(page.contains("failed: loss is &lt;NaN&gt;"));
        assertFalse(page.contains("{{"), "every place is filled in");
        assertFalse(page.contains("src=\"http") || page.contains("href="), "the page needs nothing beside it");
        String points = page.replace("<circle class=\"hover\"", ""); // without those that only tell a curve's values
        assertEquals(2 * 11, points.split("<circle").length - 1, "a point for each score and parameter");
        assertEquals(2, page.split("class=\"cross\"").length - 1, "a cross for what has none");
        assertEquals(11, page.split("<path class=\"parallel").length - 1);
        for (String svg : page.split("(?=<svg )")) {
            if (svg.startsWith("<svg ")) {
                String whole = svg.substring(0, svg.indexOf("</svg>") + 6);
                DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new InputSource(new StringReader(whole)));
            }
        }
    }

    @Test
    void aSearchWithoutAScoreHasAPageToo() throws IOException {
        String page = page(
                List.of(new CandidateResult(0, Map.of("qubits", 2), null, Status.STOPPED, "the time was over", 0)),
                null);
        assertTrue(page.contains("None completed"), page);
        assertTrue(page.contains("stopped: the time was over"), page);
        assertTrue(page(List.of(), null).contains("0 candidates"));
    }

    @Test
    void axesHaveRoundTicksAndKeepTheirOrder() {
        Scale whole = Scale.of(List.of(1.0, 4.0), false);
        assertEquals(List.of(1.0, 2.0, 3.0, 4.0), whole.ticks());
        Scale rates = Scale.of(List.of(1e-3, 1e-1), true);
        assertEquals(rates.at(1e-2) - rates.at(1e-3), rates.at(1e-1) - rates.at(1e-2), 1e-12, "equal factors");
        assertEquals(
                List.of("0.001", "0.003", "0.01", "0.03", "0.1"),
                rates.ticks().stream().map(Scale::label).toList());
        assertEquals("5e-4", Scale.label(5e-4));
        assertEquals("300", Scale.label(300));
        assertEquals("1e4", Scale.label(1e4));
        assertEquals(0.5, Scale.of(List.of(3.0), false).at(3), 1e-12);
        assertEquals(0.5, Scale.of(List.of(), true).at(1), 1e-12);
    }

    /** From 0.984 to 1.0014 there is one power of ten, and two numbers of three digits 0.01 apart. */
    @Test
    void aShortLogarithmicAxisHasTicksToo() {
        assertEquals(
                List.of("0.99", "1"),
                Scale.of(List.of(0.98529, 1.00046), true).ticks().stream()
                        .map(Scale::label)
                        .toList());
        assertEquals(
                List.of("0.0032", "0.0034", "0.0036", "0.0038"),
                Scale.of(List.of(0.0031, 0.0039), true).ticks().stream()
                        .map(Scale::label)
                        .toList());
    }

    /** Both have the least score, and a search takes the first: its line goes through qubits 2, the chart's lower end. */
    @Test
    void ofEqualScoresTheFirstIsTheBest() {
        List<CandidateResult> candidates = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            candidates.add(
                    new CandidateResult(i, Map.of("qubits", 2 + i), i == 2 ? 2.0 : 1.0, Status.COMPLETED, null, 1));
        }
        String chart = new ParallelChart(
                        Map.of("qubits", new Scale(2, 4, false)), candidates, Scale.of(List.of(1.0, 2.0), true))
                .html();
        assertTrue(chart.contains("d=\"M60.0 266.0"), chart);
        assertEquals(1, chart.split("parallel best\"[^>]*d=\"M60.0 266.0").length - 1, chart);
    }

    private String page(List<CandidateResult> candidates, CandidateResult best) throws IOException {
        TuneResult.Test test = best == null
                ? null
                : new TuneResult.Test(
                        ERRORS,
                        ERRORS,
                        ERRORS,
                        Map.of("dmd", new RunResult.Baseline("DMD", "3 lags", 9, ERRORS, LEAST, null)));
        Path file = folder.resolve("report.html");
        TuneReport.write(
                new TuneResult(
                        "a command",
                        Map.of("seed", 1),
                        "burgers2d",
                        "a flow",
                        "qlstm",
                        "random",
                        "an error",
                        1,
                        candidates,
                        best,
                        Map.of(),
                        test,
                        new TuneResult.Seconds(2, 2, 3, 0, 0.1),
                        Map.of("java", "17")),
                file);
        return Files.readString(file);
    }
}
