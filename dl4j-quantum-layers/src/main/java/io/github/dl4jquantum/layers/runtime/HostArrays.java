package io.github.dl4jquantum.layers.runtime;

import io.github.dl4jquantum.engine.spi.Precision;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.concurrency.AffinityManager;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Copies between ND4J arrays and the engines' Java arrays, which hold the minibatch innermost: ND4J's 'f' order. */
final class HostArrays {

    private HostArrays() {}

    /**
     * The precision of a network's data type.
     *
     * @throws IllegalStateException if it is neither FLOAT nor DOUBLE
     */
    static Precision<?> precision(DataType type, String layer) {
        return switch (type) {
            case FLOAT -> Precision.FLOAT;
            case DOUBLE -> Precision.DOUBLE;
            default -> throw new IllegalStateException("Network of data type " + type + ": " + layer
                    + " computes in FLOAT or DOUBLE; set .dataType(...).");
        };
    }

    /** The numbers of an array in 'f' order. */
    static <A> A copyOf(INDArray array, Precision<A> precision) {
        A copy = precision.allocate(Math.toIntExact(array.length()));
        copy(array, precision, copy, 0);
        return copy;
    }

    /** Copies the numbers of an array in 'f' order to {@code to}, from {@code offset} on. */
    static <A> void copy(INDArray array, Precision<A> precision, A to, int offset) {
        DataType type = precision == Precision.FLOAT ? DataType.FLOAT : DataType.DOUBLE;
        INDArray typed = array.dataType() == type ? array : array.castTo(type);
        if (isDense(typed)) {
            read(typed, to, offset);
        } else if (typed.rank() == 3 && isDense(reversed(typed))) {
            // A sequence in 'c' order, as most iterators make it; ND4J's own copy takes several times as long.
            A inOrderC = precision.allocate(Math.toIntExact(typed.length()));
            read(typed, inOrderC, 0);
            transpose(inOrderC, typed, to, offset);
        } else {
            read(typed.dup('f'), to, offset);
        }
    }

    private static INDArray reversed(INDArray array) {
        return array.permute(2, 1, 0);
    }

    /** Copies the numbers of a dense array as they lie. */
    private static void read(INDArray dense, Object to, int offset) {
        Nd4j.getAffinityManager().ensureLocation(dense, AffinityManager.Location.HOST);
        Pointer pointer = dense.data().addressPointer();
        int length = Math.toIntExact(dense.length());
        if (to instanceof float[] floats) {
            ((FloatPointer) pointer).get(floats, offset, length);
        } else {
            ((DoublePointer) pointer).get((double[]) to, offset, length);
        }
    }

    /** From 'c' to 'f' order. */
    private static void transpose(Object from, INDArray shaped, Object to, int offset) {
        int rows = (int) shaped.size(0);
        int columns = (int) shaped.size(1);
        int steps = (int) shaped.size(2);
        int next = offset;
        for (int step = 0; step < steps; step++) {
            for (int column = 0; column < columns; column++, next += rows) {
                int first = column * steps + step;
                if (from instanceof float[] floats) {
                    gather(floats, first, columns * steps, (float[]) to, next, rows);
                } else {
                    gather((double[]) from, first, columns * steps, (double[]) to, next, rows);
                }
            }
        }
    }

    private static void gather(float[] from, int first, int stride, float[] to, int offset, int count) {
        for (int k = 0; k < count; k++) {
            to[offset + k] = from[first + k * stride];
        }
    }

    private static void gather(double[] from, int first, int stride, double[] to, int offset, int count) {
        for (int k = 0; k < count; k++) {
            to[offset + k] = from[first + k * stride];
        }
    }

    /** Fills a dense array in 'f' order from {@code from}, from {@code offset} on. */
    static void fill(INDArray array, Object from, int offset) {
        if (!isDense(array)) {
            throw new IllegalStateException("Array " + array.shapeInfoToString() + " is not dense in 'f' order.");
        }
        Pointer pointer = array.data().addressPointer();
        int length = Math.toIntExact(array.length());
        if (from instanceof float[] floats) {
            ((FloatPointer) pointer).put(floats, offset, length);
        } else {
            ((DoublePointer) pointer).put((double[]) from, offset, length);
        }
        Nd4j.getAffinityManager().tagLocation(array, AffinityManager.Location.HOST);
    }

    private static boolean isDense(INDArray array) {
        long step = 1;
        for (int axis = 0; axis < array.rank(); axis++) {
            if (array.size(axis) != 1 && array.stride(axis) != step) {
                return false;
            }
            step *= array.size(axis);
        }
        return true;
    }
}
