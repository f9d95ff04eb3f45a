package io.github.dl4jquantum.bench.report;

import io.github.dl4jquantum.bench.report.RunResult.Errors;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Says in words who forecast best, the trivial forecasts included. */
final class Verdict {
    private final String model;
    private final Errors errors;

    Verdict(String model, Errors errors) {
        this.model = model;
        this.errors = errors;
    }

    String text() {
        double floor = errors.autoencoderFloor().mae();
        return compare("One step ahead", errors.oneStep(), errors.persistence(), errors.linearExtrapolation()) + " "
                + compare(
                        "Over the whole rollout",
                        errors.rollout(),
                        errors.persistenceRollout(),
                        errors.linearExtrapolationRollout())
                + String.format(
                        Locale.ROOT,
                        " Encoding and decoding the true fields alone costs %s: %s.",
                        HtmlReport.number(floor),
                        share(floor, errors.oneStep().mae()));
    }

    private String share(double floor, double own) {
        if (floor >= own) {
            return "the " + model + " adds nothing to the encoder's error";
        }
        return floor > 0.5 * own
                ? "most of the one-step error is the encoder's, not the " + model + "'s"
                : "most of the one-step error is the " + model + "'s own";
    }

    private String compare(String when, ErrorMeasures own, ErrorMeasures persistence, ErrorMeasures linear) {
        double best = Math.min(persistence.mae(), linear.mae());
        String bestName = persistence.mae() <= linear.mae() ? "persistence" : "linear extrapolation";
        String otherName = persistence.mae() <= linear.mae() ? "linear extrapolation" : "persistence";
        double other = Math.max(persistence.mae(), linear.mae());
        String outcome = own.mae() < best
                ? "the " + model + " forecasts better than both trivial forecasts"
                : own.mae() < other
                        ? "the " + model + " beats " + otherName + " but loses to " + bestName
                        : "the " + model + " loses to both trivial forecasts";
        return String.format(
                Locale.ROOT,
                "%s %s: its mean absolute error is %s, %s has %s (%s) and %s %s.",
                when,
                outcome,
                HtmlReport.number(own.mae()),
                bestName,
                HtmlReport.number(best),
                ratio(own.mae(), best),
                otherName,
                HtmlReport.number(other));
    }

    private static String ratio(double own, double other) {
        if (other == 0) {
            return "no error";
        }
        double factor = own > other ? own / other : other / own;
        String times = factor < 10
                ? String.format(Locale.ROOT, "%.1f", factor)
                : new BigDecimal(factor, new MathContext(2)).toPlainString();
        return times + " times " + (own > other ? "smaller" : "larger");
    }
}
