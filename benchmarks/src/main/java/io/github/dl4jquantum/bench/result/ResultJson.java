package io.github.dl4jquantum.bench.result;

import io.github.dl4jquantum.file.AtomicFile;
import java.io.IOException;
import java.nio.file.Path;
import org.nd4j.shade.jackson.annotation.JsonAutoDetect.Visibility;
import org.nd4j.shade.jackson.annotation.PropertyAccessor;
import org.nd4j.shade.jackson.core.JsonProcessingException;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;
import org.nd4j.shade.jackson.databind.ObjectWriter;
import org.nd4j.shade.jackson.databind.PropertyNamingStrategies;
import org.nd4j.shade.jackson.databind.SerializationFeature;

/** Records as JSON, their components as fields. */
public final class ResultJson {
    private static final ObjectWriter PRETTY = mapper().writer(SerializationFeature.INDENT_OUTPUT);
    private static final ObjectWriter ONE_LINE = mapper().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .writer();

    private ResultJson() {}

    private static ObjectMapper mapper() {
        return new ObjectMapper()
                // Fields come in the order of the record; its accessors in no order at all.
                .setVisibility(PropertyAccessor.ALL, Visibility.NONE)
                .setVisibility(PropertyAccessor.FIELD, Visibility.ANY);
    }

    /** Writes {@code record} to {@code file}, in full or not at all. */
    public static void write(Object record, Path file) throws IOException {
        byte[] json = PRETTY.writeValueAsBytes(record);
        AtomicFile.write(file, out -> out.write(json));
    }

    /** {@code record} as its JSON reads. */
    public static JsonNode node(Object record) {
        return mapper().valueToTree(record);
    }

    /** JSON text as what it says, to stand within a record. */
    public static Object tree(String json) {
        try {
            return mapper().readValue(json, Object.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("No JSON: " + json, e);
        }
    }

    /** {@code record} as one line, names in snake_case. */
    public static String line(Object record) {
        try {
            return ONE_LINE.writeValueAsString(record);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("No JSON of " + record, e);
        }
    }
}
