package io.github.dl4jquantum.layers.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.dl4jquantum.engine.spi.Precision;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Oracle: ND4J's own access to single entries. */
@Timeout(60)
class HostArraysTest {

    private static INDArray counting(DataType type, long... shape) {
        return Nd4j.arange(1, 1 + Nd4j.zeros(DataType.FLOAT, shape).length())
                .castTo(type)
                .reshape('c', shape);
    }

    /** Arrays in every order that three axes can have in memory, and of fewer axes. */
    static Stream<INDArray> orders() {
        INDArray cube = counting(DataType.FLOAT, 3, 4, 5);
        Stream<INDArray> permuted = Stream.of(
                        new int[] {0, 1, 2},
                        new int[] {0, 2, 1},
                        new int[] {1, 0, 2},
                        new int[] {1, 2, 0},
                        new int[] {2, 0, 1},
                        new int[] {2, 1, 0})
                .map(cube::permute);
        Stream<INDArray> others = Stream.of(
                counting(DataType.DOUBLE, 3, 4, 5),
                counting(DataType.DOUBLE, 3, 4, 5).permute(0, 2, 1),
                counting(DataType.FLOAT, 1, 4, 5),
                counting(DataType.FLOAT, 3, 1, 5),
                counting(DataType.FLOAT, 3, 4, 1),
                counting(DataType.FLOAT, 3, 4),
                counting(DataType.FLOAT, 3, 4).transpose(),
                counting(DataType.FLOAT, 7));
        return Stream.concat(permuted, others);
    }

    /** Parts of arrays, and a broadcast one. */
    static Stream<INDArray> gaps() {
        INDArray cube = counting(DataType.FLOAT, 3, 4, 5);
        return Stream.of(
                cube.get(NDArrayIndex.all(), NDArrayIndex.interval(1, 3), NDArrayIndex.all()),
                cube.get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.point(2)),
                Nd4j.create(cube.data(), new long[] {3, 4}, new long[] {0, 1}, 0, 'c'));
    }

    private static double[] inOrderF(INDArray array) {
        double[] entries = new double[(int) array.length()];
        long rows = array.size(0);
        long columns = array.rank() > 1 ? array.size(1) : 1;
        for (int k = 0; k < entries.length; k++) {
            long[] index = {k % rows, k / rows % columns, k / (rows * columns)};
            entries[k] = array.getDouble(Arrays.copyOf(index, array.rank()));
        }
        return entries;
    }

    @ParameterizedTest
    @MethodSource({"orders", "gaps"})
    void everyArrayIsReadInOrderF(INDArray array) {
        assertArrayEquals(inOrderF(array), HostArrays.copyOf(array, Precision.DOUBLE), 0);
        float[] floats = HostArrays.copyOf(array, Precision.FLOAT);
        for (int k = 0; k < floats.length; k++) {
            assertEquals((float) inOrderF(array)[k], floats[k]);
        }
    }

    @ParameterizedTest
    @MethodSource("orders")
    void everyArrayIsFilledFromOrderF(INDArray array) {
        double[] entries = new double[(int) array.length()];
        float[] floats = new float[entries.length];
        for (int k = 0; k < entries.length; k++) {
            entries[k] = 100 + k;
            floats[k] = 100 + k;
        }
        if (array.dataType() == DataType.FLOAT) {
            HostArrays.fill(array, floats, Precision.FLOAT);
        } else {
            HostArrays.fill(array, entries, Precision.DOUBLE);
        }
        assertArrayEquals(entries, inOrderF(array), 0);
    }

    @ParameterizedTest
    @MethodSource("gaps")
    void partsOfArraysAreNotFilled(INDArray part) {
        float[] floats = new float[(int) part.length()];
        assertThrows(IllegalStateException.class, () -> HostArrays.fill(part, floats, Precision.FLOAT));
    }

    @Test
    void fourAxesAreRefused() {
        INDArray four = Nd4j.zeros(DataType.FLOAT, 2, 2, 2, 2);
        assertThrows(IllegalArgumentException.class, () -> HostArrays.copyOf(four, Precision.FLOAT));
    }
}
