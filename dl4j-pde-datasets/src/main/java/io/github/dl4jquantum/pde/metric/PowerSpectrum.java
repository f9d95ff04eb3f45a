package io.github.dl4jquantum.pde.metric;

/**
 * How the mean square of a field is shared between wave numbers. In the basis 1, cos(2 pi k x / n), sin(2 pi k x / n) of
 * each axis, orthonormal, a field's squares are those of the complex transform, summed over both signs of k.
 */
final class PowerSpectrum {

    private final int[] grid;
    private final double[][][] bases;

    /** @param grid points along each axis, slowest first */
    PowerSpectrum(int... grid) {
        this.grid = grid.clone();
        bases = new double[grid.length][][];
        for (int axis = 0; axis < grid.length; axis++) {
            bases[axis] = basis(grid[axis]);
        }
    }

    private static double[][] basis(int points) {
        double[][] basis = new double[points][points];
        for (int function = 0; function < points; function++) {
            int k = waveNumber(function);
            boolean alone = k == 0 || 2 * k == points;
            double norm = Math.sqrt((alone ? 1.0 : 2.0) / points);
            for (int x = 0; x < points; x++) {
                double angle = 2 * Math.PI * ((long) k * x % points) / points;
                basis[function][x] = norm * (function == 0 || function % 2 == 1 ? Math.cos(angle) : Math.sin(angle));
            }
        }
        return basis;
    }

    private static int waveNumber(int function) {
        return (function + 1) / 2;
    }

    /** The part of the mean square whose wave number's length, rounded down, is from {@code from} to below {@code to}. */
    double meanSquare(double[] field, int from, int to) {
        double[] amplitudes = field;
        for (double[][] basis : bases) {
            amplitudes = alongFirstAxis(basis, amplitudes);
        }
        double sum = 0;
        for (int i = 0; i < amplitudes.length; i++) {
            int square = 0;
            int rest = i;
            for (int axis = grid.length - 1; axis >= 0; axis--) {
                int k = waveNumber(rest % grid[axis]);
                square += k * k;
                rest /= grid[axis];
            }
            int length = (int) Math.sqrt(square);
            if (length >= from && length < to || Double.isNaN(amplitudes[i])) {
                sum += amplitudes[i] * amplitudes[i];
            }
        }
        return sum / field.length;
    }

    /** Transforms the first axis and makes it the last: after one pass per axis they are in their order again. */
    private static double[] alongFirstAxis(double[][] basis, double[] field) {
        int points = basis.length;
        int rest = field.length / points;
        double[] out = new double[field.length];
        for (int k = 0; k < points; k++) {
            for (int i = 0; i < rest; i++) {
                double sum = 0;
                for (int x = 0; x < points; x++) {
                    sum += basis[k][x] * field[x * rest + i];
                }
                out[i * points + k] = sum;
            }
        }
        return out;
    }
}
