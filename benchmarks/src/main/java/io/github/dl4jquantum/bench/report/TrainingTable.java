package io.github.dl4jquantum.bench.report;

import io.github.dl4jquantum.bench.report.CompareRows.Summary;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Sizes, costs and smoothness of the trained rows of one problem and split. */
final class TrainingTable {
    private final CompareRows rows;

    TrainingTable(CompareRows rows) {
        this.rows = rows;
    }

    String html(List<RowKey> shown) {
        HtmlTable table = new HtmlTable(List.of(
                "Training",
                "angles",
                "other parameters",
                "hidden",
                "learning rate",
                "kept epoch",
                "roughness",
                "excess variation",
                "gradient variance",
                "seconds",
                "with tuning"));
        for (RowKey row : shown) {
            if (CompareRows.isBaseline(row)) {
                continue;
            }
            List<String> cells = new ArrayList<>();
            cells.add(Html.escape(rows.label(row)));
            cells.add(count(row, cell -> (double) cell.parameters().quantum()));
            cells.add(count(row, cell -> (double) cell.parameters().classical()));
            cells.add(count(row, cell -> (double) cell.hidden()));
            cells.add(median(row, cell -> cell.training().learningRate()));
            cells.add(count(row, cell -> (double) cell.training().keptEpoch()));
            cells.add(median(row, cell -> cell.training().chosen().roughness()));
            cells.add(median(row, cell -> cell.training().chosen().excessVariation()));
            cells.add(median(row, CellResult::gradientVariance));
            cells.add(seconds(row, cell -> cell.seconds().training()));
            cells.add(seconds(row, cell -> cell.seconds().tuning()));
            table.row("", cells);
        }
        return table.html();
    }

    private String median(RowKey row, Function<CellResult, Double> number) {
        return ErrorTable.median(rows.summary(row, number));
    }

    private String count(RowKey row, Function<CellResult, Double> number) {
        Summary summary = rows.summary(row, number);
        return summary == null ? "" : String.format(Locale.ROOT, "%,.0f", summary.median());
    }

    private String seconds(RowKey row, Function<CellResult, Double> number) {
        Summary summary = rows.summary(row, number);
        return summary == null ? "" : String.format(Locale.ROOT, "%.1f", summary.median());
    }
}
