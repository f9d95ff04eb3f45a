package io.github.dl4jquantum.engine.samediff;

import io.github.dl4jquantum.engine.spi.Precision;
import java.lang.reflect.Array;
import java.util.Arrays;
import org.nd4j.common.util.ArrayUtil;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Between the plain arrays of {@code engine.spi}, the minibatch innermost, and ND4J's: the same memory in 'f' order.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
final class PlainArrays<A> {

    private final Precision<A> precision;

    PlainArrays(Precision<A> precision) {
        this.precision = precision;
    }

    Precision<A> precision() {
        return precision;
    }

    DataType type() {
        return precision == Precision.DOUBLE ? DataType.DOUBLE : DataType.FLOAT;
    }

    A zeros(int length) {
        return precision.allocate(length);
    }

    /** @throws IllegalArgumentException if an array's length is not the product of the sizes */
    void check(String what, A array, long... sizes) {
        long expected = 1;
        for (long size : sizes) {
            expected *= size;
        }
        if (Array.getLength(array) != expected) {
            throw new IllegalArgumentException(what + " has " + Array.getLength(array) + " numbers; " + expected
                    + " are needed, " + Arrays.toString(sizes) + ".");
        }
    }

    /**
     * A copy of the numbers from {@code offset} on, as an array of the given shape in 'c' order: SameDiff 1.0.0-M2.1
     * relabels arrays that it uses again, which damages the results of operations on 'f' order.
     */
    INDArray read(A array, int offset, long... shape) {
        A part = precision.allocate((int) ArrayUtil.prodLong(shape));
        System.arraycopy(array, offset, part, 0, Array.getLength(part));
        INDArray ordered = part instanceof double[] numbers
                ? Nd4j.create(numbers, shape, 'f')
                : Nd4j.create((float[]) part, shape, 'f');
        return ordered.dup('c');
    }

    /** An array's numbers. */
    A write(INDArray values) {
        A array = precision.allocate((int) values.length());
        write(values, array, 0);
        return array;
    }

    /** Writes an array's numbers to {@code offset} and after. */
    void write(INDArray values, A array, int offset) {
        INDArray flat = Nd4j.toFlattened('f', values);
        Object numbers = precision == Precision.DOUBLE ? flat.toDoubleVector() : flat.toFloatVector();
        System.arraycopy(numbers, 0, array, offset, Array.getLength(numbers));
    }
}
