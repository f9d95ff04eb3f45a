package io.github.dl4jquantum.pde.solver;

import java.util.Arrays;

/** The product of a square matrix with the rows of a field: small loops over separate row arrays, which C2 vectorises. */
final class RowProduct {

    private RowProduct() {}

    /** {@code out[k] = sum_j matrix[k][j] in[j]}; {@code out} is another field than {@code in}. */
    static void multiply(double[][] matrix, double[][] in, double[][] out) {
        for (int k = 0; k < matrix.length; k++) {
            double[] factors = matrix[k];
            double[] row = out[k];
            Arrays.fill(row, 0);
            int j = 0;
            for (; j + 3 < factors.length; j += 4) {
                addFour(
                        row,
                        factors[j],
                        in[j],
                        factors[j + 1],
                        in[j + 1],
                        factors[j + 2],
                        in[j + 2],
                        factors[j + 3],
                        in[j + 3]);
            }
            for (; j < factors.length; j++) {
                add(row, factors[j], in[j]);
            }
        }
    }

    private static void addFour(
            double[] row, double a, double[] x, double b, double[] y, double c, double[] z, double d, double[] w) {
        for (int i = 0; i < row.length; i++) {
            row[i] += a * x[i] + b * y[i] + (c * z[i] + d * w[i]);
        }
    }

    private static void add(double[] row, double a, double[] x) {
        for (int i = 0; i < row.length; i++) {
            row[i] += a * x[i];
        }
    }
}
