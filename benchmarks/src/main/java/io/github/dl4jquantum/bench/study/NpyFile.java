package io.github.dl4jquantum.bench.study;

import io.github.dl4jquantum.forecast.AtomicFile;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * An array in NumPy's .npy format, versions 1 to 3: float32 or float64, C order.
 *
 * @param shape of the array
 * @param values the last axis fastest
 */
record NpyFile(int[] shape, float[] values) {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final Pattern HEADER = Pattern.compile(
            "\\{\\s*'descr':\\s*'([^']*)',\\s*'fortran_order':\\s*(True|False),\\s*'shape':\\s*\\(([\\d, ]*)\\),?\\s*}\\s*");

    /**
     * Reads a file.
     *
     * @throws BadInputException if it is missing or is not such a file, whole and of finite numbers
     */
    static NpyFile read(Path file) throws IOException {
        BadInputException.require(
                Files.isRegularFile(file), "There is no file " + file + ": give an existing .npy file.");
        try {
            return parse(file, ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN));
        } catch (BufferUnderflowException | NumberFormatException | ArithmeticException e) {
            throw refuse(file, "its header is damaged");
        }
    }

    private static NpyFile parse(Path file, ByteBuffer bytes) {
        byte[] magic = new byte[MAGIC.length];
        bytes.get(magic);
        if (!Arrays.equals(MAGIC, magic)) {
            throw refuse(file, "it does not start as a .npy file does");
        }
        int version = bytes.get();
        bytes.get(); // minor version
        byte[] header = new byte[version == 1 ? Short.toUnsignedInt(bytes.getShort()) : headerLength(file, bytes)];
        bytes.get(header);
        Matcher fields = HEADER.matcher(new String(header, StandardCharsets.UTF_8));
        if (!fields.matches()) {
            throw refuse(file, "its header is damaged");
        }
        String type = fields.group(1);
        if (fields.group(2).equals("True")) {
            throw refuse(file, "it is in Fortran order; write it with np.ascontiguousarray");
        }
        int[] shape = Arrays.stream(fields.group(3).split(","))
                .map(String::trim)
                .filter(length -> !length.isEmpty())
                .mapToInt(Integer::parseInt)
                .toArray();
        int size = Arrays.stream(shape).reduce(1, Math::multiplyExact);
        int width = type.equals("<f4") ? Float.BYTES : type.equals("<f8") ? Double.BYTES : 0;
        if (width == 0) {
            throw refuse(file, "its type is " + type + "; write it with astype('<f4') or astype('<f8')");
        }
        if (bytes.remaining() != (long) size * width) {
            throw refuse(
                    file,
                    "its shape " + Arrays.toString(shape) + " needs " + (long) size * width + " bytes, it has "
                            + bytes.remaining() + ": it is truncated or damaged");
        }
        return new NpyFile(shape, finite(file, bytes, size, width));
    }

    private static int headerLength(Path file, ByteBuffer bytes) {
        int length = bytes.getInt();
        if (length < 0 || length > bytes.remaining()) {
            throw refuse(file, "its header is damaged");
        }
        return length;
    }

    private static float[] finite(Path file, ByteBuffer bytes, int size, int width) {
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = width == Float.BYTES ? bytes.getFloat() : (float) bytes.getDouble();
            if (!Float.isFinite(values[i])) {
                throw refuse(file, "value " + i + " is " + values[i] + "; values must be finite float32 numbers");
            }
        }
        return values;
    }

    private static BadInputException refuse(Path file, String problem) {
        return new BadInputException("Cannot read " + file + ": " + problem + ".");
    }

    /** Writes the array as float32, in full or not at all. */
    void write(Path file) throws IOException {
        String shapeText = Arrays.stream(shape).mapToObj(n -> n + ",").collect(Collectors.joining(" "));
        String header = "{'descr': '<f4', 'fortran_order': False, 'shape': (" + shapeText + "), }";
        int prefix = MAGIC.length + 4;
        int padded = (prefix + header.length() + 1 + 63) / 64 * 64 - prefix; // data starts at a multiple of 64
        ByteBuffer bytes = ByteBuffer.allocate(prefix + padded + Math.multiplyExact(values.length, Float.BYTES))
                .order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(MAGIC).put((byte) 1).put((byte) 0).putShort((short) padded);
        bytes.put((header + " ".repeat(padded - header.length() - 1) + "\n").getBytes(StandardCharsets.US_ASCII));
        bytes.asFloatBuffer().put(values);
        AtomicFile.write(file, out -> out.write(bytes.array()));
    }
}
