package io.github.dl4jquantum.bench.compare;

/** Small symmetric positive definite systems. */
final class Cholesky {

    private Cholesky() {}

    /**
     * X of {@code system X = right}.
     *
     * @param system symmetric positive definite, [n, n]; overwritten
     * @param right [n, columns]; overwritten by X and returned
     */
    static double[][] solve(double[][] system, double[][] right) {
        int n = system.length;
        for (int j = 0; j < n; j++) {
            for (int k = 0; k < j; k++) {
                for (int i = j; i < n; i++) {
                    system[i][j] -= system[i][k] * system[j][k];
                }
            }
            double pivot = Math.sqrt(system[j][j]);
            for (int i = j; i < n; i++) {
                system[i][j] /= pivot;
            }
        }
        for (int column = 0; column < right[0].length; column++) {
            for (int i = 0; i < n; i++) {
                for (int k = 0; k < i; k++) {
                    right[i][column] -= system[i][k] * right[k][column];
                }
                right[i][column] /= system[i][i];
            }
            for (int i = n - 1; i >= 0; i--) {
                for (int k = i + 1; k < n; k++) {
                    right[i][column] -= system[k][i] * right[k][column];
                }
                right[i][column] /= system[i][i];
            }
        }
        return right;
    }
}
