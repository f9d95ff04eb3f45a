package io.github.dl4jquantum.bench.report;

import io.github.dl4jquantum.bench.report.CellResult.TestErrors;
import io.github.dl4jquantum.bench.report.CompareRows.Summary;
import io.github.dl4jquantum.bench.report.Contrast.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/** One-step or rollout errors of the rows of one problem, split and test. */
final class ErrorTable {
    private final CompareRows rows;
    private final List<Contrast> contrasts;
    private final String test;
    private final boolean rollout;

    ErrorTable(CompareRows rows, List<Contrast> contrasts, String test, boolean rollout) {
        this.rows = rows;
        this.contrasts = contrasts;
        this.test = test;
        this.rollout = rollout;
    }

    String html(List<RowKey> shown) {
        HtmlTable table = new HtmlTable(List.of(
                rollout ? "Rollout" : "One step",
                "MAE <small>median (range)</small>",
                "RMSE",
                "nRMSE",
                "VRMSE",
                "max",
                "beyond floor",
                "latent MAE",
                "÷ best baseline"));
        RowKey best = best(shown);
        for (RowKey row : shown) {
            List<String> cells = new ArrayList<>();
            cells.add(Html.escape(rows.label(row)));
            cells.add(withRange(summary(row, errors -> steps(errors).mae())));
            cells.add(median(summary(row, errors -> steps(errors).rmse())));
            cells.add(median(summary(row, errors -> steps(errors).nrmse())));
            cells.add(median(summary(row, errors -> steps(errors).vrmse())));
            cells.add(median(summary(row, errors -> steps(errors).max())));
            cells.add(median(summary(row, rollout ? TestErrors::rolloutExcess : TestErrors::oneStepExcess)));
            cells.add(median(summary(row, this::latent)));
            cells.add(againstBaseline(row));
            table.row(style(row, best), cells);
        }
        return table.html();
    }

    private String style(RowKey row, RowKey best) {
        return (CompareRows.isBaseline(row) ? "baseline " : "") + (row.equals(best) ? "own" : "");
    }

    /** The row with the smallest median; null if there is none. */
    RowKey best(List<RowKey> shown) {
        RowKey best = null;
        for (RowKey row : shown) {
            Summary mae = summary(row, errors -> steps(errors).mae());
            if (mae != null
                    && (best == null
                            || mae.median()
                                    < summary(best, errors -> steps(errors).mae())
                                            .median())) {
                best = row;
            }
        }
        return best;
    }

    private StepErrors steps(TestErrors errors) {
        return rollout ? errors.rollout() : errors.oneStep();
    }

    private Double latent(TestErrors errors) {
        if (errors.latent() == null) {
            return null;
        }
        return rollout ? errors.latent().rolloutMae() : errors.latent().oneStepMae();
    }

    private Summary summary(RowKey row, Function<TestErrors, Double> number) {
        return rows.summary(row, cell -> number.apply(cell.tests().get(test)));
    }

    private String againstBaseline(RowKey row) {
        String measure = rollout ? "rollout MAE" : "one-step MAE";
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
        return summary == null ? "" : HtmlReport.number(summary.median());
    }

    static String withRange(Summary summary) {
        if (summary == null) {
            return "failed";
        }
        return HtmlReport.number(summary.median()) + " <small>(" + HtmlReport.number(summary.low()) + "–"
                + HtmlReport.number(summary.high()) + ")</small>";
    }
}
