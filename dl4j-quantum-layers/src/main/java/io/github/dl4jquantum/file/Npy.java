package io.github.dl4jquantum.file;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * NumPy's .npy, version 1.0 (NEP 1), of little-endian float32 or float64 in C order. What is read must have the header
 * that would have been written, byte by byte.
 */
final class Npy {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
    private static final int ALIGNMENT = 64;

    private Npy() {}

    static byte[] write(INDArray array) throws MalformedException {
        DataType type = array.dataType();
        byte[] header = header(type, array.shape());
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(length(type, array.shape())))
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(header);
        Values.put(array, bytes);
        return bytes.array();
    }

    static INDArray read(byte[] bytes, DataType type, long... shape) throws MalformedException {
        byte[] header = header(type, shape);
        if (bytes.length != length(type, shape) || !Arrays.equals(header, Arrays.copyOf(bytes, header.length))) {
            throw new MalformedException("is not the .npy array of " + name(type) + " and shape "
                    + Arrays.toString(shape) + " that the manifest describes");
        }
        ByteBuffer values = ByteBuffer.wrap(bytes, header.length, bytes.length - header.length)
                .order(ByteOrder.LITTLE_ENDIAN);
        return Values.take(values, type, 'c', shape);
    }

    /** Bytes of a file. */
    static long length(DataType type, long... shape) throws MalformedException {
        return header(type, shape).length + Values.length(type, shape);
    }

    /** NumPy's name of a type. */
    static String name(DataType type) throws MalformedException {
        switch (type) {
            case FLOAT:
                return "float32";
            case DOUBLE:
                return "float64";
            default:
                throw new MalformedException("is of type " + type + ": files hold FLOAT and DOUBLE only");
        }
    }

    static DataType type(String name) throws MalformedException {
        switch (name) {
            case "float32":
                return DataType.FLOAT;
            case "float64":
                return DataType.DOUBLE;
            default:
                throw new MalformedException("is of type " + name + ", which is none of float32, float64");
        }
    }

    private static byte[] header(DataType type, long... shape) throws MalformedException {
        String axes = Arrays.stream(shape).mapToObj(Long::toString).collect(Collectors.joining(", "));
        String text = "{'descr': '<f" + (name(type).equals("float32") ? 4 : 8) + "', 'fortran_order': False, 'shape': ("
                + axes + (shape.length == 1 ? "," : "") + "), }";
        int start = MAGIC.length + Short.BYTES;
        int length = (start + text.length() + ALIGNMENT) / ALIGNMENT * ALIGNMENT;
        byte[] padded = new byte[length - start];
        Arrays.fill(padded, (byte) ' ');
        padded[padded.length - 1] = '\n';
        System.arraycopy(text.getBytes(StandardCharsets.US_ASCII), 0, padded, 0, text.length());
        return ByteBuffer.allocate(length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(MAGIC)
                .putShort((short) padded.length)
                .put(padded)
                .array();
    }
}
