package io.github.dl4jquantum.engine.cpu;

import java.util.Arrays;

/** The inner loops of cells; the build makes other widths and the other precision of this text, too. */
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
    public void transpose(float[][] rows, int first, float[][] columns) {
        int count = Math.min(LANES, rows.length - first);
        for (int k = 0; k < count; k++) {
            float[] row = rows[first + k];
            for (int j = 0; j < LANES; j++) {
                columns[j][k] = row[j];
            }
        }
    }

    @Override
    public void sigmoid(float[] a) {
        for (int j = 0; j < LANES; j++) {
            a[j] = Math.fma(.5f, FloatMath.tanh(.5f * a[j]), .5f);
        }
    }

    @Override
    public void tanh(float[] a, float[] y) {
        for (int j = 0; j < LANES; j++) {
            y[j] = FloatMath.tanh(a[j]);
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
