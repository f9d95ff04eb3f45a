package io.github.dl4jquantum.bench.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Oracle: sequences that a known map made. */
@Timeout(60)
class LinearMapTest {
    /** Single precision, and the ridge's pull of 1e-6. */
    private static final double TOLERANCE = 1e-4;

    private static double[] next(double[] z) {
        return new double[] {0.9 * z[0] - 0.3 * z[1] + 0.1, 0.2 * z[0] + 0.8 * z[1] - 0.2};
    }

    private static INDArray sequence(double[] start, int length) {
        double[][] rows = new double[length][];
        rows[0] = start;
        for (int t = 1; t < length; t++) {
            rows[t] = next(rows[t - 1]);
        }
        return Nd4j.create(rows).castTo(DataType.FLOAT);
    }

    @Test
    void findsTheMapThatMadeTheSequences() {
        LinearMap map = LinearMap.fit(List.of(sequence(new double[] {1, 0}, 30), sequence(new double[] {-1, 2}, 30)));
        assertEquals(6, map.parameters());
        double[] z = {0.5, -1.5};
        INDArray context = Nd4j.create(DataType.FLOAT, 1, 2, 3);
        context.putScalar(0, 0, 2, z[0]).putScalar(0, 1, 2, z[1]);
        INDArray rolled = map.rollout(context, 5);
        for (int step = 0; step < 5; step++) {
            z = next(z);
            assertEquals(z[0], rolled.getDouble(0, 0, step), TOLERANCE);
            assertEquals(z[1], rolled.getDouble(0, 1, step), TOLERANCE);
        }
    }

    @Test
    void choleskySolvesAKnownSystem() {
        double[][] x = Cholesky.solve(new double[][] {{4, 2}, {2, 3}}, new double[][] {{8, 2}, {8, 3}});
        assertEquals(1, x[0][0], 1e-12);
        assertEquals(2, x[1][0], 1e-12);
        assertEquals(0, x[0][1], 1e-12);
        assertEquals(1, x[1][1], 1e-12);
    }
}
