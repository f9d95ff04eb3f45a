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
    static final float ROUNDER = 12582912f;

    static final float TURNS = 0.15915494f;
    /** 2 pi in two parts. */
    static final float TURN = 6.2831855f;

    static final float TURN_REST = -1.7484555e-7f;

    /** sin h = h P(h²) on [-pi/2, pi/2]: minimax fit of the absolute error, 3.4e-9. */
    static final float S9 = 2.590488500e-6f;

    static final float S7 = -1.980089776e-4f;

    static final float S5 = 8.332899823e-3f;

    static final float S3 = -1.666664763e-1f;

    static final float S1 = 9.999999766e-1f;

    /** cos h = P(h²) on [-pi/2, pi/2]: minimax fit of the absolute error, 2.2e-10. */
    static final float C10 = -2.605149517e-7f;

    static final float C8 = 2.476016135e-5f;

    static final float C6 = -1.388836140e-3f;

    static final float C4 = 4.166663626e-2f;

    static final float C2 = -4.999999936e-1f;

    /** tanh x = x P(x²) / Q(x²) on [-8.5, 8.5], beyond which it is 1 to float precision: minimax fit of the relative error,
     * 1.2e-8. */
    static final float LARGEST_TANH_ARGUMENT = 8.5f;

    static final float P8 = 1.426919636e-8f;

    static final float P6 = 2.125101909e-5f;

    static final float P4 = 3.534025234e-3f;

    static final float P2 = 1.341324554e-1f;

    static final float Q8 = 8.145109755e-7f;

    static final float Q6 = 3.348862208e-4f;

    static final float Q4 = 2.602274509e-2f;

    static final float Q2 = 4.674656827e-1f;

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

    private static float sinOfQuarter(float h) {
        float q = h * h;
        return h * Math.fma(q, Math.fma(q, Math.fma(q, Math.fma(q, S9, S7), S5), S3), S1);
    }

    private static float cosOfQuarter(float h) {
        float q = h * h;
        return Math.fma(q, Math.fma(q, Math.fma(q, Math.fma(q, Math.fma(q, C10, C8), C6), C4), C2), 1f);
    }

    /** Absolute error below 4e-7, with rounding. */
    static float tanh(float argument) {
        float x = Math.max(-LARGEST_TANH_ARGUMENT, Math.min(LARGEST_TANH_ARGUMENT, argument));
        float s = x * x;
        float p = Math.fma(s, Math.fma(s, Math.fma(s, Math.fma(s, P8, P6), P4), P2), 1f);
        float q = Math.fma(s, Math.fma(s, Math.fma(s, Math.fma(s, Q8, Q6), Q4), Q2), 1f);
        return Math.max(-1f, Math.min(1f, x * p / q));
    }
}
