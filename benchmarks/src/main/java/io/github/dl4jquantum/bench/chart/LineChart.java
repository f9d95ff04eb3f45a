package io.github.dl4jquantum.bench.chart;

import io.github.dl4jquantum.bench.result.ThreeDigits;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Curves over 1, 2, 3, ..., or over names, on a logarithmic axis, as inline SVG under a legend. Colours come from the page's style sheet, classes
 * {@code s1}, {@code s2}, ..., so that one picture serves light and dark pages and paper; each curve has its own dashes
 * too. Needs no fonts on the machine that draws.
 */
public final class LineChart {
    private static final int WIDTH = 560;
    private static final int HEIGHT = 280;
    private static final int LEFT = 62;
    private static final int RIGHT = 12;
    private static final int TOP = 12;
    private static final int BOTTOM = 44;
    private static final int MOST_HOVERED = 60;

    /** Up to so many decades there are ticks within them. */
    private static final double FEW_DECADES = 1.5;

    private static final double ROUNDING = 1e-9;

    private final String xLabel;
    private final String yLabel;
    private final List<Series> series = new ArrayList<>();
    private final List<String> ticks;
    private int style;
    private double floor = Double.POSITIVE_INFINITY;
    private double ceiling = Double.NEGATIVE_INFINITY;

    /** A curve, and the band around it; without one both of its edges are empty. */
    private record Series(int style, String label, List<Double> values, List<Double> low, List<Double> high) {}

    public LineChart(String xLabel, String yLabel) {
        this(xLabel, yLabel, List.of());
    }

    /** @param ticks what stands at 1, 2, 3, ... instead of these numbers; empty for them */
    public LineChart(String xLabel, String yLabel, List<String> ticks) {
        this.xLabel = xLabel;
        this.yLabel = yLabel;
        this.ticks = List.copyOf(ticks);
    }

    /** Adds a curve; values that are not positive cannot be drawn on this axis and leave a gap. */
    public LineChart add(String label, List<Double> values) {
        return add(label, values, List.of(), List.of());
    }

    /** Adds a curve in a band from {@code low} to {@code high}, which are as long as it and positive. */
    public LineChart add(String label, List<Double> values, List<Double> low, List<Double> high) {
        series.add(new Series(++style, label, values, low, high));
        return this;
    }

    /** The curves from here on look like the {@code number}th and its successors, counted from 1. */
    public LineChart styledFrom(int number) {
        style = number - 1;
        return this;
    }

    /** Gives charts that stand side by side one axis. */
    public static void share(List<LineChart> charts) {
        double floor = charts.stream()
                .mapToDouble(chart -> log(chart.bound(true)))
                .min()
                .orElse(0);
        double ceiling = charts.stream()
                .mapToDouble(chart -> log(chart.bound(false)))
                .max()
                .orElse(0);
        for (LineChart chart : charts) {
            chart.floor = floor;
            chart.ceiling = ceiling;
        }
    }

    /** The legend and the picture. */
    public String html() {
        StringBuilder svg = new StringBuilder(format(
                "<svg class=\"chart\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s over %s\">",
                WIDTH, HEIGHT, Html.escape(yLabel), Html.escape(xLabel)));
        int length = series.stream().mapToInt(s -> s.values.size()).max().orElse(1);
        double low = Math.min(floor, log(bound(true)));
        double high = Math.max(ceiling, log(bound(false)));
        Axes axes = high - low > FEW_DECADES
                ? new Axes(length, Math.floor(low), Math.ceil(high), true)
                : new Axes(length, below(low), above(high), false);
        yAxis(svg, axes);
        xAxis(svg, axes);
        for (Series one : series) {
            svg.append(format("<path class=\"band b%d\" d=\"%s\"/>", one.style, band(one, axes)));
        }
        for (Series one : series) {
            svg.append(format("<path class=\"line s%d\" d=\"%s\"/>", one.style, path(one.values, axes)));
        }
        series.forEach(one -> hover(svg, one, axes));
        return legend() + svg.append("</svg>");
    }

    /** Values to hover over, of at most {@link #MOST_HOVERED} points a curve. */
    private void hover(StringBuilder svg, Series one, Axes axes) {
        int every = (one.values.size() + MOST_HOVERED - 1) / MOST_HOVERED;
        for (int i = 0; i < one.values.size(); i += every) {
            double value = one.values.get(i);
            if (drawable(value)) {
                svg.append(format(
                        "<circle class=\"hover\" cx=\"%.1f\" cy=\"%.1f\" r=\"5\"><title>%s, %s: %s</title></circle>",
                        axes.x(i + 1), axes.y(log(value)), Html.escape(one.label), tick(i + 1), ThreeDigits.of(value)));
            }
        }
    }

    private double bound(boolean smallest) {
        double bound = smallest ? Double.POSITIVE_INFINITY : 0;
        for (Series one : series) {
            for (List<Double> values : List.of(one.values, one.low, one.high)) {
                for (double value : values) {
                    if (drawable(value)) {
                        bound = smallest ? Math.min(bound, value) : Math.max(bound, value);
                    }
                }
            }
        }
        return drawable(bound) ? bound : 1;
    }

    /** The logarithm of 1, 2 or 5 times a power of ten, the nearest that is not above. */
    private static double below(double log) {
        double power = Math.floor(log + ROUNDING);
        double factor = Math.pow(10, log + ROUNDING - power);
        return power + log(factor >= 5 ? 5 : factor >= 2 ? 2 : 1);
    }

    /** Likewise, the next above. */
    private static double above(double log) {
        double low = below(log);
        double factor = Math.pow(10, low - Math.floor(low + ROUNDING));
        return low + log(factor > 1.5 && factor < 4 ? 2.5 : 2);
    }

    private void yAxis(StringBuilder svg, Axes axes) {
        if (axes.decades) {
            int decades = (int) (axes.high - axes.low);
            int every = Math.max(1, (decades + 5) / 6);
            for (int decade = 0; decade <= decades; decade += every) {
                String power = String.valueOf((int) axes.low + decade).replace('-', '−');
                tick(svg, axes.y(axes.low + decade), "10<tspan dy=\"-5\" font-size=\"9\">" + power + "</tspan>");
            }
        } else {
            for (int power = (int) Math.floor(axes.low); power <= axes.high; power++) {
                for (int factor : new int[] {1, 2, 5}) {
                    double at = power + log(factor);
                    if (at > axes.low - ROUNDING && at < axes.high + ROUNDING) {
                        tick(svg, axes.y(at), Scale.label(Math.pow(10, at)));
                    }
                }
            }
        }
        svg.append(format(
                "<text class=\"label\" transform=\"translate(14 %d) rotate(-90)\" text-anchor=\"middle\">%s</text>",
                (TOP + HEIGHT - BOTTOM) / 2, Html.escape(yLabel)));
    }

    private static void tick(StringBuilder svg, double y, String label) {
        svg.append(format(
                "<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>"
                        + "<text class=\"tick\" x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>",
                LEFT, WIDTH - RIGHT, y, y, LEFT - 6, y + 4, label));
    }

    private void xAxis(StringBuilder svg, Axes axes) {
        int bottom = HEIGHT - BOTTOM;
        svg.append(format(
                "<line class=\"axis\" x1=\"%d\" x2=\"%d\" y1=\"%d\" y2=\"%d\"/>", LEFT, WIDTH - RIGHT, bottom, bottom));
        int step = ticks.isEmpty() ? tickStep(axes.length) : 1;
        for (int at = step; at <= axes.length; at += step) {
            svg.append(format(
                    "<text class=\"tick\" x=\"%.1f\" y=\"%d\" text-anchor=\"%s\">%s</text>",
                    axes.x(at), bottom + 16, at < axes.length || ticks.isEmpty() ? "middle" : "end", tick(at)));
        }
        svg.append(format(
                "<text class=\"label\" x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s</text>",
                (LEFT + WIDTH - RIGHT) / 2, HEIGHT - 8, Html.escape(xLabel)));
    }

    private String tick(int at) {
        return ticks.isEmpty() ? String.valueOf(at) : Html.escape(ticks.get(at - 1));
    }

    private String legend() {
        StringBuilder legend = new StringBuilder("<div class=\"key\">");
        for (Series one : series) {
            legend.append(format(
                    "<span><svg class=\"chart\" viewBox=\"0 0 26 8\"><path class=\"line s%d\" d=\"M2 4h22\"/></svg>%s</span>",
                    one.style, Html.escape(one.label)));
        }
        return legend.append("</div>").toString();
    }

    private static String path(List<Double> values, Axes axes) {
        StringBuilder path = new StringBuilder();
        boolean drawing = false;
        for (int i = 0; i < values.size(); i++) {
            double value = values.get(i);
            if (drawable(value)) {
                path.append(format("%s%.1f %.1f", drawing ? "L" : "M", axes.x(i + 1), axes.y(log(value))));
                if (values.size() == 1) {
                    path.append("h0.1"); // a single point: the round line cap draws it
                }
            }
            drawing = drawable(value);
        }
        return path.toString();
    }

    /** Along the upper edge and back along the lower one. */
    private static String band(Series one, Axes axes) {
        StringBuilder path = new StringBuilder();
        int length = one.low.size();
        for (int i = 0; i < 2 * length; i++) {
            int at = i < length ? i : 2 * length - 1 - i;
            double value = i < length ? one.high.get(at) : one.low.get(at);
            if (drawable(value)) {
                path.append(format("%s%.1f %.1f", path.isEmpty() ? "M" : "L", axes.x(at + 1), axes.y(log(value))));
            }
        }
        return path.toString();
    }

    private static boolean drawable(double value) {
        return value > 0 && value < Double.POSITIVE_INFINITY;
    }

    /** 1, 2 or 5 times a power of ten, so that about six ticks fit. */
    private static int tickStep(int length) {
        for (int power = 1; ; power *= 10) {
            for (int factor : new int[] {1, 2, 5}) {
                if (length / (factor * power) <= 7) {
                    return factor * power;
                }
            }
        }
    }

    private static double log(double value) {
        return Math.log10(value);
    }

    private static String format(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, arguments);
    }

    /**
     * From curve coordinates to those of the picture.
     *
     * @param low logarithm of the least value
     * @param decades whether ticks are powers of ten alone
     */
    private record Axes(int length, double low, double high, boolean decades) {

        double x(double at) {
            return LEFT + 6 + (at - 1) / Math.max(1, length - 1) * (WIDTH - RIGHT - LEFT - 12);
        }

        double y(double power) {
            return HEIGHT - BOTTOM - (power - low) / (high - low) * (HEIGHT - BOTTOM - TOP);
        }
    }
}
