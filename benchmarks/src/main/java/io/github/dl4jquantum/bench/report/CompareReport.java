package io.github.dl4jquantum.bench.report;

import io.github.dl4jquantum.bench.chart.Html;
import io.github.dl4jquantum.bench.chart.Page;
import io.github.dl4jquantum.bench.result.CellResult;
import io.github.dl4jquantum.bench.result.CompareResult;
import io.github.dl4jquantum.bench.result.CompareResult.ProblemData;
import io.github.dl4jquantum.bench.result.Contrast.Question;
import io.github.dl4jquantum.bench.result.FieldFrame;
import io.github.dl4jquantum.bench.result.RowKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A comparison as one self-contained page, {@code compare.html} beside this class. */
public final class CompareReport {
    private final CompareResult result;
    private final Map<RowKey, List<FieldFrame>> frames;
    private final CompareRows rows;
    private final List<String> tests;
    private final List<String> splits;

    private CompareReport(CompareResult result, Map<RowKey, List<FieldFrame>> frames) {
        this.result = result;
        this.frames = frames;
        rows = new CompareRows(result.cells());
        tests = result.cells().stream()
                .flatMap(cell -> cell.tests().keySet().stream())
                .distinct()
                .toList();
        splits = result.cells().stream().map(CellResult::split).distinct().toList();
    }

    /**
     * Writes the page, in full or not at all.
     *
     * @param frames of rows of the first draw and seed, moments of the first scored trajectory's rollout
     */
    public static void write(CompareResult result, Map<RowKey, List<FieldFrame>> frames, Path file) throws IOException {
        Page.write("compare.html", new CompareReport(result, frames).places(), file);
    }

    private Map<String, String> places() {
        Map<String, Object> experiment = result.experiment();
        Map<String, String> places = new LinkedHashMap<>();
        places.put("name", Html.escape(String.valueOf(experiment.get("name"))));
        places.put("contents", contents());
        places.put("findings", findings());
        String paper = new PaperNumbers(rows, result.contrasts(), tests.isEmpty() ? "" : tests.get(0)).html();
        places.put(
                "paper",
                paper.isEmpty()
                        ? "<p>None of the cells whose numbers the paper gives is in this experiment.</p>"
                        : paper);
        places.put("contrasts", contrasts());
        places.put("problems", problems());
        for (String setting : List.of("draws", "seeds", "updates", "minibatch")) {
            places.put(setting, String.valueOf(experiment.get(setting)));
        }
        places.put("rates", String.valueOf(experiment.get("learningRates")).replaceAll("[\\[\\]]", ""));
        places.put("command", Html.escape(result.command()));
        places.put("facts", facts());
        return places;
    }

    private String contents() {
        StringBuilder html = new StringBuilder();
        for (ProblemData problem : result.problems()) {
            String name = Html.escape(problem.name());
            html.append(" · <a href=\"#" + name + "\">" + name + "</a>");
        }
        return html.toString();
    }

    private String findings() {
        StringBuilder html = new StringBuilder("<ul class=\"strongest\">");
        new StrongestFindings(result.contrasts()).sentences().forEach(sentence -> html.append("<li>")
                .append(Html.escape(sentence))
                .append("</li>"));
        html.append("</ul>");
        new CompareFindings(rows, result.contrasts(), tests).paragraphs().forEach((topic, text) -> html.append(
                        "<p><strong>")
                .append(Html.escape(topic))
                .append(".</strong> ")
                .append(Html.escape(text))
                .append("</p>"));
        return html.toString();
    }

    private String contrasts() {
        ContrastTable table = new ContrastTable(rows, result.contrasts());
        StringBuilder html = new StringBuilder();
        ConditionTable conditions = new ConditionTable(rows, result.contrasts());
        for (Question question : Question.values()) {
            if (question != Question.BASELINE) {
                html.append(question.ofConditions() ? conditions.html(question) : table.html(question));
            }
        }
        return html.toString();
    }

    private String problems() {
        StringBuilder html = new StringBuilder();
        for (ProblemData problem : result.problems()) {
            String name = Html.escape(problem.name());
            html.append("<section class=\"problem\" id=\"" + name + "\"><h2>" + name + "</h2>");
            html.append("<p class=\"soft\">")
                    .append(Html.escape(problem.description() + "."))
                    .append("</p>");
            for (String split : splits) {
                problem(html, problem, split);
            }
            html.append("</section>");
        }
        return html.toString();
    }

    private void problem(StringBuilder html, ProblemData problem, String split) {
        List<RowKey> shown = rows.of(problem.name(), split);
        html.append("<h3>Split by ").append(split).append("</h3>");
        CompareCharts charts = new CompareCharts(rows, shown);
        List<NoiseLadder> ladders = NoiseLadder.of(tests);
        if (!ladders.isEmpty()) {
            html.append("<h4>Error over noise and shots</h4>").append(charts.strengths(ladders));
        }
        for (String test : tests) {
            String table = new ErrorTable(rows, result.contrasts(), test).html(shown);
            String head = "Test: " + Html.escape(test);
            html.append(
                    NoiseLadder.isDisturbed(test)
                            ? "<details><summary>" + head + "</summary>" + table + "</details>"
                            : (tests.size() > 1 ? "<h4>" + head + "</h4>" : "") + table);
        }
        TrainingTable training = new TrainingTable(rows, result.tunings());
        html.append(training.html(shown)).append(training.choices(shown));
        html.append("<h4>Loss while training</h4>").append(charts.losses());
        List<String> undisturbed =
                tests.stream().filter(test -> !NoiseLadder.isDisturbed(test)).toList();
        for (String test : undisturbed) {
            html.append("<h4>Error along the rollout")
                    .append(undisturbed.size() > 1 ? ", " + Html.escape(test) : "")
                    .append("</h4>")
                    .append(charts.rollouts(test));
        }
        String fields = new FieldComparison(rows, frames, problem.columns()).html(shown);
        if (!fields.isEmpty()) {
            html.append("<h4>Fields of one rollout")
                    .append(problem.gridShape().size() == 3 ? ", middle plane of the cube" : "")
                    .append("</h4>")
                    .append(fields);
        }
    }

    private String facts() {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("Cells", result.cells().size());
        facts.put(
                "Exact circuits run by",
                String.join(
                        ", ",
                        result.cells().stream()
                                .map(CellResult::engine)
                                .filter(engine -> !engine.equals("none"))
                                .filter(Objects::nonNull)
                                .distinct()
                                .toList()));
        result.experiment().forEach((key, value) -> facts.put(key, value));
        facts.put("versions", result.versions());
        StringBuilder html = new StringBuilder();
        facts.forEach((key, value) -> html.append("<dt>")
                .append(Html.escape(key))
                .append("</dt><dd>")
                .append(Html.escape(String.valueOf(value)))
                .append("</dd>"));
        return html.toString();
    }
}
