package io.github.dl4jquantum.forecast;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Linear least squares with a ridge, of n rows that come block by block, in double precision:
 *
 * <pre>W = argmin |F W - Y|^2 / n + ridge |W|^2 = (F^T F + ridge n I)^-1 F^T Y</pre>
 */
final class RidgeRegression {
    private final INDArray gram;
    private final INDArray cross;
    private long rows;

    RidgeRegression(int features, int targets) {
        gram = Nd4j.create(DataType.DOUBLE, features, features);
        cross = Nd4j.create(DataType.DOUBLE, features, targets);
    }

    /**
     * Adds rows.
     *
     * @param features {@code [rows, features]}, double
     * @param targets {@code [rows, targets]}, double
     */
    void add(INDArray features, INDArray targets) {
        INDArray transposed = features.transpose();
        gram.addi(transposed.mmul(features));
        cross.addi(transposed.mmul(targets));
        rows += features.size(0);
    }

    /**
     * W of the rows so far, {@code [features, targets]}.
     *
     * @throws IllegalArgumentException if the system is singular in double precision, or not finite
     */
    INDArray solve(double ridge) {
        double[][] system = gram.toDoubleMatrix();
        for (int i = 0; i < system.length; i++) {
            system[i][i] += ridge * rows;
        }
        factorise(system, ridge);
        double[][] solution = cross.toDoubleMatrix();
        substitute(system, solution);
        return Nd4j.create(solution);
    }

    /** Cholesky: the lower triangle of {@code a} becomes L with L L^T = a. */
    private static void factorise(double[][] a, double ridge) {
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = a[i][j];
                for (int k = 0; k < j; k++) {
                    sum -= a[i][k] * a[j][k];
                }
                a[i][j] = i == j ? Math.sqrt(sum) : sum / a[j][j];
            }
            if (!(a[i][i] > 0 && a[i][i] < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        "A ridge of " + ridge + " leaves the regression singular, or its data"
                                + " is not finite: choose a larger ridge, such as 1e-6, or repair the data.");
            }
        }
    }

    /** L L^T X = b, for all columns of {@code b} at once, which become X. */
    private static void substitute(double[][] l, double[][] b) {
        for (int i = 0; i < l.length; i++) {
            for (int k = 0; k < i; k++) {
                subtract(b[i], l[i][k], b[k]);
            }
            scale(b[i], 1 / l[i][i]);
        }
        for (int i = l.length - 1; i >= 0; i--) {
            for (int k = i + 1; k < l.length; k++) {
                subtract(b[i], l[k][i], b[k]);
            }
            scale(b[i], 1 / l[i][i]);
        }
    }

    private static void subtract(double[] row, double factor, double[] other) {
        for (int column = 0; column < row.length; column++) {
            row[column] -= factor * other[column];
        }
    }

    private static void scale(double[] row, double factor) {
        for (int column = 0; column < row.length; column++) {
            row[column] *= factor;
        }
    }
}
