package io.github.dl4jquantum.pde.record;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * How one number is stored.
 *
 * @param kind of number
 * @param bytes 2, 4 or 8 of a floating-point number, 1, 2, 4 or 8 of an integer
 * @param order of these bytes
 */
record ElementType(Kind kind, int bytes, ByteOrder order) {

    enum Kind {
        FLOAT("float"),
        SIGNED("int"),
        UNSIGNED("uint"),
        /** An unsigned byte, 0 or 1. */
        BOOLEAN("bool");

        private final String word;

        Kind(String word) {
            this.word = word;
        }
    }

    static final ElementType FLOAT32 = new ElementType(Kind.FLOAT, Float.BYTES, ByteOrder.LITTLE_ENDIAN);

    /** Whether it is float32, whose numbers need no conversion. */
    boolean single() {
        return kind == Kind.FLOAT && bytes == Float.BYTES;
    }

    /** The number that begins at byte {@code at} of a buffer in this type's byte order. */
    double get(ByteBuffer buffer, int at) {
        return switch (kind) {
            case FLOAT -> switch (bytes) {
                case Short.BYTES -> half(buffer.getShort(at));
                case Float.BYTES -> buffer.getFloat(at);
                default -> buffer.getDouble(at);
            };
            case SIGNED -> integer(buffer, at);
            default -> {
                long value = integer(buffer, at);
                yield bytes < Long.BYTES
                        ? value & (1L << 8 * bytes) - 1
                        : (value >>> 1) * 2.0 + (value & 1); // the sign bit counts 2^63
            }
        };
    }

    private long integer(ByteBuffer buffer, int at) {
        return switch (bytes) {
            case Byte.BYTES -> buffer.get(at);
            case Short.BYTES -> buffer.getShort(at);
            case Integer.BYTES -> buffer.getInt(at);
            default -> buffer.getLong(at);
        };
    }

    /** IEEE half precision: 1 bit of sign, 5 of exponent (bias 15), 10 of mantissa. */
    private static double half(short bits) {
        int exponent = bits >> 10 & 0x1F;
        int mantissa = bits & 0x3FF;
        double size;
        if (exponent == 0x1F) {
            size = mantissa == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
        } else {
            size = exponent == 0 ? Math.scalb((double) mantissa, -24) : Math.scalb(1024.0 + mantissa, exponent - 25);
        }
        return bits < 0 ? -size : size;
    }

    /** In NumPy's words, of a complex number whose parts are this. */
    String complex() {
        return "complex" + 16 * bytes + bigEndian();
    }

    private String bigEndian() {
        return order == ByteOrder.BIG_ENDIAN && bytes > 1 ? " big-endian" : "";
    }

    /** In NumPy's words. */
    @Override
    public String toString() {
        return kind.word + (kind == Kind.BOOLEAN ? "" : 8 * bytes) + bigEndian();
    }
}
