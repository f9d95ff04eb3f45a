package io.github.dl4jquantum.file;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What {@code Nd4j.write} of ND4J 1.0.0-M2.1 wrote, which its own reader hands to native code unchecked: two buffers, each
 * a UTF string MIXED_DATA_TYPES, the number of elements (long), a UTF string with their type, and the elements, all big
 * endian. The first one holds longs: rank, shape, strides, extra bits, element-wise stride, and the order as a character.
 */
final class Nd4jArray {
    private static final String ALLOCATION = "MIXED_DATA_TYPES";
    private static final int MAX_RANK = 32;

    private Nd4jArray() {}

    /** Bytes of an array of FLOAT or DOUBLE at most. */
    static long maxLength(long... shape) throws MalformedException {
        int bytesOfText = 2
                * (Short.BYTES
                        + ALLOCATION.length()
                        + Long.BYTES
                        + Short.BYTES
                        + DataType.DOUBLE.name().length());
        return bytesOfText + Long.BYTES * (2L * shape.length + 4) + Values.length(DataType.DOUBLE, shape);
    }

    /** The next array in {@code bytes}, which must be of that shape. */
    static INDArray read(ByteBuffer bytes, long... shape) throws MalformedException {
        long[] information = information(bytes, shape);
        char order = order(information, shape);
        DataType type = type(bytes, Arrays.stream(shape).reduce(1, Math::multiplyExact));
        long length = Values.length(type, shape);
        require(length <= bytes.remaining(), "breaks off");
        ByteBuffer values = bytes.slice(bytes.position(), (int) length);
        bytes.position(bytes.position() + (int) length);
        return Values.take(values, type, order, shape);
    }

    private static long[] information(ByteBuffer bytes, long... shape) throws MalformedException {
        text(bytes, ALLOCATION);
        long length = takeLong(bytes);
        text(bytes, "LONG");
        int rank = shape.length;
        require(rank <= MAX_RANK && length == 2L * rank + 4, "has not " + rank + " axes, as it must");
        require(bytes.remaining() >= length * Long.BYTES, "breaks off");
        long[] information = new long[(int) length];
        bytes.asLongBuffer().get(information);
        bytes.position(bytes.position() + information.length * Long.BYTES);
        long[] written = Arrays.copyOfRange(information, 1, 1 + rank);
        require(
                information[0] == rank && Arrays.equals(written, shape),
                "has shape " + Arrays.toString(written) + ", not " + Arrays.toString(shape));
        return information;
    }

    /** Contiguous in one order or the other. */
    private static char order(long[] information, long... shape) throws MalformedException {
        int rank = shape.length;
        long[] strides = Arrays.copyOfRange(information, 1 + rank, 1 + 2 * rank);
        long order = information[information.length - 1];
        require(order == 'c' || order == 'f', "has the order " + order + ", which is neither 'c' nor 'f'");
        long expected = 1;
        for (int i = 0; i < rank; i++) {
            int axis = order == 'f' ? i : rank - 1 - i;
            require(
                    shape[axis] == 1 || strides[axis] == expected,
                    "has strides " + Arrays.toString(strides) + ", which do not fit its shape "
                            + Arrays.toString(shape));
            expected *= shape[axis];
        }
        return (char) order;
    }

    private static DataType type(ByteBuffer bytes, long number) throws MalformedException {
        text(bytes, ALLOCATION);
        long written = takeLong(bytes);
        require(written == number, "has " + written + " numbers, not " + number);
        String type = text(bytes);
        require(type.equals("FLOAT") || type.equals("DOUBLE"), "is of type " + type + ", neither FLOAT nor DOUBLE");
        return DataType.valueOf(type);
    }

    static void text(ByteBuffer bytes, String expected) throws MalformedException {
        String text = text(bytes);
        require(text.equals(expected), "has \"" + text + "\" where \"" + expected + "\" must be");
    }

    /** As DataOutputStream.writeUTF writes ASCII. */
    static String text(ByteBuffer bytes) throws MalformedException {
        require(bytes.remaining() >= Short.BYTES, "breaks off");
        int length = Short.toUnsignedInt(bytes.getShort());
        require(length <= ALLOCATION.length() && length <= bytes.remaining(), "is no array of ND4J");
        byte[] text = new byte[length];
        bytes.get(text);
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    private static long takeLong(ByteBuffer bytes) throws MalformedException {
        require(bytes.remaining() >= Long.BYTES, "breaks off");
        return bytes.getLong();
    }

    static void require(boolean condition, String otherwise) throws MalformedException {
        if (!condition) {
            throw new MalformedException(otherwise);
        }
    }
}
