package io.github.dl4jquantum.pde.solver;

/**
 * Values at j = 1..n inside a boundary where they vanish to amplitudes of sin(pi k j / (n + 1)), k = 1..n (DST-I), by a
 * matrix, which is its own inverse.
 */
final class SineTransform implements AxisTransform {

    private final double[][] matrix;

    SineTransform(int points) {
        double[] sine = new double[2 * (points + 1)];
        for (int j = 0; j < sine.length; j++) {
            sine[j] = StrictMath.sin(StrictMath.PI * j / (points + 1));
        }
        double norm = StrictMath.sqrt(2.0 / (points + 1));
        matrix = new double[points][points];
        for (int k = 1; k <= points; k++) {
            for (int j = 1; j <= points; j++) {
                matrix[k - 1][j - 1] = norm * sine[(int) ((long) k * j % sine.length)];
            }
        }
    }

    @Override
    public void toModes(double[][] values, double[][] modes) {
        RowProduct.multiply(matrix, values, modes);
    }

    @Override
    public void toValues(double[][] modes, double[][] values) {
        RowProduct.multiply(matrix, modes, values);
    }
}
