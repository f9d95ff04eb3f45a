package io.github.dl4jquantum.bench.report;

import java.util.List;
import java.util.Locale;

/** True, predicted and error fields side by side, each row with its colour bar. */
final class FieldTable {
    private final List<FieldFrame> frames;
    private final int columns;

    FieldTable(List<FieldFrame> frames, int columns) {
        this.frames = frames;
        this.columns = columns;
    }

    String html() {
        StringBuilder html = new StringBuilder("<div class=\"fields\"><span></span>");
        for (FieldFrame frame : frames) {
            html.append(String.format(
                    Locale.ROOT,
                    "<span class=\"head\">step %d<br>t = %s</span>",
                    frame.step(),
                    HtmlReport.number(frame.time())));
        }
        html.append("<span></span>");
        FieldRow.of(frames).forEach(row -> append(html, row));
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
                FieldImage.dataUri(FieldImage.bar(row.map())),
                HtmlReport.number(row.high()),
                HtmlReport.number(row.low())));
    }
}
