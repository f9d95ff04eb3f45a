package io.github.dl4jquantum.file;

import java.io.IOException;
import java.util.Iterator;
import java.util.Map;
import org.nd4j.shade.jackson.core.JsonParser;
import org.nd4j.shade.jackson.core.JsonProcessingException;
import org.nd4j.shade.jackson.core.JsonToken;
import org.nd4j.shade.jackson.core.StreamReadFeature;
import org.nd4j.shade.jackson.databind.DeserializationFeature;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;
import org.nd4j.shade.jackson.databind.exc.ValueInstantiationException;
import org.nd4j.shade.jackson.databind.json.JsonMapper;

/** JSON as the standard recommends it: no key twice in an object, nothing behind the value, of bounded depth. */
final class StrictJson {
    /** Deeper than any configuration; Jackson's recursion needs some stack for each level. */
    private static final int DEPTH = 100;

    /** A long or double has 25 characters at most; Jackson needs quadratic time for long numbers. */
    private static final int NUMBER = 64;

    /** Of a value in a message. */
    private static final int SHOWN = 60;

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** A key that nothing reads is found by {@link #requireContained}, which names it with its path. */
    private static final ObjectMapper VALUES = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private StrictJson() {}

    static JsonNode parse(byte[] json) throws MalformedException {
        try {
            scan(json);
            return MAPPER.readTree(json);
        } catch (MalformedException e) {
            throw e;
        } catch (JsonProcessingException e) {
            throw new MalformedException("is not strict JSON (" + e.getOriginalMessage() + ")", e);
        } catch (IOException e) {
            throw new MalformedException("is not JSON", e);
        }
    }

    /** A record whose every component is annotated with its name: each key must be there and of its type, and no other. */
    static <T> T value(byte[] json, Class<T> type) throws MalformedException {
        JsonNode read = parse(json);
        try {
            T value = VALUES.treeToValue(read, type);
            requireContained(read, VALUES.valueToTree(value));
            return value;
        } catch (ValueInstantiationException e) { // what a constructor refuses
            throw new MalformedException("is none: " + e.getCause().getMessage(), e);
        } catch (JsonProcessingException e) {
            throw new MalformedException("is none (" + e.getOriginalMessage() + ")", e);
        }
    }

    private static void scan(byte[] json) throws IOException {
        try (JsonParser parser = MAPPER.getFactory().createParser(json)) {
            int depth = 0;
            boolean complete = false;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (complete) {
                    throw new MalformedException("has more than one JSON value");
                }
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                if (depth > DEPTH) {
                    throw new MalformedException("is nested more than " + DEPTH + " levels deep");
                }
                if (token.isNumeric() && parser.getTextLength() > NUMBER) {
                    throw new MalformedException("has a number of " + parser.getTextLength() + " characters");
                }
                complete = depth == 0;
            }
            if (!complete) {
                throw new MalformedException("is empty or breaks off");
            }
        }
    }

    /** Whether all that was read, key by key, is in {@code again}, which may hold more. */
    static void requireContained(JsonNode read, JsonNode again) throws MalformedException {
        requireContained("", read, again);
    }

    private static void requireContained(String path, JsonNode read, JsonNode again) throws MalformedException {
        if (read.isObject() && again.isObject()) {
            for (Iterator<Map.Entry<String, JsonNode>> fields = read.fields(); fields.hasNext(); ) {
                Map.Entry<String, JsonNode> field = fields.next();
                String key = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
                if (!again.has(field.getKey())) {
                    throw new MalformedException("has the key " + key + ", which nothing reads: misspelt?");
                }
                requireContained(key, field.getValue(), again.get(field.getKey()));
            }
        } else if (read.isArray() && again.isArray() && read.size() == again.size()) {
            for (int i = 0; i < read.size(); i++) {
                requireContained(path + "[" + i + "]", read.get(i), again.get(i));
            }
        } else if (!equal(read, again)) {
            throw new MalformedException("has " + shown(read) + " as " + path + ", which is read as " + shown(again));
        }
    }

    private static boolean equal(JsonNode read, JsonNode again) {
        return read.isNumber() && again.isNumber() ? read.asDouble() == again.asDouble() : read.equals(again);
    }

    /** A value for a message. */
    static String shown(JsonNode value) {
        String text = value.toString();
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
    }
}
