package io.github.dl4jquantum.engine.noisy;

import java.util.Arrays;

/** The inner loops for float32; the build makes the others of this text (see the module's pom.xml). */
@SuppressWarnings("cast") // The casts to float are redundant in float64.
final class FloatRowKernels implements RowKernels<float[]> {

    static final int LANES = 32;

    @Override
    public int lanes() {
        return LANES;
    }

    @Override
    public float[][] rows(int count) {
        return new float[count][LANES];
    }

    @Override
    public void fill(float[] row, double value) {
        Arrays.fill(row, (float) value);
    }

    @Override
    public void scale(float[] a, double factor, float[] to) {
        float f = (float) factor;
        for (int j = 0; j < LANES; j++) {
            to[j] = f * a[j];
        }
    }

    @Override
    public void combine(float[] a, double f, float[] b, double g, float[] to) {
        float p = (float) f;
        float q = (float) g;
        for (int j = 0; j < LANES; j++) {
            to[j] = p * a[j] + q * b[j];
        }
    }

    @Override
    public void addScaled(float[] a, double factor, float[] sum) {
        float f = (float) factor;
        for (int j = 0; j < LANES; j++) {
            sum[j] += f * a[j];
        }
    }

    @Override
    public void multiply(float[] a, float[] b, float[] to) {
        for (int j = 0; j < LANES; j++) {
            to[j] = a[j] * b[j];
        }
    }

    @Override
    public void addProduct(float[] a, float[] b, float[] sum) {
        for (int j = 0; j < LANES; j++) {
            sum[j] += a[j] * b[j];
        }
    }

    @Override
    public void affine(float[] a, float[] b, float[] c, float[] d, double[] m, float[] x, float[] y, float[] z) {
        row(a, b, c, d, (float) m[0], (float) m[1], (float) m[2], (float) m[3], x);
        row(a, b, c, d, (float) m[4], (float) m[5], (float) m[6], (float) m[7], y);
        row(a, b, c, d, (float) m[8], (float) m[9], (float) m[10], (float) m[11], z);
    }

    private static void row(
            float[] a, float[] b, float[] c, float[] d, float p, float q, float r, float s, float[] to) {
        for (int j = 0; j < LANES; j++) {
            to[j] = p * a[j] + q * b[j] + r * c[j] + s * d[j];
        }
    }

    @Override
    public void affineBack(
            float[] i, float[] x, float[] y, float[] z, double[] m, float[] a, float[] b, float[] c, float[] d) {
        row(i, x, y, z, 1, (float) m[0], (float) m[4], (float) m[8], a);
        column(x, y, z, (float) m[1], (float) m[5], (float) m[9], b);
        column(x, y, z, (float) m[2], (float) m[6], (float) m[10], c);
        column(x, y, z, (float) m[3], (float) m[7], (float) m[11], d);
    }

    private static void column(float[] x, float[] y, float[] z, float p, float q, float r, float[] to) {
        for (int j = 0; j < LANES; j++) {
            to[j] = p * x[j] + q * y[j] + r * z[j];
        }
    }

    @Override
    public void addOuter(float[] l, float[] a, float[] b, float[] c, float[] d, float[][] sums, int first) {
        float[] p = sums[first];
        float[] q = sums[first + 1];
        float[] r = sums[first + 2];
        float[] s = sums[first + 3];
        for (int j = 0; j < LANES; j++) {
            p[j] += l[j] * a[j];
            q[j] += l[j] * b[j];
            r[j] += l[j] * c[j];
            s[j] += l[j] * d[j];
        }
    }

    @Override
    public void turn(float[] a, float[] b, double cos, double sin, float[] x, float[] y) {
        float c = (float) cos;
        float s = (float) sin;
        for (int j = 0; j < LANES; j++) {
            float p = a[j];
            float q = b[j];
            x[j] = c * p - s * q;
            y[j] = s * p + c * q;
        }
    }

    @Override
    public void turn(float[] a, float[] b, float[] c, float[] s, double sign, float[] x, float[] y) {
        float one = (float) sign;
        for (int j = 0; j < LANES; j++) {
            float p = a[j];
            float q = b[j];
            float t = one * s[j];
            x[j] = c[j] * p - t * q;
            y[j] = t * p + c[j] * q;
        }
    }

    @Override
    public void addTurnGradient(float[] la, float[] lb, float[] a, float[] b, double sign, float[] sum) {
        float one = (float) sign;
        for (int j = 0; j < LANES; j++) {
            sum[j] += one * (lb[j] * a[j] - la[j] * b[j]);
        }
    }

    @Override
    public double total(float[] row) {
        double total = 0;
        for (int j = 0; j < LANES; j++) {
            total += row[j];
        }
        return total;
    }

    @Override
    public void toDoubles(float[] row, double[] to) {
        for (int j = 0; j < LANES; j++) {
            to[j] = row[j];
        }
    }

    @Override
    public void fromDoubles(double[] from, float[] row) {
        for (int j = 0; j < LANES; j++) {
            row[j] = (float) from[j];
        }
    }
}
