package io.github.dl4jquantum.testing;

import java.util.function.Function;

/** Gradients by {@code (f(x + h) - f(x - h)) / 2h}. */
public final class CentralDifference {

    private CentralDifference() {}

    /** Gradient of {@code sum(f(point) * upstream)}. */
    public static double[] gradient(Function<double[], double[]> f, double[] point, double[] upstream) {
        double[] gradient = new double[point.length];
        for (int i = 0; i < point.length; i++) {
            double[] plus = f.apply(moved(point, i, Tolerances.STEP));
            double[] minus = f.apply(moved(point, i, -Tolerances.STEP));
            for (int k = 0; k < upstream.length; k++) {
                gradient[i] += upstream[k] * (plus[k] - minus[k]) / (2 * Tolerances.STEP);
            }
        }
        return gradient;
    }

    private static double[] moved(double[] point, int i, double by) {
        double[] copy = point.clone();
        copy[i] += by;
        return copy;
    }
}
