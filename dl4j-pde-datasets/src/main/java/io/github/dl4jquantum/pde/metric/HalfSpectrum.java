package io.github.dl4jquantum.pde.metric;

import java.util.Arrays;

/**
 * Squares of a real field's discrete Fourier transform, unnormalised, over wave numbers that are not negative, gathered
 * by the length of the wave number, rounded down: the part of the spectrum that PDEBench's fRMSE looks at.
 */
final class HalfSpectrum {
    private final int[] grid;
    /** Wave numbers of each axis, from 0 on. */
    private final int[] counts;

    HalfSpectrum(int... grid) {
        this.grid = grid.clone();
        int last = grid.length == 1 ? 1 : 0; // in one dimension n / 2 is among them
        counts = Arrays.stream(grid).map(points -> points / 2 + last).toArray();
    }

    /** Lengths that are told apart: 0, 1, ... */
    int lengths() {
        return Arrays.stream(counts).min().orElseThrow();
    }

    /** The sum of |F_k|^2 for each length of k. */
    double[] squares(double[] field) {
        double[][] amplitudes = {field, new double[field.length]};
        for (int axis = 0; axis < grid.length; axis++) {
            amplitudes = alongFirstAxis(grid[axis], counts[axis], amplitudes);
        }
        double[] squares = new double[lengths()];
        for (int i = 0; i < amplitudes[0].length; i++) {
            int square = 0;
            int rest = i;
            for (int axis = grid.length - 1; axis >= 0; axis--) {
                int k = rest % counts[axis];
                square += k * k;
                rest /= counts[axis];
            }
            int length = (int) Math.sqrt(square);
            if (length < squares.length) {
                squares[length] += amplitudes[0][i] * amplitudes[0][i] + amplitudes[1][i] * amplitudes[1][i];
            }
        }
        return squares;
    }

    /** Transforms the first axis and makes it the last: after one pass per axis they are in their order again. */
    private static double[][] alongFirstAxis(int points, int count, double[][] field) {
        int rest = field[0].length / points;
        double[][] out = new double[2][rest * count];
        for (int k = 0; k < count; k++) {
            for (int x = 0; x < points; x++) {
                double angle = -2 * Math.PI * ((long) k * x % points) / points;
                double cos = Math.cos(angle);
                double sin = Math.sin(angle);
                for (int i = 0; i < rest; i++) {
                    double real = field[0][x * rest + i];
                    double imaginary = field[1][x * rest + i];
                    out[0][i * count + k] += cos * real - sin * imaginary;
                    out[1][i * count + k] += sin * real + cos * imaginary;
                }
            }
        }
        return out;
    }
}
