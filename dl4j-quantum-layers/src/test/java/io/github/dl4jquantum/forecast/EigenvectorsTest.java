package io.github.dl4jquantum.forecast;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Oracle: matrices made of known eigenvectors, I - 2 v v^T for a unit vector v, whose columns are orthonormal, and known
 * eigenvalues.
 */
@Timeout(60)
class EigenvectorsTest {
    private static final int LARGE = 500;
    private static final int COUNT = 12;

    private static double[] v(int size) {
        double[] v =
                IntStream.range(0, size).mapToDouble(i -> Math.sin(1 + i * i)).toArray();
        double length =
                Math.sqrt(IntStream.range(0, size).mapToDouble(i -> v[i] * v[i]).sum());
        return IntStream.range(0, size).mapToDouble(i -> v[i] / length).toArray();
    }

    /** Component {@code row} of eigenvector {@code i}. */
    private static double known(double[] v, int row, int i) {
        return (row == i ? 1 : 0) - 2 * v[row] * v[i];
    }

    private static INDArray matrix(double[] eigenvalues) {
        int size = eigenvalues.length;
        double[] v = v(size);
        double[][] q = new double[size][size];
        double[][] scaled = new double[size][size];
        for (int row = 0; row < size; row++) {
            for (int i = 0; i < size; i++) {
                q[row][i] = known(v, row, i);
                scaled[row][i] = q[row][i] * eigenvalues[i];
            }
        }
        return Nd4j.createFromArray(scaled).mmul(Nd4j.createFromArray(q).transpose());
    }

    private static void check(double[] eigenvalues, int count) {
        double[] v = v(eigenvalues.length);
        Eigenvectors found = Eigenvectors.leading(matrix(eigenvalues), count);
        for (int i = 0; i < count; i++) {
            assertEquals(eigenvalues[i], found.values()[i], 1e-13 * eigenvalues[0], "eigenvalue " + i);
            double[] vector = found.vectors().getColumn(i).toDoubleVector();
            double overlap = 0;
            for (int row = 0; row < vector.length; row++) {
                overlap += vector[row] * known(v, row, i);
            }
            assertEquals(1, Math.abs(overlap), 1e-12, "eigenvector " + i);
        }
    }

    @Test
    void leadingOnesOfALargeMatrixAreFoundByIteration() {
        double[] falling =
                IntStream.range(0, LARGE).mapToDouble(i -> Math.pow(.8, i)).toArray();
        check(falling, COUNT);
        assertTrue(Eigenvectors.leading(matrix(falling), COUNT).values().length < LARGE, "factored as a whole");
    }

    @Test
    void aSpectrumThatHardlyFallsIsFactored() {
        double[] flat = IntStream.range(0, LARGE).mapToDouble(i -> 1 - .001 * i).toArray();
        check(flat, COUNT);
        assertEquals(LARGE, Eigenvectors.leading(matrix(flat), COUNT).values().length);
    }

    @Test
    void aMatrixOfLowRankIsFactored() {
        double[] few =
                IntStream.range(0, LARGE).mapToDouble(i -> i < 3 ? 3 - i : 0).toArray();
        double[] values = Eigenvectors.leading(matrix(few), COUNT).values();
        assertArrayEquals(
                new double[] {3, 2, 1, 0},
                IntStream.range(0, 4).mapToDouble(i -> values[i]).toArray(),
                1e-12);
    }

    @Test
    void smallMatricesAreFactored() {
        check(new double[] {5, 3, 2, 1, 0.1}, 5);
    }
}
