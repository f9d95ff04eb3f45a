package io.github.dl4jquantum.bench.chart;

import java.util.List;

/** Builds a table, a row at a time. */
public final class HtmlTable {
    private final StringBuilder html = new StringBuilder("<div class=\"scroll\"><table><thead><tr>");

    /** @param columns heads, as HTML */
    public HtmlTable(List<String> columns) {
        columns.forEach(column -> html.append("<th>").append(column).append("</th>"));
        html.append("</tr></thead><tbody>");
    }

    /**
     * A row.
     *
     * @param style its class, or empty
     * @param cells as HTML
     */
    public void row(String style, List<String> cells) {
        html.append("<tr")
                .append(style.isEmpty() ? "" : " class=\"" + style + "\"")
                .append('>');
        cells.forEach(cell -> html.append("<td>").append(cell).append("</td>"));
        html.append("</tr>");
    }

    public String html() {
        return html + "</tbody></table></div>";
    }
}
