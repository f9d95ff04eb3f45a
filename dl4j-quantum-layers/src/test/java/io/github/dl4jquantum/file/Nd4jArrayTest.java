package io.github.dl4jquantum.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Oracle: the array that ND4J wrote. */
@Timeout(60)
class Nd4jArrayTest {

    @ParameterizedTest
    @CsvSource({"FLOAT, c", "FLOAT, f", "DOUBLE, c", "DOUBLE, f"})
    void readsWhatNd4jWrites(DataType type, char order) throws IOException {
        for (long[] shape : new long[][] {{7}, {1, 7}, {7, 1}, {3, 4}, {2, 3, 4}}) {
            INDArray array = Nd4j.rand(type, shape).dup(order);
            ByteBuffer bytes = ByteBuffer.wrap(written(array));
            assertEquals(array, Nd4jArray.read(bytes, shape));
            assertFalse(bytes.hasRemaining());
        }
    }

    @Test
    void readsAViewThatNd4jWrote() throws IOException {
        INDArray view = Nd4j.rand(DataType.FLOAT, 5, 6).get(NDArrayIndex.interval(1, 4), NDArrayIndex.interval(2, 6));
        assertEquals(view, Nd4jArray.read(ByteBuffer.wrap(written(view)), 3, 4));
    }

    /** ND4J's own reader crashes on some of these. */
    @Test
    void aChangedHeaderIsRefusedOrHarmless() throws IOException {
        INDArray array = Nd4j.rand(DataType.FLOAT, 3, 4);
        byte[] bytes = written(array);
        Random random = new Random(5);
        int header = bytes.length - 12 * Float.BYTES;
        int refused = 0;
        for (int i = 0; i < header; i++) {
            byte[] changed = bytes.clone();
            changed[i] ^= (byte) (1 + random.nextInt(255));
            try {
                assertEquals(array, Nd4jArray.read(ByteBuffer.wrap(changed), 3, 4));
            } catch (MalformedException e) {
                refused++;
            }
        }
        // All but the extra bits and the element-wise stride, which say what the rest says already.
        assertEquals(header - 2 * Long.BYTES, refused);
    }

    @Test
    void whatBreaksOffIsRefused() throws IOException {
        byte[] bytes = written(Nd4j.rand(DataType.DOUBLE, 2, 2));
        for (int length = 0; length < bytes.length; length++) {
            ByteBuffer part = ByteBuffer.wrap(bytes, 0, length);
            assertThrows(MalformedException.class, () -> Nd4jArray.read(part, 2, 2));
        }
    }

    private static byte[] written(INDArray array) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Nd4j.write(array, new DataOutputStream(bytes));
        return bytes.toByteArray();
    }
}
