package io.github.dl4jquantum.forecast;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Oracle: the singular value decomposition of commons-math3, in double precision. */
@Timeout(60)
class PodTest {
    /** Of float32 values of size 1. */
    private static final double SINGLE = 1e-5;

    @ParameterizedTest
    @CsvSource({"12, 40, 5, FLOAT", "40, 12, 5, FLOAT", "20, 20, 19, FLOAT", "12, 40, 5, DOUBLE", "40, 12, 5, DOUBLE"})
    void losesTheDiscardedSingularValuesAndNoMore(int rows, int values, int latent, DataType type) {
        double[][] data = random(rows, values);
        Pod pod = Pod.fit(Nd4j.create(data).castTo(type), latent);
        double[] singular = new SingularValueDecomposition(meanFree(data)).getSingularValues();

        INDArray x = Nd4j.create(data).castTo(type);
        double lost = pod.decode(pod.encode(x)).sub(x).norm2Number().doubleValue();
        double discarded = 0;
        for (int i = latent; i < singular.length; i++) {
            discarded += singular[i] * singular[i];
        }
        assertEquals(Math.sqrt(discarded), lost, SINGLE * singular[0]);
        for (int i = 0; i < latent; i++) {
            double unit = Math.max(singular[i], singular[0] / 100);
            assertEquals(unit / Math.sqrt(rows), pod.deviation().getDouble(i), SINGLE * singular[0]);
        }
    }

    @ParameterizedTest
    @CsvSource({"12, 40, 5", "40, 12, 5"})
    void modesAreTheRightSingularVectorsWithTheLargestComponentPositive(int rows, int values, int latent) {
        double[][] data = random(rows, values);
        Pod pod = Pod.fit(Nd4j.create(data).castTo(DataType.FLOAT), latent);
        RealMatrix v = new SingularValueDecomposition(meanFree(data)).getV();
        for (int i = 0; i < latent; i++) {
            double[] expected = v.getColumn(i);
            double largest = 0;
            for (double component : expected) {
                largest = Math.abs(component) > Math.abs(largest) ? component : largest;
            }
            for (int j = 0; j < values; j++) {
                expected[j] *= Math.signum(largest);
            }
            assertArrayEquals(expected, pod.modes().getRow(i).dup().data().asDouble(), SINGLE);
        }
    }

    /** One large mode beside others near the smallest that count: these are orthogonal to 1e-6 only because each is made so. */
    @Test
    void modesAreOrthonormalHoweverSmall() {
        INDArray rows = Nd4j.create(random(20, 30)).castTo(DataType.DOUBLE);
        INDArray noise = Nd4j.create(random(20, 30)).castTo(DataType.DOUBLE).muli(5e-5);
        INDArray large = rows.getColumn(0).reshape(20, 1).mmul(rows.getRow(0).reshape(1, 30));
        INDArray modes = Pod.fit(large.addi(noise), 6).modes();
        for (int i = 0; i < 6; i++) {
            assertEquals(1, modes.getRow(i).norm2Number().doubleValue(), SINGLE, "mode " + i + " counts");
        }
        assertTrue(modes.mmul(modes.transpose()).equalsWithEps(Nd4j.eye(6).castTo(DataType.DOUBLE), 1e-6));
    }

    @Test
    void theOrderOfTheSnapshotsDoesNotMatter() {
        INDArray rows = Nd4j.create(random(12, 40)).castTo(DataType.FLOAT);
        INDArray backwards = rows.dup();
        for (int i = 0; i < 12; i++) {
            backwards.putRow(i, rows.getRow(11 - i));
        }
        assertTrue(Pod.fit(rows, 5).modes().equalsWithEps(Pod.fit(backwards, 5).modes(), SINGLE));
    }

    @ParameterizedTest
    @CsvSource({"30, 50", "50, 30"})
    void aFieldOfLowRankIsReproducedAndItsFurtherLatentsStayZero(int rows, int values) {
        // mean + three modes of very different size: the third is a ten-thousandth of the first
        double[][] data = new double[rows][values];
        for (int t = 0; t < rows; t++) {
            for (int i = 0; i < values; i++) {
                double x = 2 * Math.PI * i / values;
                data[t][i] = 1
                        + Math.sin(0.3 * t) * Math.sin(x)
                        + 0.1 * Math.cos(0.5 * t) * Math.cos(x)
                        + 1e-4 * Math.cos(0.9 * t) * Math.sin(2 * x);
            }
        }
        INDArray x = Nd4j.create(data).castTo(DataType.FLOAT);
        Pod pod = Pod.fit(x, 6);
        assertTrue(pod.decode(pod.encode(x)).equalsWithEps(x, 1e-6));
        INDArray gram = pod.modes().mmul(pod.modes().transpose());
        for (int i = 0; i < 6; i++) {
            for (int j = 0; j < 6; j++) {
                assertEquals(i == j && i < 3 ? 1 : 0, gram.getDouble(i, j), SINGLE);
            }
        }
        INDArray latents = pod.encode(x);
        assertEquals(0, latents.mean(0).amaxNumber().doubleValue(), 1e-2); // the third mode is near rounding
        INDArray deviation = latents.std(false, 0);
        double[] expected = {1, 1, 0.01 * deviation(0.9, Math.PI / 2, rows) / deviation(0.3, 0, rows), 0, 0, 0};
        assertArrayEquals(expected, deviation.dup().data().asDouble(), 1e-4, "the third mode has the least unit");
    }

    /** Of sin(a t + b) over t = 0, ..., n - 1. */
    private static double deviation(double a, double b, int n) {
        double[] values =
                IntStream.range(0, n).mapToDouble(t -> Math.sin(a * t + b)).toArray();
        double mean = Arrays.stream(values).average().orElseThrow();
        return Math.sqrt(Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum() / n);
    }

    @Test
    void moreModesThanSnapshotsSpanAreRefused() {
        INDArray rows = Nd4j.create(random(9, 40)).castTo(DataType.FLOAT);
        assertEquals(8, Pod.fit(rows, 8).modes().rows());
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> Pod.fit(rows, 9));
        assertTrue(refused.getMessage().contains("9 modes from 9 snapshots: choose 1 to 8"), refused.getMessage());
    }

    /** Float32 numbers, with singular values that fall. */
    private static double[][] random(int rows, int values) {
        Random random = new Random(7);
        double[][] data = new double[rows][values];
        for (double[] row : data) {
            for (int i = 0; i < values; i++) {
                row[i] = (float) (0.5 + random.nextGaussian() / (1 + i));
            }
        }
        return data;
    }

    private static RealMatrix meanFree(double[][] data) {
        RealMatrix matrix = new Array2DRowRealMatrix(data);
        for (int j = 0; j < matrix.getColumnDimension(); j++) {
            double mean = 0;
            for (double value : matrix.getColumn(j)) {
                mean += value / data.length;
            }
            for (int i = 0; i < data.length; i++) {
                matrix.addToEntry(i, j, -mean);
            }
        }
        return matrix;
    }
}
