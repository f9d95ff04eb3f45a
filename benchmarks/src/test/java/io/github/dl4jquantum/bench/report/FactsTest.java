package io.github.dl4jquantum.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Oracle: items written out by hand. */
@Timeout(60)
class FactsTest {

    @Test
    void optionsAreWordsAndThoseNotGivenAreLeftOut() {
        Map<String, Object> protocol = new LinkedHashMap<>();
        protocol.put("parameters", Map.of("reynolds", 100.0));
        protocol.put("grid", null);
        protocol.put("fields", List.of());
        protocol.put("learningRates", List.of(0.01, 0.02));
        Map<String, Object> options = new LinkedHashMap<>();
        options.put("data", null);
        options.put("saveInterval", 0.2);
        options.put("protocol", protocol);
        Facts facts = new Facts();
        facts.add("Seed & more", "1");
        facts.add("Options", options);
        assertEquals(
                "<dt>Seed &amp; more</dt><dd>1</dd><dt>Options</dt><dd>save interval 0.2, "
                        + "protocol (parameters (reynolds 100.0), learning rates 0.01 0.02)</dd>",
                facts.html());
    }
}
