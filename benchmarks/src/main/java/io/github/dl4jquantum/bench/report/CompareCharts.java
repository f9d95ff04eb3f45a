package io.github.dl4jquantum.bench.report;

import io.github.dl4jquantum.bench.chart.LineChart;
import io.github.dl4jquantum.bench.report.CompareRows.Summary;
import io.github.dl4jquantum.bench.result.CellResult;
import io.github.dl4jquantum.bench.result.RowKey;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Curves of one problem and split: medians over draws and seeds in bands from the smallest to the largest. */
final class CompareCharts {
    /** Models that are drawn together, in charts of one size. */
    private static final List<List<String>> GROUPS = List.of(
            List.of("qlstm", "qlstm-twin", "lstm", "lstm-timed"),
            List.of("qgru", "qgru-twin", "gru-matched", "gru"),
            List.of("qlstm", "qlstm-unentangled", "qlstm-frozen", "lstm-matched"),
            List.of("qlstm", "qlstm-plain", "lstm", "lstm-plain"));

    private static final List<String> BASELINES =
            List.of("persistence", "linear-extrapolation", "dmd", "quadratic-map");
    private static final int MOST_BESIDE_BASELINES = 4;

    private final CompareRows rows;
    private final List<RowKey> shown;

    /** @param shown rows of one problem and split */
    CompareCharts(CompareRows rows, List<RowKey> shown) {
        this.rows = rows;
        this.shown = shown;
    }

    /** Training losses. */
    String losses() {
        List<LineChart> charts = new ArrayList<>();
        for (List<String> group : drawn()) {
            LineChart chart = new LineChart("epoch", "training loss");
            group.forEach(
                    model -> add(chart, row(model), cell -> cell.training().loss()));
            charts.add(chart);
        }
        return figures(charts);
    }

    /** VRMSE along the rollout. */
    String rollouts(String test) {
        List<LineChart> charts = new ArrayList<>();
        for (List<String> group : drawn()) {
            LineChart chart = new LineChart("step of the rollout", "VRMSE");
            group.forEach(model -> add(chart, row(model), cell -> vrmse(cell, test)));
            if (group.size() <= MOST_BESIDE_BASELINES) {
                chart.styledFrom(MOST_BESIDE_BASELINES + 1); // the same in every chart
                BASELINES.forEach(model -> add(chart, row(model), cell -> vrmse(cell, test)));
            }
            charts.add(chart);
        }
        return figures(charts);
    }

    /** VRMSE of the rollout over the strength of noise and the number of shots, beside persistence's. */
    String strengths(List<NoiseLadder> ladders) {
        List<LineChart> charts = new ArrayList<>();
        for (NoiseLadder ladder : ladders) {
            LineChart chart = new LineChart(ladder.name(), "rollout VRMSE", ladder.rungs());
            shown.stream()
                    .filter(row -> !row.isBaseline() || row.model().equals(BASELINES.get(0)))
                    .forEach(row -> add(chart, row, cell -> ladder.tests().stream()
                            .map(test -> cell.tests().get(test).rollout().vrmse())
                            .toList()));
            charts.add(chart);
        }
        return figures(charts);
    }

    private static List<Float> vrmse(CellResult cell, String test) {
        return cell.tests().get(test).rollout().perStep().vrmse();
    }

    /** Groups with at least two of their models; if there are none, the first with one. */
    private List<List<String>> drawn() {
        List<List<String>> drawn = new ArrayList<>();
        List<List<String>> single = new ArrayList<>();
        for (List<String> group : GROUPS) {
            List<String> present =
                    group.stream().filter(model -> row(model) != null).toList();
            if (present.size() > 1 && drawn.stream().noneMatch(each -> each.containsAll(present))) {
                drawn.add(present);
            } else if (present.size() == 1) {
                single.add(present);
            }
        }
        return drawn.isEmpty() ? single.stream().limit(1).toList() : drawn;
    }

    private RowKey row(String model) {
        return rows.pictured(shown, model);
    }

    private void add(LineChart chart, RowKey row, Function<CellResult, List<? extends Number>> list) {
        List<Summary> curve = row == null ? List.of() : rows.curve(row, list);
        if (!curve.isEmpty()) {
            chart.add(
                    rows.label(row),
                    curve.stream().map(Summary::median).toList(),
                    curve.stream().map(Summary::low).toList(),
                    curve.stream().map(Summary::high).toList());
        }
    }

    private static String figures(List<LineChart> charts) {
        LineChart.share(charts);
        return charts.stream()
                .map(chart -> "<figure>" + chart.html() + "</figure>")
                .collect(Collectors.joining("", "<div class=\"charts\">", "</div>"));
    }
}
