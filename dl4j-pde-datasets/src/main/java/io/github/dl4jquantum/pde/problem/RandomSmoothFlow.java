package io.github.dl4jquantum.pde.problem;

import io.github.dl4jquantum.pde.solver.Flow2d;
import java.util.Random;

/** A random sum of low Fourier modes; see {@link InitialFlow#randomSmooth(double, int)}. */
final class RandomSmoothFlow implements Flow2d {

    static final int MAX_MODES = 8;

    /** Points per direction at which the maximum is taken: fixed, so that a flow is the same on every grid. */
    private static final int SAMPLES = 65;

    private final double[][] u;
    private final double[][] v;

    RandomSmoothFlow(double maxSpeed, int modes, Random random) {
        u = coefficients(modes, random);
        v = coefficients(modes, random);
        double scale = maxSpeed / Math.max(maximum(u), maximum(v));
        scale(u, scale);
        scale(v, scale);
    }

    @Override
    public double u(double x, double y, double time) {
        return sum(u, sines(x), sines(y));
    }

    @Override
    public double v(double x, double y, double time) {
        return sum(v, sines(x), sines(y));
    }

    @Override
    public boolean boundaryMoves() {
        return false;
    }

    private static double[][] coefficients(int modes, Random random) {
        double[][] coefficients = new double[modes][modes];
        for (int l = 1; l <= modes; l++) {
            for (int k = 1; k <= modes; k++) {
                coefficients[l - 1][k - 1] = random.nextGaussian() / (k * k + l * l);
            }
        }
        return coefficients;
    }

    private double[] sines(double x) {
        int modes = u.length;
        // Mirrored at 1/2, so that the field is exactly zero at x = 1 too. StrictMath: the same bits on every machine.
        double angle = StrictMath.PI * (x > 0.5 ? 1 - x : x);
        double cosine = x > 0.5 ? -StrictMath.cos(angle) : StrictMath.cos(angle);
        double[] sines = new double[modes];
        double before = 0;
        sines[0] = StrictMath.sin(angle);
        for (int k = 1; k < modes; k++) {
            sines[k] = 2 * cosine * sines[k - 1] - before;
            before = sines[k - 1];
        }
        return sines;
    }

    private static double sum(double[][] coefficients, double[] alongX, double[] alongY) {
        double sum = 0;
        for (int l = 0; l < alongY.length; l++) {
            double inner = 0;
            for (int k = 0; k < alongX.length; k++) {
                inner += coefficients[l][k] * alongX[k];
            }
            sum += inner * alongY[l];
        }
        return sum;
    }

    private double maximum(double[][] coefficients) {
        double[][] sines = new double[SAMPLES][];
        for (int i = 0; i < SAMPLES; i++) {
            sines[i] = sines(i / (SAMPLES - 1.0));
        }
        double maximum = 0;
        for (double[] alongY : sines) {
            for (double[] alongX : sines) {
                maximum = Math.max(maximum, Math.abs(sum(coefficients, alongX, alongY)));
            }
        }
        return maximum;
    }

    private static void scale(double[][] coefficients, double factor) {
        for (double[] row : coefficients) {
            for (int k = 0; k < row.length; k++) {
                row[k] *= factor;
            }
        }
    }
}
