package io.github.dl4jquantum.forecast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.DefaultRealMatrixChangingVisitor;
import org.apache.commons.math3.linear.RealMatrix;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Oracle: products of commons-math3 of the whole matrix, and modes that are cosines by construction. */
@Timeout(60)
class MeanFreeTest {

    /** Blocks of one vector, of some with a shorter last one, and of all. */
    @ParameterizedTest
    @CsvSource({"12, 40, 1", "12, 40, 100", "12, 40, 1000", "40, 12, 1", "40, 12, 100", "40, 12, 1000", "9, 9, 20"})
    void productsInBlocksAreThoseOfTheWhole(int rows, int values, int most) {
        Random random = new Random(3);
        double[][] data = new double[rows][values];
        RealMatrix x = new Array2DRowRealMatrix(rows, values);
        for (int j = 0; j < values; j++) {
            double mean = 0;
            for (int i = 0; i < rows; i++) {
                data[i][j] = (float) (5 + random.nextGaussian());
                mean += data[i][j] / rows;
            }
            for (int i = 0; i < rows; i++) {
                x.setEntry(i, j, data[i][j] - mean);
            }
        }
        MeanFree inBlocks = MeanFree.of(Rows.of(Nd4j.create(data).castTo(DataType.FLOAT)), most);
        List<Double> shares = new ArrayList<>();
        boolean wide = rows <= values;
        assertEquals(wide, inBlocks.isWide());
        assertSame(wide ? x.multiply(x.transpose()) : x.transpose().multiply(x), inBlocks.smallerProduct(shares::add));
        int blocks = (int) Math.ceil(Math.max(rows, values) / (double) Math.max(1, most / Math.min(rows, values)));
        assertEquals(blocks, shares.size());
        assertEquals(shares.stream().sorted().toList(), shares);

        RealMatrix right = new Array2DRowRealMatrix(values, 3);
        RealMatrix left = new Array2DRowRealMatrix(rows, 3);
        right.walkInOptimizedOrder(new Drawn(random));
        left.walkInOptimizedOrder(new Drawn(random));
        assertSame(x.multiply(right), inBlocks.times(Nd4j.create(right.getData())));
        if (wide) {
            assertSame(x.transpose().multiply(left), inBlocks.transposedTimes(Nd4j.create(left.getData())));
        }
    }

    /** A matrix of several blocks of the usual size: its rows are sums of four cosines, whose amplitudes are cosines too. */
    @ParameterizedTest
    @CsvSource({"1100, 4200", "4200, 1100"})
    void aLargeMatrixHasTheModesThatItWasMadeOf(int rows, int values) {
        assertTrue((long) rows * values > MeanFree.USUAL);
        double[] singular = {8, 4, 2, 1};
        float[][] data = new float[rows][values];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < values; j++) {
                double sum = 3;
                for (int mode = 0; mode < singular.length; mode++) {
                    sum += 1000 * singular[mode] * cosine(mode + 1, i, rows) * cosine(mode + 1, j, values);
                }
                data[i][j] = (float) sum;
            }
        }
        List<Double> shares = new ArrayList<>();
        Pod pod = Pod.fit(Rows.of(Nd4j.create(data)), 4, shares::add);
        assertTrue(shares.size() > 2, shares + " of several blocks");
        assertEquals(1, shares.get(shares.size() - 1));
        for (int mode = 0; mode < singular.length; mode++) {
            assertEquals(
                    1000 * singular[mode] / Math.sqrt(rows), pod.deviation().getDouble(mode), 1e-3);
            double overlap = 0;
            for (int j = 0; j < values; j++) {
                overlap += pod.modes().getDouble(mode, j) * cosine(mode + 1, j, values);
            }
            assertEquals(1, Math.abs(overlap), 1e-6);
        }
    }

    /** Column k of the orthonormal discrete cosine transform; free of a mean for k > 0. */
    private static double cosine(int k, int i, int n) {
        return Math.sqrt(2.0 / n) * Math.cos(Math.PI * k * (i + 0.5) / n);
    }

    private static void assertSame(RealMatrix expected, INDArray found) {
        INDArray exact = Nd4j.create(expected.getData());
        assertTrue(exact.equalsWithEps(
                found.dup('c'), 1e-12 * exact.normmaxNumber().doubleValue()));
    }

    private static final class Drawn extends DefaultRealMatrixChangingVisitor {
        private final Random random;

        Drawn(Random random) {
            this.random = random;
        }

        @Override
        public double visit(int row, int column, double value) {
            return random.nextGaussian();
        }
    }
}
