package io.github.dl4jquantum.bench.report;

import io.github.dl4jquantum.bench.chart.Html;
import io.github.dl4jquantum.bench.chart.HtmlTable;
import io.github.dl4jquantum.bench.report.CompareRows.Summary;
import io.github.dl4jquantum.bench.result.CellResult;
import io.github.dl4jquantum.bench.result.RowKey;
import io.github.dl4jquantum.bench.result.ThreeDigits;
import io.github.dl4jquantum.bench.result.TuningResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Sizes, learning rates, costs and smoothness of the rows of one problem and split. */
final class TrainingTable {
    private final CompareRows rows;
    private final Map<RowKey, TuningResult> tunings = new LinkedHashMap<>();

    TrainingTable(CompareRows rows, List<TuningResult> tunings) {
        this.rows = rows;
        tunings.forEach(tuning -> this.tunings.put(tuning.row(), tuning));
    }

    String html(List<RowKey> shown) {
        HtmlTable table = new HtmlTable(List.of(
                "Training",
                "angles",
                "other parameters",
                "hidden",
                "learning rate <small>of (validation VRMSE)</small>",
                "kept epoch",
                "roughness",
                "excess variation",
                "gradient variance",
                "seconds"));
        for (RowKey row : shown) {
            if (row.isBaseline()) {
                continue;
            }
            List<String> cells = new ArrayList<>();
            cells.add(Html.escape(rows.label(row)));
            cells.add(count(row, cell -> (double) cell.parameters().quantum()));
            cells.add(count(row, cell -> (double) cell.parameters().classical()));
            cells.add(count(row, cell -> (double) cell.hidden()));
            cells.add(tuning(row));
            cells.add(count(row, cell -> (double) cell.training().keptEpoch()));
            cells.add(median(row, cell -> cell.training().roughness()));
            cells.add(median(row, cell -> cell.training().excessVariation()));
            cells.add(median(row, CellResult::gradientVariance));
            cells.add(seconds(row));
            table.row("", cells);
        }
        return table.html();
    }

    /** What validation chose of the baselines, draw by draw; empty if none leaves a choice. */
    String choices(List<RowKey> shown) {
        HtmlTable table = new HtmlTable(List.of("Baseline", "chosen on the validation part, draw by draw"));
        boolean any = false;
        for (RowKey row : shown) {
            String choices = rows.cells(row).stream()
                    .map(CellResult::choice)
                    .filter(choice -> choice != null && !choice.isEmpty())
                    .collect(Collectors.joining("; "));
            if (!choices.isEmpty()) {
                table.row("", List.of(Html.escape(rows.label(row)), Html.escape(choices)));
                any = true;
            }
        }
        return any ? table.html() : "";
    }

    /** The rate, and the error of each that was tried. */
    private String tuning(RowKey row) {
        TuningResult tuning = tunings.get(row);
        if (tuning == null || tuning.learningRate() == null) {
            return "";
        }
        return ThreeDigits.of(tuning.learningRate())
                + tuning.trials().stream()
                        .map(trial -> ThreeDigits.of(trial.learningRate()) + " "
                                + (trial.validation() == null
                                        ? "diverged"
                                        : "(" + ThreeDigits.of(trial.validation()) + ")"))
                        .collect(Collectors.joining(", ", " <small>", "</small>"));
    }

    private String median(RowKey row, Function<CellResult, Double> number) {
        return ErrorTable.median(rows.summary(row, number));
    }

    private String count(RowKey row, Function<CellResult, Double> number) {
        Summary summary = rows.summary(row, number);
        return summary == null ? "" : String.format(Locale.ROOT, "%,.0f", summary.median());
    }

    private String seconds(RowKey row) {
        Summary summary = rows.summary(row, cell -> cell.seconds().training());
        return summary == null ? "" : String.format(Locale.ROOT, "%.1f", summary.median());
    }
}
