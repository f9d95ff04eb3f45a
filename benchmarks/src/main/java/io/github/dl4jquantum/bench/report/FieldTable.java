package io.github.dl4jquantum.bench.report;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** True, predicted and error fields side by side, each row with its colour bar. */
final class FieldTable {
    private final List<FieldFrame> frames;
    private final int columns;

    FieldTable(List<FieldFrame> frames, int columns) {
        this.frames = frames;
        this.columns = columns;
    }

    String html() {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        double worst = 0;
        for (FieldFrame frame : frames) {
            for (int i = 0; i < frame.truth().length; i++) {
                low = Math.min(low, frame.truth()[i]);
                high = Math.max(high, frame.truth()[i]);
                worst = Math.max(worst, Math.abs(frame.predicted()[i] - frame.truth()[i]));
            }
        }
        StringBuilder html = new StringBuilder("<div class=\"fields\"><span></span>");
        for (FieldFrame frame : frames) {
            html.append(String.format(
                    Locale.ROOT,
                    "<span class=\"head\">step %d<br>t = %s</span>",
                    frame.step(),
                    HtmlReport.number(frame.time())));
        }
        html.append("<span></span>");
        row(html, "true", FieldFrame::truth, low, high, Colormap.VIRIDIS);
        row(html, "predicted", FieldFrame::predicted, low, high, Colormap.VIRIDIS);
        row(html, "|error|", FieldTable::error, 0, worst, Colormap.MAGMA);
        return html.append("</div>").toString();
    }

    private void row(
            StringBuilder html,
            String name,
            Function<FieldFrame, float[]> values,
            double low,
            double high,
            Colormap map) {
        html.append("<span class=\"row\">").append(name).append("</span>");
        for (FieldFrame frame : frames) {
            html.append(String.format(
                    Locale.ROOT,
                    "<img class=\"field\" alt=\"%s field at step %d\" src=\"%s\">",
                    name,
                    frame.step(),
                    FieldImage.field(values.apply(frame), columns, low, high, map)));
        }
        html.append(String.format(
                "<span class=\"bar\"><i style=\"background-image:url(%s)\"></i><span><b>%s</b><b>%s</b></span></span>",
                FieldImage.bar(map), HtmlReport.number(high), HtmlReport.number(low)));
    }

    private static float[] error(FieldFrame frame) {
        float[] error = new float[frame.truth().length];
        for (int i = 0; i < error.length; i++) {
            error[i] = Math.abs(frame.predicted()[i] - frame.truth()[i]);
        }
        return error;
    }
}
