package io.github.dl4jquantum.bench.report;

import io.github.dl4jquantum.bench.chart.Html;
import io.github.dl4jquantum.bench.chart.HtmlTable;
import io.github.dl4jquantum.bench.result.Contrast;
import io.github.dl4jquantum.bench.result.Contrast.Question;
import io.github.dl4jquantum.bench.result.RowKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The answers to a question that is asked under many conditions: a row for each test, a column for each model. */
final class ConditionTable {
    private final CompareRows rows;
    private final List<Contrast> contrasts;

    ConditionTable(CompareRows rows, List<Contrast> contrasts) {
        this.rows = rows;
        this.contrasts = contrasts;
    }

    private record Line(String problem, String split, String test) {}

    /** A table of the measure that is asked first; empty if nobody asked. */
    String html(Question question) {
        Map<Line, Map<RowKey, Contrast>> lines = new LinkedHashMap<>();
        Set<RowKey> models = new LinkedHashSet<>();
        String measure = null;
        for (Contrast each : contrasts) {
            if (each.question() == question && each.test() != null) {
                measure = measure == null ? each.measure() : measure;
                if (each.measure().equals(measure)) {
                    lines.computeIfAbsent(
                                    new Line(each.a().problem(), each.a().split(), each.test()),
                                    any -> new LinkedHashMap<>())
                            .put(each.a(), each);
                    models.add(each.a());
                }
            }
        }
        if (lines.isEmpty()) {
            return "";
        }
        List<String> heads = new ArrayList<>(List.of(question + ": " + Html.escape(measure), "problem", "split"));
        models.forEach(model -> heads.add(Html.escape(rows.label(model))));
        HtmlTable table = new HtmlTable(heads);
        lines.forEach((line, answers) -> {
            List<String> cells = new ArrayList<>(
                    List.of(Html.escape(line.test), Html.escape(line.problem), Html.escape(line.split)));
            models.forEach(
                    model -> cells.add(answers.containsKey(model) ? ContrastTable.ratio(answers.get(model)) : ""));
            table.row("", cells);
        });
        return table.html();
    }
}
