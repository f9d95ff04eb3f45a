package io.github.dl4jquantum.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.nd4j.shade.jackson.databind.JsonNode;

@Timeout(60)
class StrictJsonTest {

    @Test
    void readsJson() throws Exception {
        assertEquals(
                2, parse("{\"a\": [1, {\"b\": 2}]}").path("a").path(1).path("b").asInt());
    }

    @Test
    void whatIsNotStrictIsRefused() {
        refuses("Duplicate field 'a'", "{\"a\": 1, \"a\": 2}");
        refuses("Duplicate field 'b'", "[{\"b\": {}, \"b\": {}}]");
        refuses("more than one JSON value", "{} {}");
        refuses("empty or breaks off", "");
        refuses("is not strict JSON", "{\"a\": NaN}");
        refuses("is not strict JSON", "{\"a\": 1");
        refuses("nested more than 100 levels", "[".repeat(100_000));
        refuses("nested more than 100 levels", "{\"a\":".repeat(100_000));
        refuses("number of 100000 characters", "1".repeat(100_000));
    }

    @Test
    void whatIsReadMustComeBack() throws Exception {
        JsonNode again = parse("{\"a\": {\"b\": 1, \"c\": [1, 2]}, \"d\": null}");
        StrictJson.requireContained(parse("{\"a\": {\"c\": [1.0, 2]}}"), again);
        assertNotContained("has the key a.e, which nothing reads", "{\"a\": {\"e\": 1}}", again);
        assertNotContained("has 2 as a.b, which is read as 1", "{\"a\": {\"b\": 2}}", again);
        assertNotContained("a.c", "{\"a\": {\"c\": [1]}}", again);
    }

    private static void assertNotContained(String expected, String read, JsonNode again) {
        MalformedException refused =
                assertThrows(MalformedException.class, () -> StrictJson.requireContained(parse(read), again));
        assertTrue(refused.getMessage().contains(expected), refused.getMessage());
    }

    private static void refuses(String expected, String json) {
        MalformedException refused = assertThrows(MalformedException.class, () -> parse(json));
        assertTrue(refused.getMessage().contains(expected), refused.getMessage());
    }

    private static JsonNode parse(String json) throws MalformedException {
        return StrictJson.parse(json.getBytes(StandardCharsets.UTF_8));
    }
}
