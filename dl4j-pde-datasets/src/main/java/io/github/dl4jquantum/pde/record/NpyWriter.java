package io.github.dl4jquantum.pde.record;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Writes arrays in NumPy's .npy format, version 1: float32, little endian, C order. */
public final class NpyWriter {
    private static final int ALIGNMENT = 64;

    private NpyWriter() {}

    /**
     * Writes an array, in full or not at all.
     *
     * @param shape length of each axis
     * @param values the last axis fastest
     * @param file what is written, replaced if it is there
     * @throws IllegalArgumentException if shape and number of values do not agree
     * @throws IOException if it cannot be written
     */
    public static void write(int[] shape, float[] values, Path file) throws IOException {
        if (Arrays.stream(shape).reduce(1, Math::multiplyExact) != values.length) {
            throw new IllegalArgumentException(
                    "shape " + Arrays.toString(shape) + " does not hold " + values.length + " values");
        }
        try (NewFile target = new NewFile(file)) {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(target.temporary()))) {
                out.write(header("<f4", shape));
                ByteBuffer piece = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);
                for (float value : values) {
                    piece.putFloat(value);
                    if (!piece.hasRemaining()) {
                        out.write(piece.array());
                        piece.clear();
                    }
                }
                out.write(piece.array(), 0, piece.position());
            }
            target.keep();
        }
    }

    /** @param type of elements, as NumPy writes it */
    static byte[] header(String type, int[] shape) {
        String lengths = Arrays.stream(shape).mapToObj(n -> n + ",").collect(Collectors.joining(" "));
        String text = "{'descr': '" + type + "', 'fortran_order': False, 'shape': (" + lengths + "), }";
        int prefix = NpyHeader.MAGIC.length() + 4;
        int padded = (prefix + text.length() + ALIGNMENT) / ALIGNMENT * ALIGNMENT - prefix;
        ByteBuffer header = ByteBuffer.allocate(prefix + padded).order(ByteOrder.LITTLE_ENDIAN);
        header.put(NpyHeader.MAGIC.getBytes(StandardCharsets.ISO_8859_1))
                .put((byte) 1)
                .put((byte) 0);
        header.putShort((short) padded);
        header.put((text + " ".repeat(padded - text.length() - 1) + "\n").getBytes(StandardCharsets.US_ASCII));
        return header.array();
    }
}
