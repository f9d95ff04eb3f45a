package io.github.dl4jquantum.engine.cpu;

/** {@link FloatMath} in float64. */
final class DoubleMath {

    /** Beyond this arctan differs from pi/2 by less than a rounding, and its square still fits. */
    static final double LARGEST_TANGENT = 1e150;

    private DoubleMath() {}

    /** Java's own functions are used for all angles. */
    static boolean isFewTurns(double largest, double factor) {
        return false;
    }

    static double cos(double x) {
        return Math.cos(x);
    }

    static double sin(double x) {
        return Math.sin(x);
    }

    static double tanh(double x) {
        return Math.tanh(x);
    }
}
