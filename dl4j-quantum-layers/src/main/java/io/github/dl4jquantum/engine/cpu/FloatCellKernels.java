package io.github.dl4jquantum.engine.cpu;

import java.util.Arrays;

/** The loops of cells in float32. {@link DoubleCellKernels} is its mirror: what changes here changes there. */
final class FloatCellKernels extends FloatKernels implements CellKernels<float[]> {

    @Override
    public void multiplyBy(float[] a, float[] b) {
        for (int j = 0; j < LANES; j++) {
            a[j] *= b[j];
        }
    }

    @Override
    public void linear(
            float[][] out, float[][] in, float[] w, int offset, int outStride, int inStride, int bias, boolean add) {
        int blocks = in.length & ~3;
        for (int i = 0; i < out.length; i++) {
            float[] row = out[i];
            if (!add) {
                Arrays.fill(row, bias < 0 ? 0 : w[bias + i]);
            }
            int at = offset + i * outStride;
            for (int k = 0; k < blocks; k += 4, at += 4 * inStride) {
                addFour(
                        row,
                        in[k],
                        in[k + 1],
                        in[k + 2],
                        in[k + 3],
                        w[at],
                        w[at + inStride],
                        w[at + 2 * inStride],
                        w[at + 3 * inStride]);
            }
            for (int k = blocks; k < in.length; k++, at += inStride) {
                addReal(in[k], w[at], row);
            }
        }
    }

    private static void addFour(
            float[] row, float[] a, float[] b, float[] c, float[] d, float p, float q, float r, float s) {
        for (int j = 0; j < LANES; j++) {
            row[j] = Math.fma(p, a[j], Math.fma(q, b[j], Math.fma(r, c[j], Math.fma(s, d[j], row[j]))));
        }
    }

    @Override
    public void addProduct(float[] a, float[] b, float[] sum) {
        for (int j = 0; j < LANES; j++) {
            sum[j] = Math.fma(a[j], b[j], sum[j]);
        }
    }

    @Override
    public void sigmoid(float[] a) {
        for (int j = 0; j < LANES; j++) {
            a[j] *= .5f;
        }
        tanh(a, a);
        for (int j = 0; j < LANES; j++) {
            a[j] = Math.fma(.5f, a[j], .5f);
        }
    }

    /**
     * Rational approximation x P(x²) / Q(x²) on [-8.5, 8.5], beyond which tanh is 1 to float precision. The
     * coefficients are a minimax fit of the relative error, 1.2e-8; with rounding the absolute error stays below 4e-7.
     */
    @Override
    public void tanh(float[] a, float[] y) {
        for (int j = 0; j < LANES; j++) {
            float x = Math.max(-8.5f, Math.min(8.5f, a[j]));
            float s = x * x;
            float p = Math.fma(s, 1.426919636e-8f, 2.125101909e-5f);
            p = Math.fma(s, Math.fma(s, Math.fma(s, p, 3.534025234e-3f), 1.341324554e-1f), 1f);
            float q = Math.fma(s, 8.145109755e-7f, 3.348862208e-4f);
            q = Math.fma(s, Math.fma(s, Math.fma(s, q, 2.602274509e-2f), 4.674656827e-1f), 1f);
            y[j] = Math.max(-1f, Math.min(1f, x * p / q));
        }
    }

    @Override
    public void cellState(float[] f, float[] c0, float[] i, float[] g, float[] c) {
        for (int j = 0; j < LANES; j++) {
            c[j] = Math.fma(f[j], c0[j], i[j] * g[j]);
        }
    }

    @Override
    public void product(float[] a, float[] b, float[] y) {
        for (int j = 0; j < LANES; j++) {
            y[j] = a[j] * b[j];
        }
    }

    @Override
    public void difference(float[] a, float[] b, float[] y) {
        for (int j = 0; j < LANES; j++) {
            y[j] = a[j] - b[j];
        }
    }

    @Override
    public void sigmoidGradient(float[] d, float[] a, float[] s, float[] y) {
        for (int j = 0; j < LANES; j++) {
            y[j] = d[j] * a[j] * (s[j] - s[j] * s[j]);
        }
    }

    @Override
    public void tanhGradient(float[] d, float[] a, float[] s, float[] y) {
        for (int j = 0; j < LANES; j++) {
            y[j] = d[j] * a[j] * (1 - s[j] * s[j]);
        }
    }

    @Override
    public void addTanhGradient(float[] d, float[] a, float[] s, float[] sum) {
        for (int j = 0; j < LANES; j++) {
            sum[j] = Math.fma(d[j] * a[j], 1 - s[j] * s[j], sum[j]);
        }
    }
}
