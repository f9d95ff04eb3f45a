package io.github.dl4jquantum.file;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The numbers of an array as bytes. Each must be finite. */
final class Values {

    private Values() {}

    /** Bytes of so many numbers. */
    static long length(DataType type, long... shape) throws MalformedException {
        try {
            return Math.multiplyExact(type.width(), Arrays.stream(shape).reduce(1, Math::multiplyExact));
        } catch (ArithmeticException e) {
            throw new MalformedException("has the shape " + Arrays.toString(shape) + ", which no memory holds", e);
        }
    }

    /** In C order. */
    static void put(INDArray array, ByteBuffer bytes) throws MalformedException {
        INDArray plain = isPlain(array) ? array : array.dup('c');
        if (plain.dataType() == DataType.FLOAT) {
            float[] values = plain.data().asFloat();
            requireFinite(values);
            bytes.asFloatBuffer().put(values);
        } else {
            double[] values = plain.data().asDouble();
            requireFinite(values);
            bytes.asDoubleBuffer().put(values);
        }
    }

    /** Whether its buffer holds the numbers in C order, and nothing else: large networks would need their size again. */
    private static boolean isPlain(INDArray array) {
        boolean ordered = array.ordering() == 'c' || array.isVectorOrScalar();
        return ordered
                && array.elementWiseStride() == 1
                && array.offset() == 0
                && array.data().length() == array.length();
    }

    /** All that remains of {@code bytes}, which must be as many as the shape has numbers. */
    static INDArray take(ByteBuffer bytes, DataType type, char order, long... shape) throws MalformedException {
        int number = bytes.remaining() / type.width();
        if (type == DataType.FLOAT) {
            float[] values = new float[number];
            bytes.asFloatBuffer().get(values);
            requireFinite(values);
            return Nd4j.createFromArray(values).reshape(order, shape);
        }
        double[] values = new double[number];
        bytes.asDoubleBuffer().get(values);
        requireFinite(values);
        return Nd4j.createFromArray(values).reshape(order, shape);
    }

    private static void requireFinite(float[] values) throws MalformedException {
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                throw notFinite(values[i], i, values.length);
            }
        }
    }

    private static void requireFinite(double[] values) throws MalformedException {
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                throw notFinite(values[i], i, values.length);
            }
        }
    }

    private static MalformedException notFinite(double value, int index, int length) {
        return new MalformedException("has " + value + " as number " + index + " of " + length
                + ": a model of such numbers predicts none; train it again, with a lower learning rate");
    }
}
