package io.github.dl4jquantum.engine.cpu;

/** {@link FloatMath} in float64. */
final class DoubleMath {

    /** Beyond this arctan differs from pi/2 by less than a rounding, and its square still fits. */
    static final double LARGEST_TANGENT = 1e150;

    private DoubleMath() {}

    static double tanh(double x) {
        return Math.tanh(x);
    }
}
