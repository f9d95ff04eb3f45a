package io.github.dl4jquantum.layers.runtime;

import io.github.dl4jquantum.engine.spi.Precision;
import java.lang.ref.Reference;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.concurrency.AffinityManager;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Copies between ND4J arrays and the engines' Java arrays, which hold the minibatch innermost: ND4J's 'f' order.
 *
 * <p>An array in another order is copied as it lies and put in order in Java: ND4J's own copy into another order takes
 * several times as long.
 */
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

    /** The numbers of an array of 1 to 3 axes in 'f' order. */
    static <A> A copyOf(INDArray array, Precision<A> precision) {
        A copy = precision.allocate(Math.toIntExact(array.length()));
        copy(array, precision, copy, 0);
        return copy;
    }

    /** Copies the numbers of an array of 1 to 3 axes in 'f' order to {@code to}, from {@code offset} on. */
    static <A> void copy(INDArray array, Precision<A> precision, A to, int offset) {
        DataType type = precision == Precision.FLOAT ? DataType.FLOAT : DataType.DOUBLE;
        INDArray typed = array.dataType() == type ? array : array.castTo(type);
        MemoryOrder order = MemoryOrder.of(typed);
        if (order.hasGaps()) {
            typed = typed.dup('f');
            order = MemoryOrder.of(typed);
        }
        if (order.isF()) {
            read(typed, to, offset);
        } else {
            A raw = precision.allocate(order.length());
            read(typed, raw, 0);
            order.toF(raw, to, offset);
        }
    }

    /** Copies the numbers of an array without gaps as they lie. */
    private static void read(INDArray array, Object to, int offset) {
        Nd4j.getAffinityManager().ensureLocation(array, AffinityManager.Location.HOST);
        Pointer pointer = array.data().addressPointer();
        int length = (int) array.length();
        if (to instanceof float[] floats) {
            ((FloatPointer) pointer).get(floats, offset, length);
        } else {
            ((DoublePointer) pointer).get((double[]) to, offset, length);
        }
        // A temporary array may be freed under way otherwise: nothing else holds it, and a pointer does not.
        Reference.reachabilityFence(array);
    }

    /** Fills an array of 1 to 3 axes without gaps with numbers that are in 'f' order. */
    static <A> void fill(INDArray array, A from, Precision<A> precision) {
        MemoryOrder order = MemoryOrder.of(array);
        if (order.hasGaps()) {
            throw new IllegalStateException("Array " + array.shapeInfoToString() + " has gaps in memory.");
        }
        A raw = from;
        if (!order.isF()) {
            raw = precision.allocate(order.length());
            order.fromF(from, raw);
        }
        Pointer pointer = array.data().addressPointer();
        if (raw instanceof float[] floats) {
            ((FloatPointer) pointer).put(floats, 0, order.length());
        } else {
            ((DoublePointer) pointer).put((double[]) raw, 0, order.length());
        }
        Nd4j.getAffinityManager().tagLocation(array, AffinityManager.Location.HOST);
    }
}
