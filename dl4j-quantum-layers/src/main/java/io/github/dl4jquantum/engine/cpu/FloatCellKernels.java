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
        if (!add) {
            for (int i = 0; i < out.length; i++) {
                Arrays.fill(out[i], bias < 0 ? 0 : w[bias + i]);
            }
        }
        int blocks = in.length & ~3;
        int pairs = out.length & ~1;
        for (int i = 0; i < pairs; i += 2) {
            int at = offset + i * outStride;
            for (int k = 0; k < blocks; k += 4, at += 4 * inStride) {
                addFour(
                        out[i],
                        out[i + 1],
                        in[k],
                        in[k + 1],
                        in[k + 2],
                        in[k + 3],
                        w[at],
                        w[at + inStride],
                        w[at + 2 * inStride],
                        w[at + 3 * inStride],
                        w[at + outStride],
                        w[at + outStride + inStride],
                        w[at + outStride + 2 * inStride],
                        w[at + outStride + 3 * inStride]);
            }
            for (int k = blocks; k < in.length; k++, at += inStride) {
                addReal(in[k], w[at], out[i]);
                addReal(in[k], w[at + outStride], out[i + 1]);
            }
        }
        for (int i = pairs; i < out.length; i++) {
            float[] row = out[i];
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

    /** Two rows at once, so that what is read serves twice. */
    private static void addFour(
            float[] row,
            float[] next,
            float[] a,
            float[] b,
            float[] c,
            float[] d,
            float p,
            float q,
            float r,
            float s,
            float t,
            float u,
            float v,
            float w) {
        for (int j = 0; j < LANES; j++) {
            row[j] = Math.fma(p, a[j], Math.fma(q, b[j], Math.fma(r, c[j], Math.fma(s, d[j], row[j]))));
            next[j] = Math.fma(t, a[j], Math.fma(u, b[j], Math.fma(v, c[j], Math.fma(w, d[j], next[j]))));
        }
    }

    @Override
    public void addOuter(float[][] a, float[][] rows, float[][] sum) {
        int pairs = sum.length & ~1;
        for (int i = 0; i < pairs; i += 2) {
            float[] x = a[i];
            float[] y = a[i + 1];
            for (int j = 0; j < LANES; j += 4) {
                addFour(
                        sum[i],
                        sum[i + 1],
                        rows[j],
                        rows[j + 1],
                        rows[j + 2],
                        rows[j + 3],
                        x[j],
                        x[j + 1],
                        x[j + 2],
                        x[j + 3],
                        y[j],
                        y[j + 1],
                        y[j + 2],
                        y[j + 3]);
            }
        }
        if (pairs < sum.length) {
            float[] x = a[pairs];
            for (int j = 0; j < LANES; j += 4) {
                addFour(sum[pairs], rows[j], rows[j + 1], rows[j + 2], rows[j + 3], x[j], x[j + 1], x[j + 2], x[j + 3]);
            }
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
