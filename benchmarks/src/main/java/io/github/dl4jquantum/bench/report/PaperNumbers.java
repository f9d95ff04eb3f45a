package io.github.dl4jquantum.bench.report;

import io.github.dl4jquantum.bench.chart.Html;
import io.github.dl4jquantum.bench.chart.HtmlTable;
import io.github.dl4jquantum.bench.report.CompareRows.Summary;
import io.github.dl4jquantum.bench.result.CellResult;
import io.github.dl4jquantum.bench.result.Contrast;
import io.github.dl4jquantum.bench.result.Contrast.Question;
import io.github.dl4jquantum.bench.result.RowKey;
import io.github.dl4jquantum.bench.result.ThreeDigits;
import java.util.List;
import java.util.Locale;

/** The numbers of arXiv 2502.13370 that are known, beside this comparison's. */
final class PaperNumbers {

    /** Mean absolute errors as the paper gives them. */
    private record Known(String problem, String model, double mae) {}

    private static final List<Known> KNOWN = List.of(
            new Known("burgers2d", "qlstm", 5.316e-4),
            new Known("burgers2d", "lstm", 2.203e-3),
            new Known("hamiltonjacobibellman2d", "qlstm", 1.365e-5),
            new Known("hamiltonjacobibellman2d", "lstm", 2.781e-3));

    private final CompareRows rows;
    private final List<Contrast> contrasts;
    private final String test;

    PaperNumbers(CompareRows rows, List<Contrast> contrasts, String test) {
        this.rows = rows;
        this.contrasts = contrasts;
        this.test = test;
    }

    /** Errors, and the ratios of QLSTM to LSTM; empty if the comparison has none of those cells. */
    String html() {
        HtmlTable table = new HtmlTable(List.of(
                "", "the paper's MAE", "here", "split", "one-step MAE <small>median (range)</small>", "rollout MAE"));
        boolean any = false;
        for (Known known : KNOWN) {
            for (RowKey row : rows.keys()) {
                if (row.problem().equals(known.problem) && row.model().equals(known.model)) {
                    any = true;
                    table.row(
                            "",
                            List.of(
                                    Html.escape(known.problem + ", " + CompareRows.model(known.model)),
                                    String.format(Locale.ROOT, "%.3e", known.mae)
                                            .replace("e-0", "e-"),
                                    Html.escape(rows.label(row)),
                                    row.split(),
                                    text(row, false),
                                    text(row, true)));
                }
            }
        }
        for (String problem : List.of("burgers2d", "hamiltonjacobibellman2d")) {
            any |= ratios(table, problem);
        }
        return any ? table.html() : "";
    }

    private boolean ratios(HtmlTable table, String problem) {
        double paper = known(problem, "qlstm") / known(problem, "lstm");
        boolean any = false;
        for (Contrast each : contrasts) {
            if (each.question() == Question.SIZE
                    && each.a().problem().equals(problem)
                    && each.a().model().equals("qlstm")
                    && test.equals(each.test())
                    && each.measure().equals("one-step VRMSE")) {
                any = true;
                table.row(
                        "own",
                        List.of(
                                problem + ", QLSTM ÷ LSTM, of VRMSE here",
                                ThreeDigits.of(paper),
                                Html.escape(rows.label(each.a())),
                                each.a().split(),
                                ContrastTable.ratio(each),
                                rolloutOf(each)));
            }
        }
        return any;
    }

    private String rolloutOf(Contrast oneStep) {
        return contrasts.stream()
                .filter(each -> each.question() == oneStep.question()
                        && each.a().equals(oneStep.a())
                        && each.b().equals(oneStep.b())
                        && oneStep.test().equals(each.test())
                        && each.measure().equals("rollout VRMSE"))
                .findFirst()
                .map(ContrastTable::ratio)
                .orElse("");
    }

    private static double known(String problem, String model) {
        return KNOWN.stream()
                .filter(each -> each.problem.equals(problem) && each.model.equals(model))
                .findFirst()
                .orElseThrow()
                .mae;
    }

    private String text(RowKey row, boolean rollout) {
        Summary summary = rows.summary(row, cell -> {
            CellResult.TestErrors errors = cell.tests().get(test);
            return rollout ? errors.rollout().mae() : errors.oneStep().mae();
        });
        return ErrorTable.withRange(summary);
    }
}
