package io.github.dl4jquantum.pde.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Oracle: sums by hand. */
@Timeout(60)
class ErrorSumsTest {
    private final INDArray truth = Nd4j.createFromArray(1.0, 2, 3, 4, 10);
    private final INDArray predicted = Nd4j.createFromArray(1.0, 3, 1, 7, 9);

    /** Errors 0, 1, -2, 3, -1; the truth's mean is 4, its deviations -3, -2, -1, 0, 6. */
    private final ErrorSums whole = new ErrorSums(5, 7, 15, 3, 20, 130, 50);

    @Test
    void sumsAreThoseOfAllValues() {
        assertEquals(whole, ErrorSums.over(truth, predicted));
    }

    @Test
    void blocksOfAnySizesAddUp() {
        for (int cut = 1; cut < 5; cut++) {
            ErrorSums sum = block(0, cut).plus(block(cut, 5));
            assertEquals(whole.truthDeviations(), sum.truthDeviations(), 1e-12, "cut at " + cut);
            assertEquals(whole.squares(), sum.squares());
            assertEquals(whole.absolute(), sum.absolute());
            assertEquals(whole.largest(), sum.largest());
            assertEquals(whole.truthSquares(), sum.truthSquares());
            assertEquals(5, sum.count());
            assertEquals(ErrorMetric.VRMSE.of(truth, predicted), ErrorMetric.VRMSE.of(sum), 1e-14);
        }
        assertEquals(whole, ErrorSums.NONE.plus(whole));
        assertEquals(whole, whole.plus(ErrorSums.NONE));
        assertTrue(Double.isNaN(ErrorMetric.MAE.of(ErrorSums.NONE)));
    }

    /** Means 1.5 and 7: as one field the truth 1, 2, 4, 10 deviates by 48.75, as two by 0.5 + 18. */
    @Test
    void fieldsDeviateFromTheirOwnMeans() {
        INDArray low = Nd4j.createFromArray(1.0, 2);
        INDArray high = Nd4j.createFromArray(4.0, 10);
        ErrorSums first = ErrorSums.over(low, low.add(1));
        ErrorSums second = ErrorSums.over(high, high);
        assertEquals(48.75, first.plus(second).truthDeviations(), 1e-12);
        assertEquals(new ErrorSums(4, 2, 2, 1, 17, 121, 18.5), first.plusField(second));
        assertEquals(first, ErrorSums.NONE.plusField(first));
    }

    /** A million and a millionth: sums of squares would lose this variance. */
    @Test
    void aSmallVarianceBesideALargeMeanSurvives() {
        INDArray one = Nd4j.createFromArray(1e6, 1e6 + 1e-3);
        INDArray two = Nd4j.createFromArray(1e6 + 2e-3, 1e6 + 3e-3);
        ErrorSums sum = ErrorSums.over(one, one).plus(ErrorSums.over(two, two));
        assertEquals(5e-6, sum.truthDeviations(), 1e-9); // (1.5^2 + 0.5^2 + 0.5^2 + 1.5^2) 1e-6
    }

    private ErrorSums block(int from, int to) {
        return ErrorSums.over(truth.toDoubleVector(), predicted.toDoubleVector(), from, to);
    }
}
