package io.github.dl4jquantum.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Oracle: bytes that NumPy 2.4.6 wrote. */
@Timeout(60)
class NpyTest {
    /** numpy.save of numpy.array([[1, -2, 0.5], [3, 4, 1e-3]], '<f4'). */
    private static final String MATRIX = "934e554d5059010076007b276465736372273a20273c6634272c2027666f727472616e5f6f72"
            + "646572273a2046616c73652c20277368617065273a2028322c2033292c207d" + "20".repeat(58) + "0a"
            + "0000803f000000c00000003f00004040000080406f12833a";

    /** numpy.save of numpy.array([0.1], '<f8'). */
    private static final String VECTOR = "934e554d5059010076007b276465736372273a20273c6638272c2027666f727472616e5f6f72"
            + "646572273a2046616c73652c20277368617065273a2028312c292c207d" + "20".repeat(60) + "0a"
            + "9a9999999999b93f";

    @Test
    void writesWhatNumpyWrites() throws Exception {
        INDArray matrix = Nd4j.createFromArray(new float[][] {{1, -2, 0.5f}, {3, 4, 1e-3f}});
        assertArrayEquals(HexFormat.of().parseHex(MATRIX), Npy.write(matrix));
        assertArrayEquals(
                HexFormat.of().parseHex(MATRIX), Npy.write(matrix.dup('f')), "the order in memory is no part of it");
        assertArrayEquals(HexFormat.of().parseHex(VECTOR), Npy.write(Nd4j.createFromArray(0.1)));
    }

    @Test
    void readsWhatNumpyWrote() throws Exception {
        INDArray matrix = Npy.read(HexFormat.of().parseHex(MATRIX), DataType.FLOAT, 2, 3);
        assertEquals(Nd4j.createFromArray(new float[][] {{1, -2, 0.5f}, {3, 4, 1e-3f}}), matrix);
        assertEquals(
                0.1,
                Npy.read(HexFormat.of().parseHex(VECTOR), DataType.DOUBLE, 1).getDouble(0));
    }

    @Test
    void aPartOfAnArrayIsWrittenAlone() throws Exception {
        INDArray matrix = Nd4j.createFromArray(new float[][] {{9, 1, -2, 0.5f}, {9, 3, 4, 1e-3f}, {9, 9, 9, 9}});
        INDArray part = matrix.get(NDArrayIndex.interval(0, 2), NDArrayIndex.interval(1, 4));
        assertArrayEquals(HexFormat.of().parseHex(MATRIX), Npy.write(part));
        INDArray row = Nd4j.createFromArray(0.3, 0.1).get(NDArrayIndex.interval(1, 2));
        assertArrayEquals(HexFormat.of().parseHex(VECTOR), Npy.write(row));
    }

    /** Oracle: number i is i, wherever the pieces end in which it is written and read. */
    @ParameterizedTest
    @EnumSource(
            value = DataType.class,
            names = {"FLOAT", "DOUBLE"})
    void longArraysAreWrittenAndReadPieceByPiece(DataType type) throws Exception {
        int length = 3 * (1 << 16) + 5;
        INDArray counting = Nd4j.arange(0, length).castTo(type);
        byte[] bytes = Npy.write(counting);
        ByteBuffer numbers = ByteBuffer.wrap(bytes, bytes.length - length * type.width(), length * type.width())
                .slice()
                .order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < length; i++) {
            assertEquals(i, type == DataType.FLOAT ? numbers.getFloat() : numbers.getDouble());
        }
        assertEquals(counting, Npy.read(bytes, type, length));
        counting.putScalar(150_000, Double.NaN);
        String refused = assertThrows(MalformedException.class, () -> Npy.write(counting))
                .getMessage();
        assertTrue(refused.contains("NaN as number 150000 of " + length), refused);
    }

    @Test
    void anyOtherHeaderOrLengthIsRefused() {
        byte[] bytes = HexFormat.of().parseHex(MATRIX);
        for (int i = 0; i < 128; i++) {
            byte[] changed = bytes.clone();
            changed[i] ^= 1;
            assertThrows(MalformedException.class, () -> Npy.read(changed, DataType.FLOAT, 2, 3));
        }
        assertThrows(MalformedException.class, () -> Npy.read(bytes, DataType.FLOAT, 3, 2));
        assertThrows(MalformedException.class, () -> Npy.read(bytes, DataType.DOUBLE, 1, 3));
        assertThrows(MalformedException.class, () -> Npy.read(new byte[3], DataType.FLOAT, 2, 3));
    }

    @Test
    void aNumberThatIsNoneIsNamed() {
        MalformedException refused = assertThrows(
                MalformedException.class, () -> Npy.write(Nd4j.createFromArray(1, Double.NEGATIVE_INFINITY, 2)));
        assertTrue(refused.getMessage().contains("-Infinity as number 1 of 3"), refused.getMessage());
    }

    /** No memory holds 2^66 bytes, and 2^64 numbers must not be taken for 0. */
    @Test
    void aShapeThatNoMemoryHoldsIsRefused() {
        assertThrows(MalformedException.class, () -> Npy.length(DataType.FLOAT, 1L << 32, 1L << 32));
        assertThrows(MalformedException.class, () -> Npy.length(DataType.DOUBLE, 1L << 62));
    }
}
