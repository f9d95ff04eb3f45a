package io.github.dl4jquantum.bench.chart;

/** Text in HTML. */
public final class Html {

    private Html() {}

    /** {@code text} as it must be written inside an element or a quoted attribute. */
    public static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
