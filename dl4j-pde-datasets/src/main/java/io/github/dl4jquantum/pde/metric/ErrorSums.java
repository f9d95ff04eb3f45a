package io.github.dl4jquantum.pde.metric;

/**
 * What every {@link ErrorMetric} is made of.
 *
 * @param count number of values
 * @param absolute sum of |predicted - truth|
 * @param squares sum of (predicted - truth)^2
 * @param largest maximum of |predicted - truth|
 * @param truthSquares sum of truth^2
 * @param truthDeviations sum of (truth - mean of truth)^2
 */
record ErrorSums(
        int count, double absolute, double squares, double largest, double truthSquares, double truthDeviations) {

    /** Sums over indices {@code from} (inclusive) to {@code to} (exclusive). */
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
        return new ErrorSums(to - from, absolute, squares, largest, truthSquares, truthDeviations);
    }
}
