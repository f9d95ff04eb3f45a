package io.github.dl4jquantum.pde.record;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;

/** Numbers one after another, in memory or in a mapped part of a file, of any length. */
final class Elements {
    /** Elements of a segment, as a power of two: a mapping must be shorter than 2 GB. */
    private static final int SEGMENT_BITS = 27;

    private static final int WITHIN = (1 << SEGMENT_BITS) - 1;

    private final ByteBuffer[] segments;
    private final ElementType type;
    private final Conversion conversion;
    /** Where values are single precision as they are stored, the same segments; otherwise null. */
    private final FloatBuffer[] floats;

    private Elements(ByteBuffer[] segments, ElementType type, Conversion conversion) {
        this.segments = segments;
        this.type = type;
        this.conversion = conversion;
        floats = type.single() && conversion.isNone() ? new FloatBuffer[segments.length] : null;
        for (int i = 0; i < segments.length; i++) {
            segments[i].order(type.order());
            if (floats != null) {
                floats[i] = segments[i].asFloatBuffer();
            }
        }
    }

    /** Elements that fill {@code bytes}. */
    static Elements in(byte[] bytes, int offset, int length, ElementType type, Conversion conversion) {
        ByteBuffer all = ByteBuffer.wrap(bytes, offset, length).slice();
        return new Elements(new ByteBuffer[] {all}, type, conversion);
    }

    /** {@code count} elements from byte {@code position} of a file on, which are mapped and take no heap. */
    static Elements mapped(FileChannel file, long position, long count, ElementType type, Conversion conversion)
            throws IOException {
        ByteBuffer[] segments = new ByteBuffer[(int) ((count + WITHIN) >>> SEGMENT_BITS)];
        long segmentBytes = (long) type.bytes() << SEGMENT_BITS;
        for (int i = 0; i < segments.length; i++) {
            long at = i * segmentBytes;
            long length = Math.min(segmentBytes, count * type.bytes() - at);
            segments[i] = file.map(FileChannel.MapMode.READ_ONLY, position + at, length);
        }
        return new Elements(segments, type, conversion);
    }

    /** Copies {@code count} elements, {@code stride} apart, to places {@code targetStride} apart. */
    void copy(long from, long stride, int count, float[] target, int at, int targetStride) {
        int segment = (int) (from >>> SEGMENT_BITS);
        boolean solid = stride == 1 && targetStride == 1 && (from + count - 1) >>> SEGMENT_BITS == segment;
        if (solid && floats != null) {
            floats[segment].get((int) from & WITHIN, target, at, count);
            return;
        }
        for (int i = 0; i < count; i++) {
            target[at + i * targetStride] = single(from + i * stride);
        }
    }

    private float single(long index) {
        return floats != null
                ? floats[(int) (index >>> SEGMENT_BITS)].get((int) index & WITHIN)
                : conversion.single(stored(index));
    }

    /** One value in double precision. */
    double value(long index) {
        return conversion.value(stored(index));
    }

    private double stored(long index) {
        return type.get(segments[(int) (index >>> SEGMENT_BITS)], ((int) index & WITHIN) * type.bytes());
    }
}
