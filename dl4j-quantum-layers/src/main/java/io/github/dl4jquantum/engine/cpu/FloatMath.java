package io.github.dl4jquantum.engine.cpu;

/** What {@link FloatKernels} cannot say without knowing its precision; {@link DoubleMath} is the other one. */
final class FloatMath {

    /** Beyond this arctan differs from pi/2 by less than a rounding, and its square still fits. */
    static final float LARGEST_TANGENT = 1e18f;

    /** Angles up to here are turned back without a loss. */
    private static final float MANY_TURNS = 1e4f;

    /** The same where they have been rounded: their last digit is 1e-6 here. */
    private static final float ROUNDED_TURNS = 16f;

    /** Added and taken off again, it rounds a number to an integer. */
    private static final float ROUNDER = 12582912f;

    private static final float TURNS = 0.15915494f;
    /** 2 pi in two parts. */
    private static final float TURN = 6.2831855f;

    private static final float TURN_REST = -1.7484555e-7f;

    private FloatMath() {}

    /**
     * Whether {@link #cos} and {@link #sin} are right for angles up to this size that are {@code factor} times a number;
     * they are made of loops for C2.
     */
    static boolean isFewTurns(float largest, float factor) {
        boolean exact = Math.abs(factor) == Math.scalb(1f, Math.getExponent(factor));
        return largest <= (exact ? MANY_TURNS : ROUNDED_TURNS);
    }

    /** cos x = cos²(x / 2) - sin²(x / 2); absolute error below 4e-7. */
    static float cos(float x) {
        float h = half(x);
        float c = cosOfQuarter(h);
        float s = sinOfQuarter(h);
        return (c - s) * (c + s);
    }

    /** sin x = 2 sin(x / 2) cos(x / 2); absolute error below 4e-7. */
    static float sin(float x) {
        float h = half(x);
        return 2f * sinOfQuarter(h) * cosOfQuarter(h);
    }

    /** Half of x less whole turns: within [-pi/2, pi/2]. */
    private static float half(float x) {
        float turns = Math.fma(x, TURNS, ROUNDER) - ROUNDER;
        return .5f * Math.fma(turns, -TURN_REST, Math.fma(turns, -TURN, x));
    }

    /** Minimax fit of the absolute error on [-pi/2, pi/2], 3.4e-9. */
    private static float sinOfQuarter(float h) {
        float q = h * h;
        float p = Math.fma(q, Math.fma(q, 2.590488500e-6f, -1.980089776e-4f), 8.332899823e-3f);
        return h * Math.fma(q, Math.fma(q, p, -1.666664763e-1f), 9.999999766e-1f);
    }

    /** Minimax fit of the absolute error on [-pi/2, pi/2], 2.2e-10. */
    private static float cosOfQuarter(float h) {
        float q = h * h;
        float p = Math.fma(q, Math.fma(q, -2.605149517e-7f, 2.476016135e-5f), -1.388836140e-3f);
        return Math.fma(q, Math.fma(q, Math.fma(q, p, 4.166663626e-2f), -4.999999936e-1f), 1f);
    }

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
