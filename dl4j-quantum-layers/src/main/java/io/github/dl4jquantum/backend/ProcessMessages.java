package io.github.dl4jquantum.backend;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.nd4j.shade.jackson.annotation.JsonProperty;
import org.nd4j.shade.jackson.annotation.JsonSetter;
import org.nd4j.shade.jackson.annotation.Nulls;
import org.nd4j.shade.jackson.core.JsonProcessingException;
import org.nd4j.shade.jackson.core.StreamReadFeature;
import org.nd4j.shade.jackson.databind.DeserializationFeature;
import org.nd4j.shade.jackson.databind.MapperFeature;
import org.nd4j.shade.jackson.databind.json.JsonMapper;

/** Lines of JSON: those of {@link ProcessBackend}'s protocol, and those of {@link KeptCounts}. */
final class ProcessMessages {

    /** Longest piece of a wrong line that is quoted. */
    private static final int QUOTED = 200;

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .defaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL))
            .build();

    private ProcessMessages() {}

    /** The program's first line. */
    record Greeting(
            @JsonProperty("protocol") int protocol,
            @JsonProperty("name") String name,
            @JsonProperty("language") String language,
            @JsonProperty("qubits") int qubits,
            @JsonProperty("entangler") String entangler,
            @JsonProperty("couplings") List<List<Integer>> couplings) {}

    /** What is sent to it. */
    record Request(@JsonProperty("shots") int shots, @JsonProperty("circuits") List<Sent> circuits) {}

    /** One circuit of a request. */
    record Sent(@JsonProperty("id") long id, @JsonProperty("bits") int bits, @JsonProperty("program") String program) {}

    /** What it answers. */
    record Answer(
            @JsonProperty("id") Long id,
            @JsonProperty("counts") TreeMap<String, Integer> counts,
            @JsonProperty("error") String error) {}

    /** A line of kept counts. */
    record Kept(@JsonProperty("key") String key, @JsonProperty("counts") Map<String, Integer> counts) {}

    static String write(Object message) {
        try {
            return MAPPER.writeValueAsString(message);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A message could not be written as JSON.", e);
        }
    }

    /** @throws BackendException for another line */
    static <T> T read(String line, Class<T> type, String who) {
        try {
            T message = MAPPER.readValue(line, type);
            if (message != null) {
                return message;
            }
        } catch (JsonProcessingException e) {
            throw new BackendException(
                    who + ": no " + name(type) + " in JSON: " + quoted(line) + ": " + e.getOriginalMessage() + ".", e);
        }
        throw new BackendException(who + ": no " + name(type) + " in JSON: " + quoted(line) + ".");
    }

    private static String name(Class<?> type) {
        return type.getSimpleName().toLowerCase(Locale.ROOT);
    }

    static String quoted(String line) {
        return "'" + (line.length() <= QUOTED ? line : line.substring(0, QUOTED) + "...") + "'";
    }
}
