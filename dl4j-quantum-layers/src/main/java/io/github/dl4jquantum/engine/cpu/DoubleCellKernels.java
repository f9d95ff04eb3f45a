package io.github.dl4jquantum.engine.cpu;

import java.util.Arrays;

/** The loops of cells in float64. {@link FloatCellKernels} is its mirror: what changes here changes there. */
final class DoubleCellKernels extends DoubleKernels implements CellKernels<double[]> {

    @Override
    public void multiplyBy(double[] a, double[] b) {
        for (int j = 0; j < LANES; j++) {
            a[j] *= b[j];
        }
    }

    @Override
    public void linear(
            double[][] out, double[][] in, double[] w, int offset, int outStride, int inStride, int bias, boolean add) {
        int blocks = in.length & ~3;
        for (int i = 0; i < out.length; i++) {
            double[] row = out[i];
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
            double[] row, double[] a, double[] b, double[] c, double[] d, double p, double q, double r, double s) {
        for (int j = 0; j < LANES; j++) {
            row[j] = Math.fma(p, a[j], Math.fma(q, b[j], Math.fma(r, c[j], Math.fma(s, d[j], row[j]))));
        }
    }

    @Override
    public void addProduct(double[] a, double[] b, double[] sum) {
        for (int j = 0; j < LANES; j++) {
            sum[j] = Math.fma(a[j], b[j], sum[j]);
        }
    }

    @Override
    public void sigmoid(double[] a) {
        for (int j = 0; j < LANES; j++) {
            a[j] = (1 / (1 + Math.exp(-a[j])));
        }
    }

    @Override
    public void tanh(double[] a, double[] y) {
        for (int j = 0; j < LANES; j++) {
            y[j] = Math.tanh(a[j]);
        }
    }

    @Override
    public void cellState(double[] f, double[] c0, double[] i, double[] g, double[] c) {
        for (int j = 0; j < LANES; j++) {
            c[j] = Math.fma(f[j], c0[j], i[j] * g[j]);
        }
    }

    @Override
    public void product(double[] a, double[] b, double[] y) {
        for (int j = 0; j < LANES; j++) {
            y[j] = a[j] * b[j];
        }
    }

    @Override
    public void difference(double[] a, double[] b, double[] y) {
        for (int j = 0; j < LANES; j++) {
            y[j] = a[j] - b[j];
        }
    }

    @Override
    public void sigmoidGradient(double[] d, double[] a, double[] s, double[] y) {
        for (int j = 0; j < LANES; j++) {
            y[j] = d[j] * a[j] * (s[j] - s[j] * s[j]);
        }
    }

    @Override
    public void tanhGradient(double[] d, double[] a, double[] s, double[] y) {
        for (int j = 0; j < LANES; j++) {
            y[j] = d[j] * a[j] * (1 - s[j] * s[j]);
        }
    }

    @Override
    public void addTanhGradient(double[] d, double[] a, double[] s, double[] sum) {
        for (int j = 0; j < LANES; j++) {
            sum[j] = Math.fma(d[j] * a[j], 1 - s[j] * s[j], sum[j]);
        }
    }
}
