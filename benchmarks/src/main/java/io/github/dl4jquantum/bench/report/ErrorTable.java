package io.github.dl4jquantum.bench.report;

import io.github.dl4jquantum.bench.chart.Html;
import io.github.dl4jquantum.bench.chart.HtmlTable;
import io.github.dl4jquantum.bench.report.CompareRows.Summary;
import io.github.dl4jquantum.bench.result.CellResult.TestErrors;
import io.github.dl4jquantum.bench.result.Contrast;
import io.github.dl4jquantum.bench.result.Contrast.Question;
import io.github.dl4jquantum.bench.result.RowKey;
import io.github.dl4jquantum.bench.result.ThreeDigits;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/** The errors of the rows of one problem, split and test. */
final class ErrorTable {
    private final CompareRows rows;
    private final List<Contrast> contrasts;
    private final String test;

    ErrorTable(CompareRows rows, List<Contrast> contrasts, String test) {
        this.rows = rows;
        this.contrasts = contrasts;
        this.test = test;
    }

    String html(List<RowKey> shown) {
        HtmlTable table = new HtmlTable(List.of(
                "",
                "rollout VRMSE <small>median (range)</small>",
                "÷ best baseline",
                "one-step VRMSE <small>median (range)</small>",
                "÷ best baseline",
                "floor VRMSE",
                "rollout MAE",
                "rollout RMSE",
                "one-step MAE",
                "one-step RMSE",
                "latent MAE, rollout",
                "latent MAE, one step"));
        RowKey best = best(shown);
        for (RowKey row : shown) {
            List<String> cells = new ArrayList<>();
            cells.add(Html.escape(rows.label(row)));
            cells.add(withRange(summary(row, errors -> errors.rollout().vrmse())));
            cells.add(againstBaseline(row, "rollout VRMSE"));
            cells.add(withRange(summary(row, errors -> errors.oneStep().vrmse())));
            cells.add(againstBaseline(row, "one-step VRMSE"));
            cells.add(median(
                    row,
                    errors -> errors.floor() == null ? null : errors.floor().vrmse()));
            cells.add(median(row, errors -> errors.rollout().mae()));
            cells.add(median(row, errors -> errors.rollout().rmse()));
            cells.add(median(row, errors -> errors.oneStep().mae()));
            cells.add(median(row, errors -> errors.oneStep().rmse()));
            cells.add(median(
                    row,
                    errors -> errors.latent() == null ? null : errors.latent().rolloutMae()));
            cells.add(median(
                    row,
                    errors -> errors.latent() == null ? null : errors.latent().oneStepMae()));
            table.row((row.isBaseline() ? "baseline " : "") + (row.equals(best) ? "own" : ""), cells);
        }
        return table.html();
    }

    /** The row with the smallest median of the rollout; null if there is none. */
    private RowKey best(List<RowKey> shown) {
        RowKey best = null;
        double least = Double.POSITIVE_INFINITY;
        for (RowKey row : shown) {
            Summary vrmse = summary(row, errors -> errors.rollout().vrmse());
            if (vrmse != null && vrmse.median() < least) {
                best = row;
                least = vrmse.median();
            }
        }
        return best;
    }

    private String median(RowKey row, Function<TestErrors, Double> number) {
        return median(summary(row, number));
    }

    private Summary summary(RowKey row, Function<TestErrors, Double> number) {
        return rows.summary(row, cell -> number.apply(cell.tests().get(test)));
    }

    private String againstBaseline(RowKey row, String measure) {
        return contrasts.stream()
                .filter(each -> each.question() == Question.BASELINE
                        && each.a().equals(row)
                        && Objects.equals(each.test(), test)
                        && each.measure().equals(measure))
                .findFirst()
                .map(ContrastTable::ratio)
                .orElse("");
    }

    static String median(Summary summary) {
        return summary == null ? "" : ThreeDigits.of(summary.median());
    }

    static String withRange(Summary summary) {
        if (summary == null) {
            return "failed";
        }
        return ThreeDigits.of(summary.median()) + " <small>(" + ThreeDigits.of(summary.low()) + "–"
                + ThreeDigits.of(summary.high()) + ")</small>";
    }
}
