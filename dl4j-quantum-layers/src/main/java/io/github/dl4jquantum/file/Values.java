package io.github.dl4jquantum.file;

import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.util.Arrays;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.concurrency.AffinityManager;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The numbers of an array as bytes. Each must be finite. */
final class Values {
    /** Numbers that pass through Java's heap at a time: a large network's would need it once more. */
    private static final int PIECE = 1 << 16;

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
        Nd4j.getAffinityManager().ensureLocation(plain, AffinityManager.Location.HOST);
        long length = plain.length();
        if (plain.dataType() == DataType.FLOAT) {
            FloatPointer numbers = (FloatPointer) plain.data().addressPointer();
            FloatBuffer target = bytes.asFloatBuffer();
            float[] piece = new float[(int) Math.min(PIECE, length)];
            for (long from = 0; from < length; from += PIECE) {
                int some = (int) Math.min(PIECE, length - from);
                numbers.getPointer(from).get(piece, 0, some);
                requireFinite(piece, some, from, length);
                target.put(piece, 0, some);
            }
        } else {
            DoublePointer numbers = (DoublePointer) plain.data().addressPointer();
            DoubleBuffer target = bytes.asDoubleBuffer();
            double[] piece = new double[(int) Math.min(PIECE, length)];
            for (long from = 0; from < length; from += PIECE) {
                int some = (int) Math.min(PIECE, length - from);
                numbers.getPointer(from).get(piece, 0, some);
                requireFinite(piece, some, from, length);
                target.put(piece, 0, some);
            }
        }
        Reference.reachabilityFence(plain); // a pointer alone does not keep the array's memory
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
        INDArray array = Nd4j.createUninitialized(type, number);
        if (type == DataType.FLOAT) {
            FloatPointer numbers = (FloatPointer) array.data().addressPointer();
            FloatBuffer source = bytes.asFloatBuffer();
            float[] piece = new float[Math.min(PIECE, number)];
            for (int from = 0; from < number; from += PIECE) {
                int some = Math.min(PIECE, number - from);
                source.get(piece, 0, some);
                requireFinite(piece, some, from, number);
                numbers.getPointer(from).put(piece, 0, some);
            }
        } else {
            DoublePointer numbers = (DoublePointer) array.data().addressPointer();
            DoubleBuffer source = bytes.asDoubleBuffer();
            double[] piece = new double[Math.min(PIECE, number)];
            for (int from = 0; from < number; from += PIECE) {
                int some = Math.min(PIECE, number - from);
                source.get(piece, 0, some);
                requireFinite(piece, some, from, number);
                numbers.getPointer(from).put(piece, 0, some);
            }
        }
        Nd4j.getAffinityManager().tagLocation(array, AffinityManager.Location.HOST);
        return array.reshape(order, shape);
    }

    private static void requireFinite(float[] values, int some, long from, long length) throws MalformedException {
        for (int i = 0; i < some; i++) {
            if (!Float.isFinite(values[i])) {
                throw notFinite(values[i], from + i, length);
            }
        }
    }

    private static void requireFinite(double[] values, int some, long from, long length) throws MalformedException {
        for (int i = 0; i < some; i++) {
            if (!Double.isFinite(values[i])) {
                throw notFinite(values[i], from + i, length);
            }
        }
    }

    private static MalformedException notFinite(double value, long index, long length) {
        return new MalformedException("has " + value + " as number " + index + " of " + length
                + ": a model of such numbers predicts none; train it again, with a lower learning rate");
    }
}
