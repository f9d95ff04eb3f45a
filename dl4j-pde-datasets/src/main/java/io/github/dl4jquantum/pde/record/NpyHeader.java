package io.github.dl4jquantum.pde.record;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The header of NumPy's .npy format, versions 1 to 3 (NEP 1).
 *
 * @param type NumPy's name of the element type, such as {@code <f4}, or "records"
 * @param fortranOrder whether the first axis is the fastest
 * @param shape length of each axis
 * @param bytes length of the header: data follows
 */
record NpyHeader(String type, boolean fortranOrder, long[] shape, int bytes) {
    static final String MAGIC = "\u0093NUMPY";
    /** Longest header that is read; NumPy's own limit is 10,000 characters. */
    static final int MAX_BYTES = 1 << 16;

    private static final Pattern NUMBERS = Pattern.compile("[<>|](f[248]|[iu][1248]|b1|c(8|16))");
    private static final Pattern TEXT = Pattern.compile("\\{\\s*'descr':\\s*(?:'(?<type>[^']*)'|\\[.*]),\\s*"
            + "'fortran_order':\\s*(?<order>True|False),\\s*'shape':\\s*\\((?<shape>[\\d, ]*)\\),?\\s*}\\s*");

    /**
     * Reads the header from the first bytes of a file.
     *
     * @throws IOException if it is damaged
     */
    static NpyHeader parse(byte[] head) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN);
        int prefix = MAGIC.length() + 2;
        if (head.length < prefix + 4
                || !new String(head, 0, MAGIC.length(), StandardCharsets.ISO_8859_1).equals(MAGIC)) {
            throw new IOException("it does not start as a .npy file does");
        }
        boolean first = head[MAGIC.length()] == 1;
        int length = first ? Short.toUnsignedInt(bytes.getShort(prefix)) : bytes.getInt(prefix);
        int start = prefix + (first ? Short.BYTES : Integer.BYTES);
        if (length < 0 || length > head.length - start) {
            throw new IOException("its header is damaged");
        }
        Matcher text = TEXT.matcher(new String(head, start, length, StandardCharsets.UTF_8));
        if (!text.matches()) {
            throw new IOException("its header is damaged");
        }
        try {
            long[] shape = Arrays.stream(text.group("shape").split(","))
                    .map(String::strip)
                    .filter(axis -> !axis.isEmpty())
                    .mapToLong(Long::parseLong)
                    .toArray();
            String type = text.group("type") == null ? "records" : text.group("type");
            return new NpyHeader(type, text.group("order").equals("True"), shape, start + length);
        } catch (NumberFormatException e) {
            throw new IOException("its header is damaged: " + e.getMessage(), e);
        }
    }

    /** Empty if elements are no numbers that are read; the type of each part of a complex one. */
    Optional<ElementType> elementType() {
        if (!NUMBERS.matcher(type).matches()) {
            return Optional.empty();
        }
        ByteOrder order = type.charAt(0) == '>' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        int bytes = Integer.parseInt(type.substring(2));
        if (isComplex()) {
            return Optional.of(new ElementType(ElementType.Kind.FLOAT, bytes / 2, order));
        }
        ElementType.Kind kind =
                switch (type.charAt(1)) {
                    case 'f' -> ElementType.Kind.FLOAT;
                    case 'i' -> ElementType.Kind.SIGNED;
                    case 'u' -> ElementType.Kind.UNSIGNED;
                    default -> ElementType.Kind.BOOLEAN;
                };
        return Optional.of(new ElementType(kind, bytes, order));
    }

    /** Whether each element is a real and an imaginary part. */
    boolean isComplex() {
        return type.length() > 1 && type.charAt(1) == 'c';
    }

    /** Number of numbers, two in a complex element. */
    long count() {
        return Arrays.stream(shape).reduce(isComplex() ? 2 : 1, Math::multiplyExact);
    }
}
