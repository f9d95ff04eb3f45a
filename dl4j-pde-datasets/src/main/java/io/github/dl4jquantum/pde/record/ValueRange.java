package io.github.dl4jquantum.pde.record;

import java.util.Arrays;
import java.util.function.DoubleConsumer;

/**
 * Values of an array at a glance.
 *
 * @param low the least finite value; infinity where there is none
 * @param high the largest finite value; minus infinity where there is none
 * @param notANumber how many are NaN
 * @param infinite how many are infinite
 */
public record ValueRange(float low, float high, long notANumber, long infinite) {
    /** Values read at a time, unless one row is longer. */
    private static final long PIECE = 1 << 20;

    /** @param progress told of the share that is read, 0 to 1 */
    static ValueRange of(NumericArray array, DoubleConsumer progress) {
        Scan scan = new Scan(array, progress);
        scan.from(0, new long[scan.shape.length]);
        return new ValueRange(scan.low, scan.high, scan.notANumber, scan.infinite);
    }

    private static final class Scan {
        private final NumericArray array;
        private final long[] shape;
        private float[] piece = new float[0];
        private float low = Float.POSITIVE_INFINITY;
        private float high = Float.NEGATIVE_INFINITY;
        private long notANumber;
        private long infinite;
        private final DoubleConsumer progress;
        private final double total;
        private double done;

        Scan(NumericArray array, DoubleConsumer progress) {
            this.array = array;
            this.progress = progress;
            shape = array.shape();
            total = Arrays.stream(shape).asDoubleStream().reduce(1, (a, b) -> a * b);
        }

        /** Walks along {@code axis}, in steps of as many indices as make a piece together with all later axes. */
        void from(int axis, long[] start) {
            double inner = 1;
            for (int later = axis + 1; later < shape.length; later++) {
                inner *= shape[later];
            }
            boolean whole = inner <= PIECE;
            long step = whole ? Math.max(1, PIECE / (long) inner) : 1;
            for (long at = 0; at < shape[axis]; at += step) {
                start[axis] = at;
                if (whole) {
                    read(axis, start, (int) Math.min(step, shape[axis] - at));
                } else {
                    from(axis + 1, start);
                }
            }
            start[axis] = 0;
        }

        private void read(int axis, long[] start, int indices) {
            int[] count = new int[shape.length];
            int[] strides = new int[shape.length];
            int size = 1;
            for (int i = shape.length - 1; i >= 0; i--) {
                count[i] = i < axis ? 1 : i == axis ? indices : (int) shape[i];
                strides[i] = size;
                size *= count[i];
            }
            if (piece.length < size) {
                piece = new float[size];
            }
            array.read(start, count, piece, 0, strides);
            for (int i = 0; i < size; i++) {
                count(piece[i]);
            }
            done += size;
            progress.accept(done / total);
        }

        private void count(float value) {
            if (Float.isNaN(value)) {
                notANumber++;
            } else if (Float.isInfinite(value)) {
                infinite++;
            } else {
                low = Math.min(low, value);
                high = Math.max(high, value);
            }
        }
    }
}
