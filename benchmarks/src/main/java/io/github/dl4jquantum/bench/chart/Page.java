package io.github.dl4jquantum.bench.chart;

import io.github.dl4jquantum.file.AtomicFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A self-contained page: a template beside this class with its {@code {{places}}} filled in, {@code style.css} inside. */
public final class Page {
    private static final Pattern PLACE = Pattern.compile("\\{\\{(\\w+)}}");

    private Page() {}

    /**
     * Writes the page, in full or not at all.
     *
     * @param template its file's name
     * @param places what stands in each place but {@code style}, as HTML
     */
    public static void write(String template, Map<String, String> places, Path file) throws IOException {
        String style = resource("style.css");
        String page = PLACE.matcher(resource(template))
                .replaceAll(place ->
                        Matcher.quoteReplacement(place.group(1).equals("style") ? style : places.get(place.group(1))));
        byte[] bytes = page.getBytes(StandardCharsets.UTF_8);
        AtomicFile.write(file, out -> out.write(bytes));
    }

    static String resource(String name) throws IOException {
        try (InputStream in = Page.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
