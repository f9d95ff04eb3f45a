package io.github.dl4jquantum.pde.metric;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * True and predicted values side by side, in C order.
 *
 * @param truth what was to be predicted
 * @param predicted what was predicted
 * @param rows length of the first axis
 */
record Forecast(double[] truth, double[] predicted, int rows) {

    /** @throws IllegalArgumentException if shapes differ or there are no values; the message begins with {@code who} */
    static Forecast of(String who, INDArray truth, INDArray predicted) {
        if (truth.isEmpty() || !Arrays.equals(truth.shape(), predicted.shape())) {
            throw new IllegalArgumentException(who + ": truth " + Arrays.toString(truth.shape()) + ", predicted "
                    + Arrays.toString(predicted.shape()) + ": give two arrays of one shape that is not empty");
        }
        return new Forecast(values(truth), values(predicted), (int) truth.size(0));
    }

    /** As {@link #of}; refuses all but [steps, values]. */
    static Forecast ofSteps(String who, INDArray truth, INDArray predicted) {
        Forecast forecast = of(who, truth, predicted);
        if (truth.rank() != 2) {
            throw new IllegalArgumentException(who + ": shape " + Arrays.toString(truth.shape()) + " has rank "
                    + truth.rank() + ", not 2: give [steps, values]");
        }
        return forecast;
    }

    /** Values in a row. */
    int width() {
        return truth.length / rows;
    }

    /** Predicted minus true values of a row. */
    double[] error(int row) {
        double[] error = new double[width()];
        Arrays.setAll(error, i -> predicted[row * width() + i] - truth[row * width() + i]);
        return error;
    }

    private static double[] values(INDArray array) {
        return array.dup('c').data().asDouble();
    }
}
