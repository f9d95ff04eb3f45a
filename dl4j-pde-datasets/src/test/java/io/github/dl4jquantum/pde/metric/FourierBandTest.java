package io.github.dl4jquantum.pde.metric;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Oracle: waves, whose mean square is half their squared amplitude, and Parseval's identity. */
@Timeout(60)
class FourierBandTest {

    @Test
    void aWaveIsSeenInItsBandAlone() {
        // Along y and x: |k| = 3, sqrt(25 + 49) = 8.6, 15 (the alternating one of 30 points, whose mean square is 1).
        assertBands(wave(0, 3, 0.2), 0.2 / Math.sqrt(2), 0, 0);
        assertBands(wave(5, 7, 0.2), 0, 0.2 / Math.sqrt(2), 0);
        assertBands(wave(0, 15, 0.2), 0, 0, 0.2);
        assertBands(wave(0, 0, 0.2), 0.2, 0, 0);
    }

    @Test
    void theLengthOfTheWaveVectorIsRoundedDown() {
        // sqrt(9 + 4) = 3.6 is low, sqrt(16 + 0) = 4 and sqrt(121 + 16) = 11.7 are middle.
        assertBands(wave(2, 3, 1), Math.sqrt(0.5), 0, 0);
        assertBands(wave(4, 0, 1), 0, Math.sqrt(0.5), 0);
        assertBands(wave(4, 11, 1), 0, Math.sqrt(0.5), 0);
    }

    static Stream<int[]> grids() {
        return Stream.of(new int[] {60}, new int[] {10, 6}, new int[] {5, 4, 3}, new int[] {1, 60});
    }

    @ParameterizedTest
    @MethodSource("grids")
    void squaresOfTheBandsAddUpToTheMeanSquareError(int[] grid) {
        INDArray truth = Nd4j.randn(DataType.DOUBLE, 3, 60);
        INDArray predicted = Nd4j.randn(DataType.DOUBLE, 3, 60);
        double sum = 0;
        for (FourierBand band : FourierBand.values()) {
            sum += Math.pow(band.of(truth, predicted, grid), 2);
        }
        assertEquals(Math.pow(ErrorMetric.RMSE.of(truth, predicted), 2), sum, 1e-12);
    }

    @Test
    void eachStepStandsForItself() {
        INDArray predicted = Nd4j.vstack(wave(0, 3, 3), wave(0, 3, 4));
        INDArray truth = predicted.like();
        double half = Math.sqrt(0.5);
        assertArrayEquals(new double[] {3 * half, 4 * half}, FourierBand.LOW.perStep(truth, predicted, 20, 30), 1e-12);
        assertEquals(Math.sqrt((9 + 16) / 2.0) * half, FourierBand.LOW.of(truth, predicted, 20, 30), 1e-12);
    }

    @Test
    void aNanIsSeenAndAWrongGridRefused() {
        INDArray broken = wave(0, 3, 1).putScalar(0, 7, Double.NaN);
        for (FourierBand band : FourierBand.values()) {
            assertTrue(Double.isNaN(band.of(broken.like(), broken, 20, 30)));
        }
        String message = assertThrows(IllegalArgumentException.class, () -> FourierBand.LOW.of(broken, broken, 20, 31))
                .getMessage();
        assertTrue(message.contains("600 values a step do not fill the grid [20, 31]"), message);
    }

    private static void assertBands(INDArray error, double low, double middle, double high) {
        INDArray truth = Nd4j.randn(DataType.DOUBLE, error.shape());
        INDArray predicted = truth.add(error);
        assertEquals(low, FourierBand.LOW.of(truth, predicted, 20, 30), 1e-12);
        assertEquals(middle, FourierBand.MIDDLE.of(truth, predicted, 20, 30), 1e-12);
        assertEquals(high, FourierBand.HIGH.of(truth, predicted, 20, 30), 1e-12);
    }

    /** One step on 20 x 30 points. */
    private static INDArray wave(int alongY, int alongX, double amplitude) {
        INDArray wave = Nd4j.create(DataType.DOUBLE, 1, 600);
        for (int i = 0; i < 600; i++) {
            double angle = 2 * Math.PI * (alongY * (i / 30) / 20.0 + alongX * (i % 30) / 30.0);
            wave.putScalar(0, i, amplitude * Math.cos(angle));
        }
        return wave;
    }
}
