package io.github.dl4jquantum.pde.problem;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.ToDoubleFunction;

/**
 * A random smooth function of a point on the unit line, or in the unit square or cube: with independent normal c_k,
 *
 * <pre>w(x) = A sum_k c_k / |k|^2 prod_i f_{k_i}(x_i)</pre>
 *
 * <p>over the wave numbers k whose largest component lies within given limits. The functions of one axis are
 * sin(k pi x), k = 1, 2, ..., or, for a periodic w, 1, cos(2 pi k x) and sin(2 pi k x). Coordinates are in sides of the
 * square, the slowest axis of a grid first. By {@link StrictMath}: the same bits on every machine. One function serves one
 * thread.
 */
final class RandomModes {

    /** Points per direction at which a maximum is taken: fixed, so that a function is the same on every grid. */
    private static final int SAMPLES_1D = 257;

    private static final int SAMPLES_2D = 65;

    private static final int SAMPLES_3D = 33;

    private final int dimensions;
    private final boolean periodic;
    private final int highest;
    private final double[] coefficients;

    /** The functions of an axis at the coordinates asked for so far: the points of a grid share them. */
    private final Map<Double, double[]> known = new HashMap<>();

    private RandomModes(int dimensions, boolean periodic, int highest, double[] coefficients) {
        this.dimensions = dimensions;
        this.periodic = periodic;
        this.highest = highest;
        this.coefficients = coefficients;
    }

    /** Sines, which vanish on the boundary. */
    static RandomModes sines(int dimensions, int lowest, int highest, Random random) {
        return draw(dimensions, false, lowest, highest, random);
    }

    /** A periodic function, without its mean. */
    static RandomModes periodic(int dimensions, int lowest, int highest, Random random) {
        return draw(dimensions, true, lowest, highest, random);
    }

    private static RandomModes draw(int dimensions, boolean periodic, int lowest, int highest, Random random) {
        RandomModes zero = new RandomModes(dimensions, periodic, highest, new double[0]);
        int perAxis = zero.functionsPerAxis();
        int all = 1;
        for (int axis = 0; axis < dimensions; axis++) {
            all *= perAxis;
        }
        double[] coefficients = new double[all];
        for (int index = 0; index < all; index++) {
            int largest = 0;
            int square = 0;
            for (int rest = index, axis = 0; axis < dimensions; axis++, rest /= perAxis) {
                int k = zero.waveNumber(rest % perAxis);
                largest = Math.max(largest, k);
                square += k * k;
            }
            if (largest >= lowest) {
                coefficients[index] = random.nextGaussian() / square;
            }
        }
        return new RandomModes(dimensions, periodic, highest, coefficients);
    }

    private int functionsPerAxis() {
        return periodic ? 2 * highest + 1 : highest;
    }

    private int waveNumber(int function) {
        return periodic ? (function + 1) / 2 : function + 1;
    }

    /** This function times {@code factor}. */
    RandomModes times(double factor) {
        double[] scaled = Arrays.stream(coefficients).map(c -> c * factor).toArray();
        return new RandomModes(dimensions, periodic, highest, scaled);
    }

    /** The value at a point. */
    double at(double... point) {
        double[][] factors = new double[dimensions][];
        for (int axis = 0; axis < dimensions; axis++) {
            factors[axis] = known.computeIfAbsent(point[axis], this::functions);
        }
        return sum(factors);
    }

    /** The value that is largest in size, with its sign. */
    double extreme() {
        return extreme(this::sum);
    }

    /** The largest size of a periodic function's gradient, per side of the square. */
    double steepest() {
        return extreme(factors -> {
            double square = 0;
            for (int axis = 0; axis < dimensions; axis++) {
                double[][] along = factors.clone();
                along[axis] = slopes(factors[axis]);
                double slope = sum(along);
                square += slope * slope;
            }
            return StrictMath.sqrt(square);
        });
    }

    private double extreme(ToDoubleFunction<double[][]> value) {
        int samples = dimensions == 1 ? SAMPLES_1D : dimensions == 2 ? SAMPLES_2D : SAMPLES_3D;
        double[][] functions = new double[samples][];
        Arrays.setAll(functions, i -> functions(i / (samples - 1.0)));
        double extreme = 0;
        double[][] factors = new double[dimensions][];
        long points = Math.round(Math.pow(samples, dimensions));
        for (long point = 0; point < points; point++) {
            long rest = point;
            for (int axis = dimensions - 1; axis >= 0; axis--) {
                factors[axis] = functions[(int) (rest % samples)];
                rest /= samples;
            }
            double here = value.applyAsDouble(factors);
            extreme = Math.abs(here) > Math.abs(extreme) ? here : extreme;
        }
        return extreme;
    }

    /** The sum over all modes, from the last axis to the first. */
    private double sum(double[][] factors) {
        double[] partial = coefficients;
        for (int axis = dimensions - 1; axis >= 0; axis--) {
            double[] along = factors[axis];
            double[] contracted = new double[partial.length / along.length];
            for (int i = 0; i < contracted.length; i++) {
                for (int k = 0; k < along.length; k++) {
                    contracted[i] += partial[i * along.length + k] * along[k];
                }
            }
            partial = contracted;
        }
        return partial[0];
    }

    private double[] functions(double x) {
        return periodic ? waves(x) : sines(x);
    }

    private double[] sines(double x) {
        // Mirrored at 1/2, so that the function is exactly zero at x = 1 too.
        double angle = StrictMath.PI * (x > 0.5 ? 1 - x : x);
        double cosine = x > 0.5 ? -StrictMath.cos(angle) : StrictMath.cos(angle);
        double[] sines = new double[highest];
        double before = 0;
        sines[0] = StrictMath.sin(angle);
        for (int k = 1; k < highest; k++) {
            sines[k] = 2 * cosine * sines[k - 1] - before;
            before = sines[k - 1];
        }
        return sines;
    }

    private double[] waves(double x) {
        double[] waves = new double[2 * highest + 1];
        waves[0] = 1;
        for (int k = 1; k <= highest; k++) {
            waves[2 * k - 1] = StrictMath.cos(2 * StrictMath.PI * k * x);
            waves[2 * k] = StrictMath.sin(2 * StrictMath.PI * k * x);
        }
        return waves;
    }

    /** Derivatives of the functions in {@code waves}. */
    private double[] slopes(double[] waves) {
        double[] slopes = new double[waves.length];
        for (int k = 1; k <= highest; k++) {
            slopes[2 * k - 1] = -2 * StrictMath.PI * k * waves[2 * k];
            slopes[2 * k] = 2 * StrictMath.PI * k * waves[2 * k - 1];
        }
        return slopes;
    }
}
