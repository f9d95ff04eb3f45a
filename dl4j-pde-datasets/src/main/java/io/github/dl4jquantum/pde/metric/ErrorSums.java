package io.github.dl4jquantum.pde.metric;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What every {@link ErrorMetric} is made of, so that a measure over more values than memory holds can be taken block by
 * block: {@code metric.of(first.plus(second))}.
 *
 * @param count number of values
 * @param absolute sum of |predicted - truth|
 * @param squares sum of (predicted - truth)^2
 * @param largest maximum of |predicted - truth|
 * @param truthSum sum of truth
 * @param truthSquares sum of truth^2
 * @param truthDeviations sum of (truth - mean of truth)^2
 */
public record ErrorSums(
        long count,
        double absolute,
        double squares,
        double largest,
        double truthSum,
        double truthSquares,
        double truthDeviations) {

    /** Of no values. */
    public static final ErrorSums NONE = new ErrorSums(0, 0, 0, 0, 0, 0, 0);

    /**
     * {@return the sums over all values of two arrays of one shape}
     *
     * @param truth any shape
     * @param predicted the same shape
     * @throws IllegalArgumentException if shapes differ or there are no values
     */
    public static ErrorSums over(INDArray truth, INDArray predicted) {
        Forecast all = Forecast.of("ErrorSums", truth, predicted);
        return over(all.truth(), all.predicted(), 0, all.truth().length);
    }

    /** Over indices {@code from} (inclusive) to {@code to} (exclusive). */
    static ErrorSums over(double[] truth, double[] predicted, int from, int to) {
        double absolute = 0;
        double squares = 0;
        double largest = 0;
        double truthSum = 0;
        double truthSquares = 0;
        for (int i = from; i < to; i++) {
            double error = Math.abs(predicted[i] - truth[i]);
            absolute += error;
            squares += error * error;
            largest = Math.max(largest, error);
            truthSum += truth[i];
            truthSquares += truth[i] * truth[i];
        }
        // In a second pass: the difference of two large sums would lose a small variance.
        double mean = truthSum / (to - from);
        double truthDeviations = 0;
        for (int i = from; i < to; i++) {
            truthDeviations += (truth[i] - mean) * (truth[i] - mean);
        }
        return new ErrorSums(to - from, absolute, squares, largest, truthSum, truthSquares, truthDeviations);
    }

    /**
     * {@return the sums over the values of both} Deviations from the common mean are
     * {@code D_1 + D_2 + (m_2 - m_1)^2 n_1 n_2 / (n_1 + n_2)} (T. F. Chan, G. H. Golub, R. J. LeVeque, Am. Stat. 37
     * (1983) 242-247).
     *
     * @param other sums over other values of the same field
     */
    public ErrorSums plus(ErrorSums other) {
        if (count == 0 || other.count == 0) {
            return count == 0 ? other : this;
        }
        double apart = other.truthSum / other.count - truthSum / count;
        return plus(other, apart * apart * count * other.count / (count + other.count));
    }

    /**
     * {@return the sums over the values of both, which are of two fields: the truth deviates from its mean in each} A
     * forecast of these means has a {@link ErrorMetric#VRMSE} of 1, however far apart they are.
     *
     * @param other sums over the values of another field
     */
    public ErrorSums plusField(ErrorSums other) {
        return plus(other, 0);
    }

    private ErrorSums plus(ErrorSums other, double deviationsOfMeans) {
        return new ErrorSums(
                count + other.count,
                absolute + other.absolute,
                squares + other.squares,
                Math.max(largest, other.largest),
                truthSum + other.truthSum,
                truthSquares + other.truthSquares,
                truthDeviations + other.truthDeviations + deviationsOfMeans);
    }
}
