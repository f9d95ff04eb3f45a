package io.github.dl4jquantum.bench.report;

import io.github.dl4jquantum.bench.chart.Html;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** How a result was made, as terms and their descriptions. */
final class Facts {
    private final Map<String, String> facts = new LinkedHashMap<>();

    void add(String name, String value) {
        facts.put(name, value);
    }

    /** Options or versions by name; those that were not given are left out. */
    void add(String name, Map<String, ?> values) {
        facts.put(name, text(values));
    }

    private static String text(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .filter(entry -> !text(entry.getValue()).isEmpty())
                    .map(entry -> words(String.valueOf(entry.getKey()))
                            + (entry.getValue() instanceof Map
                                    ? " (" + text(entry.getValue()) + ")"
                                    : " " + text(entry.getValue())))
                    .collect(Collectors.joining(", "));
        }
        if (value instanceof Collection<?> many) {
            return many.stream().map(Facts::text).collect(Collectors.joining(" "));
        }
        return Objects.toString(value, "");
    }

    /** {@code learningRate} as "learning rate". */
    private static String words(String name) {
        return name.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    }

    /** Items of a description list. */
    String html() {
        return facts.entrySet().stream()
                .map(fact -> "<dt>" + Html.escape(fact.getKey()) + "</dt><dd>" + Html.escape(fact.getValue()) + "</dd>")
                .collect(Collectors.joining());
    }
}
