package io.github.dl4jquantum.noise;

import java.util.List;
import java.util.stream.Collectors;
import org.nd4j.shade.jackson.annotation.JsonSetter;
import org.nd4j.shade.jackson.annotation.Nulls;
import org.nd4j.shade.jackson.core.JsonProcessingException;
import org.nd4j.shade.jackson.core.StreamReadFeature;
import org.nd4j.shade.jackson.databind.DeserializationFeature;
import org.nd4j.shade.jackson.databind.MapperFeature;
import org.nd4j.shade.jackson.databind.exc.InvalidFormatException;
import org.nd4j.shade.jackson.databind.exc.MismatchedInputException;
import org.nd4j.shade.jackson.databind.json.JsonMapper;

/** Strict JSON: every key there, none unknown or twice, nothing behind the value. */
final class NoiseJson {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(
                    DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
                    DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
                    DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .defaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL))
            .build();

    private static final List<Class<?>> OF_ANOTHER_KIND =
            List.of(MismatchedInputException.class, InvalidFormatException.class);

    private NoiseJson() {}

    static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Noise could not be written as JSON.", e);
        }
    }

    static <T> T read(String json, Class<T> type, String what) {
        try {
            T value = MAPPER.readValue(json, type);
            if (value == null) {
                throw new IllegalArgumentException("Not " + what + " in JSON: null.");
            }
            return value;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Not " + what + " in JSON: " + reason(e), e);
        }
    }

    /** What a value says of itself, or the parser's message without its own names. */
    private static String reason(JsonProcessingException e) {
        if (e.getCause() instanceof IllegalArgumentException refusal) {
            return refusal.getMessage();
        }
        if (e instanceof MismatchedInputException mismatch
                && OF_ANOTHER_KIND.contains(e.getClass())
                && !mismatch.getPath().isEmpty()
                && !isMissing(mismatch)) {
            String place = mismatch.getPath().stream()
                    .map(part -> part.getFieldName() == null ? "[" + part.getIndex() + "]" : "." + part.getFieldName())
                    .collect(Collectors.joining());
            return "the value of '" + place.replaceFirst("^\\.", "") + "' is not of its kind.";
        }
        return e.getOriginalMessage()
                .lines()
                .findFirst()
                .orElse("damaged")
                .replaceFirst(
                        "^(?:Missing|Null value for) creator property '(\\w+)'.*",
                        "the key '$1' is missing or null; give it.")
                .replaceFirst(" \\((?:start marker|class ).*", "");
    }

    private static boolean isMissing(JsonProcessingException e) {
        return e.getOriginalMessage().matches("(?s)(?:Missing|Null value for) creator property .*");
    }

    /** Whether a text is an object with a key. */
    static boolean hasKey(String json, String key) {
        try {
            return MAPPER.readTree(json).has(key);
        } catch (JsonProcessingException e) {
            return false;
        }
    }
}
