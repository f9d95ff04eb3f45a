package io.github.dl4jquantum.bench.chart;

import io.github.dl4jquantum.bench.result.CandidateResult;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Parallel coordinates: an axis for each parameter and one for the score, a line for each candidate that has one, coloured by
 * its rank, the best on top.
 */
public final class ParallelChart {
    private static final int WIDTH = 900;
    private static final int HEIGHT = 300;
    private static final int SIDE = 60;
    private static final int TOP = 14;
    private static final int BOTTOM = 34;

    private final Map<String, Scale> axes;
    private final List<CandidateResult> scored;
    private final Scale score;

    /**
     * @param axes of the parameters, by name
     * @param scored candidates with a score
     * @param score axis of the score
     */
    public ParallelChart(Map<String, Scale> axes, List<CandidateResult> scored, Scale score) {
        this.axes = axes;
        this.scored = scored.stream()
                .sorted(Comparator.comparing(CandidateResult::score)
                        .thenComparing(CandidateResult::index) // of equal scores the first is the best
                        .reversed())
                .toList();
        this.score = score;
    }

    public String html() {
        StringBuilder svg = new StringBuilder(format(
                "<svg class=\"chart wide\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"parallel coordinates\">",
                WIDTH, HEIGHT));
        for (int rank = 0; rank < scored.size(); rank++) {
            boolean best = rank == scored.size() - 1;
            svg.append(format(
                    "<path class=\"parallel%s\" stroke=\"#%06x\" d=\"%s\"/>",
                    best ? " best" : "",
                    Colormap.VIRIDIS.rgb(0.1 + 0.7 * rank / Math.max(1, scored.size() - 1)),
                    path(scored.get(rank))));
        }
        int place = 0;
        for (Map.Entry<String, Scale> axis : axes.entrySet()) {
            axis(svg, x(place++), axis.getKey(), axis.getValue());
        }
        axis(svg, x(place), "score", score);
        return svg.append("</svg>").toString();
    }

    private String path(CandidateResult candidate) {
        StringBuilder path = new StringBuilder();
        int place = 0;
        for (Map.Entry<String, Scale> axis : axes.entrySet()) {
            double value = ((Number) candidate.parameters().get(axis.getKey())).doubleValue();
            path.append(format("%s%.1f %.1f", place == 0 ? "M" : "L", x(place++), y(axis.getValue(), value)));
        }
        return path.append(format("L%.1f %.1f", x(place), y(score, candidate.score())))
                .toString();
    }

    private static void axis(StringBuilder svg, double x, String name, Scale scale) {
        svg.append(format(
                "<line class=\"axis\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\"/>", x, x, TOP, HEIGHT - BOTTOM));
        for (double tick : scale.ticks()) {
            svg.append(format(
                    "<text class=\"tick halo\" x=\"%.1f\" y=\"%.1f\" text-anchor=\"end\">%s</text>",
                    x - 5, y(scale, tick) + 4, Scale.label(tick)));
        }
        svg.append(format(
                "<text class=\"label\" x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>",
                x, HEIGHT - 10, Html.escape(name)));
    }

    private double x(int place) {
        return SIDE + (double) place / axes.size() * (WIDTH - 2 * SIDE);
    }

    private static double y(Scale scale, double value) {
        return HEIGHT - BOTTOM - scale.at(value) * (HEIGHT - BOTTOM - TOP);
    }

    private static String format(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, arguments);
    }
}
