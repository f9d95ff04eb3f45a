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
        INDArray ordered = isDense(typed) ? typed : typed.dup('f');
        Nd4j.getAffinityManager().ensureLocation(ordered, AffinityManager.Location.HOST);
        Pointer pointer = ordered.data().addressPointer();
        int length = Math.toIntExact(ordered.length());
        if (to instanceof float[] floats) {
            ((FloatPointer) pointer).get(floats, offset, length);
        } else {
            ((DoublePointer) pointer).get((double[]) to, offset, length);
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
