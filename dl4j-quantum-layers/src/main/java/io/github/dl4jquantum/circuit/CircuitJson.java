package io.github.dl4jquantum.circuit;

import org.nd4j.shade.jackson.annotation.JsonSetter;
import org.nd4j.shade.jackson.annotation.Nulls;
import org.nd4j.shade.jackson.core.JsonProcessingException;
import org.nd4j.shade.jackson.databind.DeserializationFeature;
import org.nd4j.shade.jackson.databind.ObjectMapper;

/** The text of {@link Circuit#toJson}, by the annotations of circuits and of what they are made of. */
final class CircuitJson {

    private static final ObjectMapper MAPPER = new ObjectMapper()
            .enable(
                    DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
                    DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
                    DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .setDefaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL));

    private CircuitJson() {}

    static String write(Circuit circuit) {
        try {
            return MAPPER.writeValueAsString(circuit);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A circuit could not be written as JSON.", e);
        }
    }

    /** @throws IllegalArgumentException if the text is no circuit */
    static Circuit read(String json) {
        try {
            Circuit circuit = MAPPER.readValue(json, Circuit.class);
            if (circuit == null) {
                throw new IllegalArgumentException("Not a circuit in JSON: null.");
            }
            return circuit;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Not a circuit in JSON: " + e.getOriginalMessage(), e);
        }
    }
}
