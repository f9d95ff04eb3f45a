package io.github.dl4jquantum.bench.report;

import io.github.dl4jquantum.bench.chart.FieldImage;
import io.github.dl4jquantum.bench.chart.FieldRow;
import io.github.dl4jquantum.bench.result.FieldFrame;
import io.github.dl4jquantum.bench.result.ThreeDigits;
import java.util.List;
import java.util.Locale;

/** Fields side by side, a column for each moment, each row with its colour bar. */
final class FieldTable {
    private final List<FieldFrame> frames;
    private final List<FieldRow> rows;
    private final int columns;

    /**
     * @param frames the moments
     * @param rows what is shown of each
     * @param columns grid points along x
     */
    FieldTable(List<FieldFrame> frames, List<FieldRow> rows, int columns) {
        this.frames = frames;
        this.rows = rows;
        this.columns = columns;
    }

    String html() {
        StringBuilder html =
                new StringBuilder("<div class=\"fields\" style=\"--frames:" + frames.size() + "\"><span></span>");
        for (FieldFrame frame : frames) {
            html.append(String.format(
                    Locale.ROOT,
                    "<span class=\"head\">step %d<br>t = %s</span>",
                    frame.step(),
                    ThreeDigits.of(frame.time())));
        }
        html.append("<span></span>");
        rows.forEach(row -> append(html, row));
        return html.append("</div>").toString();
    }

    private void append(StringBuilder html, FieldRow row) {
        html.append("<span class=\"row\">").append(row.name()).append("</span>");
        for (int i = 0; i < frames.size(); i++) {
            html.append(String.format(
                    Locale.ROOT,
                    "<img class=\"field\" alt=\"%s field at step %d\" src=\"%s\">",
                    row.name(),
                    frames.get(i).step(),
                    FieldImage.dataUri(row.image(i, columns))));
        }
        html.append(String.format(
                "<span class=\"bar\"><i style=\"background-image:url(%s)\"></i><span><b>%s</b><b>%s</b></span></span>",
                FieldImage.dataUri(FieldImage.bar(row.map())), ThreeDigits.of(row.high()), ThreeDigits.of(row.low())));
    }
}
