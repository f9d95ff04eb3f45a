package io.github.dl4jquantum.engine.cpu;

/** What {@link FloatKernels} cannot say without knowing its precision; {@link DoubleMath} is the other one. */
final class FloatMath {

    /** Beyond this arctan differs from pi/2 by less than a rounding, and its square still fits. */
    static final float LARGEST_TANGENT = 1e18f;

    private FloatMath() {}

    /**
     * Rational approximation x P(x²) / Q(x²) on [-8.5, 8.5], beyond which tanh is 1 to float precision. The
     * coefficients are a minimax fit of the relative error, 1.2e-8; with rounding the absolute error stays below 4e-7.
     */
    static float tanh(float argument) {
        float x = Math.max(-8.5f, Math.min(8.5f, argument));
        float s = x * x;
        float p = Math.fma(s, 1.426919636e-8f, 2.125101909e-5f);
        p = Math.fma(s, Math.fma(s, Math.fma(s, p, 3.534025234e-3f), 1.341324554e-1f), 1f);
        float q = Math.fma(s, 8.145109755e-7f, 3.348862208e-4f);
        q = Math.fma(s, Math.fma(s, Math.fma(s, q, 2.602274509e-2f), 4.674656827e-1f), 1f);
        return Math.max(-1f, Math.min(1f, x * p / q));
    }
}
