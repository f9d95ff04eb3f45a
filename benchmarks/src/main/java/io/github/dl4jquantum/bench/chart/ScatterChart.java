package io.github.dl4jquantum.bench.chart;

import io.github.dl4jquantum.bench.result.CandidateResult;
import io.github.dl4jquantum.bench.result.ThreeDigits;
import java.util.List;
import java.util.Locale;

/** The scores of a search against one parameter, as inline SVG in the page's colours; the score is logarithmic. */
public final class ScatterChart {
    private static final int WIDTH = 310;
    private static final int HEIGHT = 215;
    private static final int LEFT = 62;
    private static final int RIGHT = 12;
    private static final int TOP = 18;
    private static final int BOTTOM = 44;

    private final String parameter;
    private final List<CandidateResult> candidates;
    private final CandidateResult best;
    private final Scale x;
    private final Scale y;

    /**
     * @param candidates all; those without a score are crosses at the upper edge
     * @param best the one to be marked
     * @param x axis of the parameter
     * @param y axis of the score
     */
    public ScatterChart(String parameter, List<CandidateResult> candidates, CandidateResult best, Scale x, Scale y) {
        this.parameter = parameter;
        this.candidates = candidates;
        this.best = best;
        this.x = x;
        this.y = y;
    }

    public String html() {
        StringBuilder svg = new StringBuilder(format(
                "<svg class=\"chart\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"score over %s\">",
                WIDTH, HEIGHT, Html.escape(parameter)));
        for (double tick : y.ticks()) {
            svg.append(format(
                    "<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>"
                            + "<text class=\"tick\" x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>",
                    LEFT, WIDTH - RIGHT, y(tick), y(tick), LEFT - 6, y(tick) + 4, Scale.label(tick)));
        }
        int bottom = HEIGHT - BOTTOM;
        svg.append(format(
                "<line class=\"axis\" x1=\"%d\" x2=\"%d\" y1=\"%d\" y2=\"%d\"/>", LEFT, WIDTH - RIGHT, bottom, bottom));
        for (double tick : x.ticks()) {
            svg.append(format(
                    "<text class=\"tick\" x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>",
                    x(tick), bottom + 16, Scale.label(tick)));
        }
        svg.append(format(
                "<text class=\"label\" x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s</text>",
                (LEFT + WIDTH - RIGHT) / 2, HEIGHT - 8, Html.escape(parameter)));
        svg.append(format(
                "<text class=\"label\" transform=\"translate(14 %d) rotate(-90)\" text-anchor=\"middle\">score</text>",
                (TOP + bottom) / 2));
        candidates.stream().filter(candidate -> candidate != best).forEach(candidate -> point(svg, candidate));
        point(svg, best); // above the others
        return svg.append("</svg>").toString();
    }

    private void point(StringBuilder svg, CandidateResult candidate) {
        Object value = candidate.parameters().get(parameter);
        if (value == null) {
            return;
        }
        double at = x(((Number) value).doubleValue());
        if (candidate.score() == null) {
            svg.append(format("<path class=\"cross\" d=\"M%.1f %dl6 6m0 -6l-6 6\"/>", at - 3, 5));
        } else {
            svg.append(format(
                    "<circle class=\"%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"%s\"><title>candidate %d: %s</title></circle>",
                    candidate == best ? "point best" : "point",
                    at,
                    y(candidate.score()),
                    candidate == best ? "5" : "3.5",
                    candidate.index(),
                    ThreeDigits.of(candidate.score())));
        }
    }

    private double x(double value) {
        return LEFT + x.at(value) * (WIDTH - RIGHT - LEFT);
    }

    private double y(double score) {
        return HEIGHT - BOTTOM - y.at(score) * (HEIGHT - BOTTOM - TOP);
    }

    private static String format(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, arguments);
    }
}
