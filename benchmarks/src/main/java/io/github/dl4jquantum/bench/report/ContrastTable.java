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
import java.util.Objects;
import java.util.Set;

/** The answers to one question: a row for each pair and case, a column for each measure. */
final class ContrastTable {
    private final CompareRows rows;
    private final List<Contrast> contrasts;
    private final boolean severalTests;

    ContrastTable(CompareRows rows, List<Contrast> contrasts) {
        this.rows = rows;
        this.contrasts = contrasts;
        severalTests = contrasts.stream()
                        .map(Contrast::test)
                        .filter(Objects::nonNull)
                        .distinct()
                        .count()
                > 1;
    }

    private record Line(RowKey a, RowKey b, String test) {}

    /** The table; empty if nobody asked. */
    String html(Question question) {
        Map<Line, Map<String, Contrast>> lines = new LinkedHashMap<>();
        Set<String> measures = new LinkedHashSet<>();
        for (Contrast each : contrasts) {
            if (each.question() == question) {
                // What does not depend on the test stands in the line of the first.
                String test = each.test() == null ? firstTest() : each.test();
                lines.computeIfAbsent(new Line(each.a(), each.b(), test), any -> new LinkedHashMap<>())
                        .put(each.measure(), each);
                measures.add(each.measure());
            }
        }
        if (lines.isEmpty()) {
            return "";
        }
        List<String> heads = new ArrayList<>(List.of(question.toString(), "problem", "split"));
        if (severalTests) {
            heads.add("test");
        }
        measures.forEach(measure -> heads.add(Html.escape(measure)));
        HtmlTable table = new HtmlTable(heads);
        lines.forEach((line, answers) -> {
            List<String> cells = new ArrayList<>();
            cells.add(Html.escape(pair(line)));
            cells.add(Html.escape(line.a.problem()));
            cells.add(Html.escape(line.a.split()));
            if (severalTests) {
                cells.add(Html.escape(line.test));
            }
            measures.forEach(measure -> cells.add(answers.containsKey(measure) ? ratio(answers.get(measure)) : ""));
            table.row("", cells);
        });
        return table.html();
    }

    private String firstTest() {
        return contrasts.stream()
                .map(Contrast::test)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("");
    }

    private String pair(Line line) {
        return line.a.equals(line.b) ? rows.label(line.a) : rows.label(line.a) + " ÷ " + rows.label(line.b);
    }

    /** A ratio and, below it, its interval, marked where the interval excludes 1. */
    static String ratio(Contrast contrast) {
        String text = contrast.interval().replaceFirst(" (\\[.*])", "<small>$1</small>");
        return switch (contrast.outcome()) {
            case A_SMALLER -> "<span class=\"smaller\">▼ " + text + "</span>";
            case B_SMALLER -> "<span class=\"larger\">▲ " + text + "</span>";
            case UNDECIDED -> "<span class=\"undecided\">" + text + "</span>";
        };
    }
}
