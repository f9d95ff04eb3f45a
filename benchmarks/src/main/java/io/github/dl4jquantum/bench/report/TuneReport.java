package io.github.dl4jquantum.bench.report;

import io.github.dl4jquantum.bench.chart.Html;
import io.github.dl4jquantum.bench.chart.HtmlTable;
import io.github.dl4jquantum.bench.chart.LineChart;
import io.github.dl4jquantum.bench.chart.Page;
import io.github.dl4jquantum.bench.chart.ParallelChart;
import io.github.dl4jquantum.bench.chart.Scale;
import io.github.dl4jquantum.bench.chart.ScatterChart;
import io.github.dl4jquantum.bench.result.CandidateResult;
import io.github.dl4jquantum.bench.result.CandidateResult.Status;
import io.github.dl4jquantum.bench.result.ErrorMeasures;
import io.github.dl4jquantum.bench.result.RunResult;
import io.github.dl4jquantum.bench.result.ThreeDigits;
import io.github.dl4jquantum.bench.result.TuneResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A search as one self-contained page: {@code tune.html} beside this class. */
public final class TuneReport {
    private static final String NONE = "<p class=\"soft\">No candidate completed.</p>";

    private final TuneResult result;
    private final List<CandidateResult> scored;
    private final Map<String, Scale> axes = new LinkedHashMap<>();
    private final Scale score;

    private TuneReport(TuneResult result) {
        this.result = result;
        scored = result.candidates().stream()
                .filter(candidate -> candidate.score() != null && candidate.score() > 0)
                .toList();
        score = Scale.of(scored.stream().map(CandidateResult::score).toList(), true);
        Set<String> names = new LinkedHashSet<>();
        result.candidates()
                .forEach(candidate -> names.addAll(candidate.parameters().keySet()));
        for (String name : names) {
            List<Object> values = result.candidates().stream()
                    .map(candidate -> candidate.parameters().get(name))
                    .filter(value -> value != null)
                    .toList();
            axes.put(
                    name,
                    Scale.of(
                            values.stream()
                                    .map(value -> ((Number) value).doubleValue())
                                    .toList(),
                            values.get(0) instanceof Double));
        }
    }

    /** Writes the page, in full or not at all. */
    public static void write(TuneResult result, Path file) throws IOException {
        Page.write("tune.html", new TuneReport(result).places(), file);
    }

    private Map<String, String> places() {
        Map<String, String> places = new LinkedHashMap<>();
        places.put(
                "title",
                Html.escape(result.model().toUpperCase(Locale.ROOT) + " on " + result.problem() + ": a "
                        + result.strategy() + " search"));
        places.put("subtitle", Html.escape(result.description()));
        places.put("verdict", Html.escape(verdict()));
        places.put("test", result.best() == null ? NONE : testTable());
        places.put("score", Html.escape(result.score()));
        places.put("scatters", scored.isEmpty() ? NONE : scatters());
        places.put("parallel", scored.isEmpty() ? NONE : new ParallelChart(axes, scored, score).html());
        places.put("importance", importance());
        places.put(
                "best",
                scored.isEmpty()
                        ? NONE
                        : new LineChart("candidates ended, by index", "best score so far")
                                .add("best so far", bestSoFar())
                                .html());
        places.put("candidates", candidates());
        places.put("command", Html.escape(result.command()));
        places.put("facts", facts());
        return places;
    }

    private String verdict() {
        String counts = format(
                "%d candidates: %d completed, %d failed, %d stopped by the budget of time.",
                result.candidates().size(), count(Status.COMPLETED), count(Status.FAILED), count(Status.STOPPED));
        CandidateResult best = result.best();
        if (best == null) {
            return counts + " None completed; the table says why.";
        }
        RunResult.Baseline least = result.test().baselines().values().stream()
                .min(Comparator.comparingDouble(baseline -> baseline.rollout().vrmse()))
                .orElseThrow();
        return counts
                + format(
                        " The best is candidate %d with a score of %s: %s. On the test part, which no candidate has seen, its"
                                + " rollout has a VRMSE of %s, that of the best baseline, %s, has %s.",
                        best.index(),
                        ThreeDigits.of(best.score()),
                        words(best.parameters()),
                        ThreeDigits.of(result.test().rollout().vrmse()),
                        least.label(),
                        ThreeDigits.of(least.rollout().vrmse()));
    }

    private long count(Status status) {
        return result.candidates().stream()
                .filter(candidate -> candidate.status() == status)
                .count();
    }

    private static String words(Map<String, Object> parameters) {
        return parameters.entrySet().stream()
                .map(parameter -> parameter.getKey() + " " + value(parameter.getValue()))
                .collect(Collectors.joining(", "));
    }

    /** A parameter's value: whole numbers in full. */
    static String value(Object value) {
        double number = ((Number) value).doubleValue();
        return number == Math.rint(number) && Math.abs(number) < 1e6
                ? String.valueOf((long) number)
                : ThreeDigits.of(number);
    }

    private String testTable() {
        TuneResult.Test test = result.test();
        HtmlTable table = new HtmlTable(List.of("", "rollout VRMSE", "MAE", "RMSE", "one-step VRMSE", "MAE", "RMSE"));
        row(table, "own", "Candidate " + result.best().index(), test.rollout(), test.oneStep());
        test.baselines()
                .values()
                .forEach(baseline -> row(
                        table,
                        "",
                        baseline.label() + (baseline.settings().isEmpty() ? "" : ": " + baseline.settings()),
                        baseline.rollout(),
                        baseline.oneStep()));
        row(table, "", "Its latent space alone, on the truth", test.autoencoderFloor(), test.autoencoderFloor());
        return table.html();
    }

    private static void row(HtmlTable table, String style, String who, ErrorMeasures... both) {
        List<String> cells = new ArrayList<>(List.of(Html.escape(who)));
        for (ErrorMeasures errors : both) {
            for (double error : new double[] {errors.vrmse(), errors.mae(), errors.rmse()}) {
                cells.add(ThreeDigits.of(error));
            }
        }
        table.row(style, cells);
    }

    private String scatters() {
        StringBuilder html = new StringBuilder("<div class=\"charts\">");
        axes.forEach((name, axis) -> html.append("<figure>")
                .append(new ScatterChart(name, result.candidates(), result.best(), axis, score).html())
                .append("</figure>"));
        return html.append("</div>").toString();
    }

    private String importance() {
        if (result.importance().isEmpty()) {
            return "<p class=\"soft\">Too few candidates completed to say anything.</p>";
        }
        HtmlTable table = new HtmlTable(List.of("parameter", "ε²", ""));
        result.importance().entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                .forEach(parameter -> table.row(
                        "",
                        List.of(
                                Html.escape(parameter.getKey()),
                                format("%.2f", parameter.getValue()),
                                format(
                                        "<span class=\"share\"><i style=\"width:%.0f%%\"></i></span>",
                                        100 * parameter.getValue()))));
        return table.html() + "<p class=\"soft\">" + "N = " + scored.size() + " completed candidates.</p>";
    }

    private List<Double> bestSoFar() {
        List<Double> curve = new ArrayList<>();
        CandidateResult best = null;
        for (CandidateResult candidate : result.candidates()) {
            best = candidate.isBetterThan(best) ? candidate : best;
            curve.add(best == null ? 0 : best.score());
        }
        return curve;
    }

    /** The best first, those without a score last. */
    private String candidates() {
        List<String> heads = new ArrayList<>(List.of("candidate", "score"));
        axes.keySet().forEach(name -> heads.add(Html.escape(name)));
        heads.addAll(List.of("seconds", "status"));
        HtmlTable table = new HtmlTable(heads);
        result.candidates().stream()
                .sorted(Comparator.comparing(CandidateResult::score, Comparator.nullsLast(Comparator.naturalOrder())))
                .forEach(candidate -> {
                    List<String> cells = new ArrayList<>(List.of(
                            String.valueOf(candidate.index()),
                            candidate.score() == null ? "–" : ThreeDigits.of(candidate.score())));
                    axes.keySet().forEach(name -> {
                        Object value = candidate.parameters().get(name);
                        cells.add(value == null ? "–" : value(value));
                    });
                    cells.add(format("%.1f", candidate.seconds()));
                    cells.add(Html.escape(
                            candidate.status() + (candidate.reason() == null ? "" : ": " + candidate.reason())));
                    table.row(candidate == result.best() ? "own" : "", cells);
                });
        return table.html();
    }

    private String facts() {
        TuneResult.Seconds seconds = result.seconds();
        Facts facts = new Facts();
        facts.add("Score", result.score());
        facts.add("Seed", String.valueOf(result.seed()));
        facts.add(
                "Time",
                format(
                        "the last run of the command took %.1f s on %d workers; these spent %.1f s on candidates, %.1f s on"
                                + " latent spaces, %.2f s (%.1f%% of the candidates' time) on the search itself",
                        seconds.wall(),
                        seconds.workers(),
                        seconds.candidates(),
                        seconds.latentSpaces(),
                        seconds.search(),
                        100 * seconds.overhead()));
        facts.add("Options", result.arguments());
        facts.add("Versions", result.versions());
        return facts.html();
    }

    private static String format(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, arguments);
    }
}
