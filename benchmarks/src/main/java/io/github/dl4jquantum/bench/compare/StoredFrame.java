package io.github.dl4jquantum.bench.compare;

import io.github.dl4jquantum.bench.result.FieldFrame;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * A {@link FieldFrame} in a file: fields as little-endian float32, in JSON as Base64.
 *
 * @param step step of the rollout, counted from 1
 * @param time of the problem
 * @param truth field [rows, columns], flat
 * @param predicted field [rows, columns], flat
 */
record StoredFrame(
        @JsonProperty("step") int step,
        @JsonProperty("time") double time,
        @JsonProperty("truth") byte[] truth,
        @JsonProperty("predicted") byte[] predicted) {

    static StoredFrame of(FieldFrame frame) {
        return new StoredFrame(frame.step(), frame.time(), bytes(frame.truth()), bytes(frame.predicted()));
    }

    FieldFrame frame() {
        return new FieldFrame(step, time, floats(truth), floats(predicted));
    }

    private static byte[] bytes(float[] values) {
        ByteBuffer buffer = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        buffer.asFloatBuffer().put(values);
        return buffer.array();
    }

    private static float[] floats(byte[] bytes) {
        float[] values = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
        return values;
    }
}
