package io.github.dl4jquantum.engine.cpu;

/** The inner loops of angles of inputs; the build makes other widths and the other precision of this text, too. */
@SuppressWarnings("cast") // The casts to float are redundant in float64.
abstract class FloatAngleKernels implements Kernels<float[]> {

    static final int LANES = 64;

    @Override
    public void halfAngle(float[] x, double factor, float[] c, float[] s) {
        float half = (float) (factor / 2);
        float largest = 0;
        for (int j = 0; j < LANES; j++) {
            largest = Math.max(largest, Math.abs(half * x[j])); // NaN stays
        }
        if (half == factor / 2 && FloatMath.isFewTurns(largest, half)) {
            for (int j = 0; j < LANES; j++) {
                c[j] = FloatMath.cos(half * x[j]);
                s[j] = FloatMath.sin(half * x[j]);
            }
            return;
        }
        for (int j = 0; j < LANES; j++) {
            c[j] = (float) Math.cos(factor * x[j] / 2);
            s[j] = (float) Math.sin(factor * x[j] / 2);
        }
    }

    @Override
    public void halfArctan(float[] x, float[] c, float[] s) {
        for (int j = 0; j < LANES; j++) {
            float tangent = Math.max(-FloatMath.LARGEST_TANGENT, Math.min(FloatMath.LARGEST_TANGENT, x[j]));
            s[j] = tangent;
            c[j] = 1f / (float) Math.sqrt(1f + tangent * tangent);
        }
        halve(c, s);
    }

    @Override
    public void halfArctanSquare(float[] x, float[] c, float[] s) {
        for (int j = 0; j < LANES; j++) {
            float tangent = Math.min(FloatMath.LARGEST_TANGENT, x[j] * x[j]);
            s[j] = tangent;
            c[j] = 1f / (float) Math.sqrt(1f + tangent * tangent);
        }
        halve(c, s);
    }

    /** From cosine and tangent of an angle to cosine and sine of its half. */
    private static void halve(float[] c, float[] s) {
        for (int j = 0; j < LANES; j++) {
            float half = (float) Math.sqrt(.5f + .5f * c[j]);
            s[j] = .5f * s[j] * c[j] / half;
            c[j] = half;
        }
    }

    @Override
    public void halfScaledArctan(float[] x, double factor, float[] c, float[] s) {
        for (int j = 0; j < LANES; j++) {
            double half = factor * Math.atan(x[j]) / 2;
            c[j] = (float) Math.cos(half);
            s[j] = (float) Math.sin(half);
        }
    }

    @Override
    public void halfScaledArctanSquare(float[] x, double factor, float[] c, float[] s) {
        for (int j = 0; j < LANES; j++) {
            double half = factor * Math.atan((double) x[j] * x[j]) / 2;
            c[j] = (float) Math.cos(half);
            s[j] = (float) Math.sin(half);
        }
    }

    @Override
    public void arctan(float[] x, float[] a) {
        for (int j = 0; j < LANES; j++) {
            a[j] = (float) Math.atan(x[j]);
        }
    }

    @Override
    public void arctanSquare(float[] x, float[] a) {
        for (int j = 0; j < LANES; j++) {
            a[j] = (float) Math.atan((double) x[j] * x[j]);
        }
    }

    @Override
    public void addArctanGradient(float[] x, float[] g, double factor, float[] dx) {
        float f = (float) factor;
        for (int j = 0; j < LANES; j++) {
            dx[j] += f * g[j] / (1f + x[j] * x[j]);
        }
    }

    @Override
    public void addArctanSquareGradient(float[] x, float[] g, double factor, float[] dx) {
        float f = (float) (2 * factor);
        for (int j = 0; j < LANES; j++) {
            float square = x[j] * x[j];
            dx[j] += f * g[j] * x[j] / (1f + square * square);
        }
    }
}
