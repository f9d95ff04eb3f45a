package io.github.dl4jquantum.pde.metric;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Oracle: the formulas, worked out by hand. */
@Timeout(60)
class ErrorMetricTest {

    // Errors 0, 1, -2, 3 and 0, 0, 0, 1: absolute sums 6 and 1, square sums 14 and 1.
    // Truth squares 30 and 4; deviations from the means 2.5 and 1: 5 and 0.
    private final INDArray truth = Nd4j.createFromArray(new double[][] {{1, 2, 3, 4}, {1, 1, 1, 1}});
    private final INDArray predicted = Nd4j.createFromArray(new double[][] {{1, 3, 1, 7}, {1, 1, 1, 2}});

    @Test
    void measuresOverAllValues() {
        // Mean 1.75 over all eight: deviations 0.5625 * 5 + 0.0625 + 1.5625 + 5.0625 = 9.5.
        assertEquals(7 / 8.0, ErrorMetric.MAE.of(truth, predicted), 1e-15);
        assertEquals(Math.sqrt(15 / 8.0), ErrorMetric.RMSE.of(truth, predicted), 1e-15);
        assertEquals(Math.sqrt(15 / 34.0), ErrorMetric.NRMSE.of(truth, predicted), 1e-15);
        assertEquals(Math.sqrt(15 / 8.0 / (9.5 / 8 + 1e-7)), ErrorMetric.VRMSE.of(truth, predicted), 1e-14);
        assertEquals(3, ErrorMetric.MAX.of(truth, predicted));
    }

    @Test
    void measuresEachStep() {
        assertSteps(ErrorMetric.MAE, 1.5, 0.25);
        assertSteps(ErrorMetric.RMSE, Math.sqrt(3.5), 0.5);
        assertSteps(ErrorMetric.NRMSE, Math.sqrt(14 / 30.0), 0.5);
        assertSteps(ErrorMetric.VRMSE, Math.sqrt(3.5 / (1.25 + 1e-7)), Math.sqrt(0.25 / 1e-7));
        assertSteps(ErrorMetric.MAX, 3, 1);
    }

    @ParameterizedTest
    @EnumSource
    void readsViewsAndOrdersAndTypesAlike(ErrorMetric metric) {
        double expected = metric.of(truth, predicted);
        assertEquals(expected, metric.of(truth.dup('f'), predicted.dup('c')));
        assertEquals(expected, metric.of(truth.transpose(), predicted.transpose()), 1e-15);
        assertEquals(expected, metric.of(truth.castTo(DataType.FLOAT), predicted));
        INDArray wide = Nd4j.hstack(predicted, truth);
        INDArray view = wide.get(NDArrayIndex.all(), NDArrayIndex.interval(0, 4));
        assertArrayEquals(metric.perStep(truth, predicted), metric.perStep(truth, view));
    }

    @ParameterizedTest
    @EnumSource
    void aPerfectForecastHasNoErrorAndANanIsSeen(ErrorMetric metric) {
        assertEquals(0, metric.of(truth, truth.dup()));
        INDArray broken = predicted.dup();
        broken.putScalar(0, 1, Double.NaN);
        assertTrue(Double.isNaN(metric.of(truth, broken)));
    }

    @Test
    void refusesArraysThatDoNotMatch() {
        IllegalArgumentException shapes =
                assertThrows(IllegalArgumentException.class, () -> ErrorMetric.MAE.of(truth, predicted.transpose()));
        assertTrue(shapes.getMessage().contains("truth [2, 4], predicted [4, 2]"), shapes.getMessage());
        INDArray cube = truth.reshape(2, 2, 2);
        IllegalArgumentException rank =
                assertThrows(IllegalArgumentException.class, () -> ErrorMetric.MAE.perStep(cube, cube));
        assertTrue(rank.getMessage().contains("rank 3, not 2"), rank.getMessage());
    }

    private void assertSteps(ErrorMetric metric, double... expected) {
        double[] steps = metric.perStep(truth, predicted);
        assertEquals(expected.length, steps.length);
        for (int step = 0; step < steps.length; step++) {
            assertEquals(expected[step], steps[step], 1e-14 * Math.max(1, expected[step]), metric + " step " + step);
        }
    }
}
