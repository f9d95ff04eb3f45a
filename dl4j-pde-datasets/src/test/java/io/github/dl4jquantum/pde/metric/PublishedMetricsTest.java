package io.github.dl4jquantum.pde.metric;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Oracle: NumPy, by the benchmarks' formulas ({@code src/test/python/published_metrics.py}). */
@Timeout(60)
class PublishedMetricsTest {
    private final List<INDArray> truth = new ArrayList<>();
    private final List<INDArray> predicted = new ArrayList<>();

    @Test
    void aLineHasNumpysNumbers() {
        fill(3, 4, 40);
        assertEquals(0.0756497266847, PublishedMetrics.pdeBenchNrmse(truth, predicted), 1e-12);
        assertEquals(0.0775892200266, PublishedMetrics.theWellVrmse(truth, predicted), 1e-12);
        assertArrayEquals(
                new double[] {0.0173998355096, 0.0131371542334, 0.00155777068251},
                PublishedMetrics.pdeBenchFourier(truth, predicted, 40),
                1e-12);
    }

    @Test
    void aPlaneHasNumpysNumbers() {
        fill(2, 3, 28 * 30);
        assertEquals(0.0633699920016, PublishedMetrics.pdeBenchNrmse(truth, predicted), 1e-12);
        assertEquals(0.0642182126135, PublishedMetrics.theWellVrmse(truth, predicted), 1e-12);
        assertArrayEquals(
                new double[] {0.0106179348908, 0.00890111543574, 0.00467734515897},
                PublishedMetrics.pdeBenchFourier(truth, predicted, 28, 30),
                1e-12);
    }

    /** The point: sqrt(sum e^2 / sum truth^2) over everything weighs large snapshots more. */
    @Test
    void thePooledMeasureIsAnotherNumber() {
        truth.add(row(1, 1, 10, 10));
        predicted.add(row(2, 1, 10, 10));
        // by hand: snapshots [1 1] with error sqrt(1/2), [10 10] with none
        assertEquals(Math.sqrt(0.5) / 2, PublishedMetrics.pdeBenchNrmse(truth, predicted), 1e-12);
        assertEquals(Math.sqrt(1.0 / 202), ErrorMetric.NRMSE.of(truth.get(0), predicted.get(0)), 1e-12);
    }

    @Test
    void whatIsTooCoarseForABandIsNotANumber() {
        fill(1, 2, 16);
        double[] bands = PublishedMetrics.pdeBenchFourier(truth, predicted, 16);
        assertTrue(bands[1] > 0 && Double.isNaN(bands[2]));
    }

    @Test
    void samplesThatDoNotFitAreRefused() {
        fill(2, 3, 16);
        assertThrows(
                IllegalArgumentException.class, () -> PublishedMetrics.pdeBenchNrmse(truth, predicted.subList(0, 1)));
        assertThrows(IllegalArgumentException.class, () -> PublishedMetrics.theWellVrmse(List.of(), List.of()));
        assertThrows(IllegalArgumentException.class, () -> PublishedMetrics.pdeBenchFourier(truth, predicted, 4, 5));
    }

    private static INDArray row(double... values) {
        return Nd4j.createFromArray(values).reshape(new long[] {2, 2});
    }

    private void fill(int samples, int steps, int points) {
        for (int s = 0; s < samples; s++) {
            INDArray whole = Nd4j.create(DataType.DOUBLE, steps, points);
            INDArray forecast = Nd4j.create(DataType.DOUBLE, steps, points);
            for (int t = 0; t < steps; t++) {
                for (int i = 0; i < points; i++) {
                    double value = Math.sin(0.3 * i + t) * (1 + s) + 0.1 * t;
                    whole.putScalar(t, i, value);
                    forecast.putScalar(t, i, value + 0.05 * Math.cos(0.7 * i * s + t) * (1 + t));
                }
            }
            truth.add(whole);
            predicted.add(forecast);
        }
    }
}
