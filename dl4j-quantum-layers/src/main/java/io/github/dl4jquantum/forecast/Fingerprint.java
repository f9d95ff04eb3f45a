package io.github.dl4jquantum.forecast;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** The SHA-256 of texts and arrays. */
final class Fingerprint {
    private static final int BLOCK = 1 << 20;

    private final MessageDigest digest;

    Fingerprint() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }

    Fingerprint add(Object value) {
        digest.update((value + "\n").getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** The numbers alone, low byte first. */
    Fingerprint add(float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        digest.update(bytes);
        return this;
    }

    /** Shape and numbers; null is another than any array. */
    Fingerprint add(INDArray array) {
        if (array == null) {
            return add("none");
        }
        add(Arrays.toString(array.shape()));
        INDArray flat = array.reshape('c', new long[] {array.length()}); // varargs would take 'c' as a size
        for (long from = 0; from < flat.length(); from += BLOCK) {
            INDArray block = flat.get(NDArrayIndex.interval(from, Math.min(flat.length(), from + BLOCK)))
                    .castTo(DataType.DOUBLE)
                    .dup('c');
            ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(block.length() * Double.BYTES));
            bytes.asDoubleBuffer().put(block.data().asDouble());
            digest.update(bytes);
        }
        return this;
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
