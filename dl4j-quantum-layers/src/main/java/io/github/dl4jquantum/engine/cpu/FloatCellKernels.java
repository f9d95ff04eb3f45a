package io.github.dl4jquantum.engine.cpu;

import java.util.Arrays;
import java.util.List;

/** The inner loops of cells; the build makes other widths and the other precision of this text, too. */
class FloatCellKernels extends FloatKernels implements CellKernels<float[]> {

    @Override
    public void multiplyBy(float[] a, float[] b) {
        for (int j = 0; j < LANES; j++) {
            a[j] *= b[j];
        }
    }

    /**
     * Four outputs of two inputs a pass: of the shapes with eight multiplications that C2 turns into SIMD code on JDK 17 and
     * 25 alike it was measured to be the fastest; four of four stay scalar on 17.
     */
    @Override
    public void linear(
            float[][] out, float[][] in, float[] w, int offset, int outStride, int inStride, int bias, boolean add) {
        int fours = in.length < 2 ? 0 : out.length & ~3;
        int pairs = in.length & ~1;
        for (int i = 0; i < fours; i += 4) {
            int at = offset + i * outStride;
            for (int k = 0; k < pairs; k += 2, at += 2 * inStride) {
                int second = at + outStride;
                int third = second + outStride;
                int fourth = third + outStride;
                float[] o = out[i];
                float[] p = out[i + 1];
                float[] q = out[i + 2];
                float[] r = out[i + 3];
                float[] a = in[k];
                float[] b = in[k + 1];
                float oa = w[at];
                float ob = w[at + inStride];
                float pa = w[second];
                float pb = w[second + inStride];
                float qa = w[third];
                float qb = w[third + inStride];
                float ra = w[fourth];
                float rb = w[fourth + inStride];
                if (k > 0 || add) {
                    addTwo(o, p, q, r, a, b, oa, ob, pa, pb, qa, qb, ra, rb);
                } else if (bias < 0) {
                    setTwo(o, p, q, r, a, b, oa, ob, pa, pb, qa, qb, ra, rb, 0, 0, 0, 0);
                } else {
                    int c = bias + i;
                    setTwo(o, p, q, r, a, b, oa, ob, pa, pb, qa, qb, ra, rb, w[c], w[c + 1], w[c + 2], w[c + 3]);
                }
            }
        }
        for (int i = 0; i < out.length; i++) {
            if (i >= fours && !add) {
                Arrays.fill(out[i], bias < 0 ? 0 : w[bias + i]);
            }
            for (int k = i < fours ? pairs : 0; k < in.length; k++) {
                addReal(in[k], w[offset + i * outStride + k * inStride], out[i]);
            }
        }
    }

    private static void setTwo(
            float[] o,
            float[] p,
            float[] q,
            float[] r,
            float[] a,
            float[] b,
            float oa,
            float ob,
            float pa,
            float pb,
            float qa,
            float qb,
            float ra,
            float rb,
            float oc,
            float pc,
            float qc,
            float rc) {
        for (int j = 0; j < LANES; j++) {
            float x = a[j];
            float y = b[j];
            o[j] = Math.fma(ob, y, Math.fma(oa, x, oc));
            p[j] = Math.fma(pb, y, Math.fma(pa, x, pc));
            q[j] = Math.fma(qb, y, Math.fma(qa, x, qc));
            r[j] = Math.fma(rb, y, Math.fma(ra, x, rc));
        }
    }

    /** Of {@code LANES}, a literal, which C2 vectorises best: hence not one method for any length. */
    private static void addTwo(
            float[] o,
            float[] p,
            float[] q,
            float[] r,
            float[] a,
            float[] b,
            float oa,
            float ob,
            float pa,
            float pb,
            float qa,
            float qb,
            float ra,
            float rb) {
        for (int j = 0; j < LANES; j++) {
            float x = a[j];
            float y = b[j];
            o[j] = Math.fma(ob, y, Math.fma(oa, x, o[j]));
            p[j] = Math.fma(pb, y, Math.fma(pa, x, p[j]));
            q[j] = Math.fma(qb, y, Math.fma(qa, x, q[j]));
            r[j] = Math.fma(rb, y, Math.fma(ra, x, r[j]));
        }
    }

    @Override
    public float[][] rows(int count, int length) {
        return new float[count][length];
    }

    @Override
    public void addColumns(float[][] a, float[][] rows, float[][] sum) {
        int fours = sum.length & ~3;
        for (int j = 0; j < LANES; j += 2) {
            for (int i = 0; i < fours; i += 4) {
                addTwoOfAnyLength(
                        sum[i],
                        sum[i + 1],
                        sum[i + 2],
                        sum[i + 3],
                        rows[j],
                        rows[j + 1],
                        a[i][j],
                        a[i][j + 1],
                        a[i + 1][j],
                        a[i + 1][j + 1],
                        a[i + 2][j],
                        a[i + 2][j + 1],
                        a[i + 3][j],
                        a[i + 3][j + 1]);
            }
            for (int i = fours; i < sum.length; i++) {
                addScaledRow(sum[i], rows[j], a[i][j]);
                addScaledRow(sum[i], rows[j + 1], a[i][j + 1]);
            }
        }
    }

    private static void addScaledRow(float[] sum, float[] row, float factor) {
        for (int k = 0; k < sum.length; k++) {
            sum[k] = Math.fma(factor, row[k], sum[k]);
        }
    }

    private static void addTwoOfAnyLength(
            float[] o,
            float[] p,
            float[] q,
            float[] r,
            float[] a,
            float[] b,
            float oa,
            float ob,
            float pa,
            float pb,
            float qa,
            float qb,
            float ra,
            float rb) {
        for (int j = 0; j < o.length; j++) {
            float x = a[j];
            float y = b[j];
            o[j] = Math.fma(ob, y, Math.fma(oa, x, o[j]));
            p[j] = Math.fma(pb, y, Math.fma(pa, x, p[j]));
            q[j] = Math.fma(qb, y, Math.fma(qa, x, q[j]));
            r[j] = Math.fma(rb, y, Math.fma(ra, x, r[j]));
        }
    }

    @Override
    public void bloch(float[] a, float[] b, float[] x, float[] y, float[] z) {
        for (int j = 0; j < LANES; j++) {
            float re = a[j];
            float im = a[j + LANES];
            float u = b[j];
            float v = b[j + LANES];
            x[j] = 2f * (re * u + im * v);
            y[j] = 2f * (re * v - im * u);
            z[j] = (re * re + im * im) - (u * u + v * v);
        }
    }

    @Override
    public void blochGradient(float[] a, float[] b, float[] dx, float[] dy, float[] dz, float[] da, float[] db) {
        for (int j = 0; j < LANES; j++) {
            float x = 2f * dx[j];
            float y = 2f * dy[j];
            float z = 2f * dz[j];
            float re = a[j];
            float im = a[j + LANES];
            float u = b[j];
            float v = b[j + LANES];
            da[j] = x * u + y * v + z * re;
            da[j + LANES] = x * v - y * u + z * im;
            db[j] = x * re - y * im - z * u;
            db[j + LANES] = x * im + y * re - z * v;
        }
    }

    @Override
    public void blochColumns(float[][] low, List<float[][]> others, float[][] columns) {
        for (int j = 0; j < LANES; j++) {
            float[] column = columns[j];
            for (int k = 0; k < low.length; k++) {
                column[k] = low[k][j];
            }
            int size = low.length;
            for (int qubit = others.size() - 1; qubit >= 0; qubit--, size *= 4) {
                float[][] vector = others.get(qubit);
                if (size == 64) {
                    extend64(column, vector[1][j], vector[2][j], vector[3][j]);
                } else if (size == 16) {
                    extend16(column, vector[1][j], vector[2][j], vector[3][j]);
                } else {
                    extend4(column, vector[1][j], vector[2][j], vector[3][j]);
                }
            }
        }
    }

    private static void extend64(float[] column, float x, float y, float z) {
        for (int k = 0; k < 64; k++) {
            float product = column[k];
            column[k + 64] = x * product;
            column[k + 128] = y * product;
            column[k + 192] = z * product;
        }
    }

    private static void extend16(float[] column, float x, float y, float z) {
        for (int k = 0; k < 16; k++) {
            float product = column[k];
            column[k + 16] = x * product;
            column[k + 32] = y * product;
            column[k + 48] = z * product;
        }
    }

    private static void extend4(float[] column, float x, float y, float z) {
        for (int k = 0; k < 4; k++) {
            float product = column[k];
            column[k + 4] = x * product;
            column[k + 8] = y * product;
            column[k + 12] = z * product;
        }
    }

    @Override
    public void contract(float[][] products, float[] high, float[][] low, float[] dHigh, float[][] dLow) {
        Arrays.fill(dHigh, 0);
        for (int k = 0; k < low.length; k += 2) {
            contractTwo(products[k], products[k + 1], high, low[k], low[k + 1], dHigh, dLow[k], dLow[k + 1]);
        }
    }

    private static void contractTwo(
            float[] p, float[] q, float[] high, float[] low, float[] next, float[] dHigh, float[] dLow, float[] dNext) {
        for (int j = 0; j < LANES; j++) {
            float x = p[j];
            float y = q[j];
            dLow[j] = Math.fma(high[j], x, dLow[j]);
            dNext[j] = Math.fma(high[j], y, dNext[j]);
            dHigh[j] = Math.fma(next[j], y, Math.fma(low[j], x, dHigh[j]));
        }
    }

    @Override
    public void addProducts(float[] a, float[][] rows, float[][] sums, int first) {
        int fours = rows.length & ~3;
        for (int k = 0; k < fours; k += 4) {
            int s = first + k;
            addFourProducts(
                    a, rows[k], rows[k + 1], rows[k + 2], rows[k + 3], sums[s], sums[s + 1], sums[s + 2], sums[s + 3]);
        }
        for (int k = fours; k < rows.length; k++) {
            addProduct(a, rows[k], sums[first + k]);
        }
    }

    private static void addFourProducts(
            float[] a, float[] b, float[] c, float[] d, float[] e, float[] p, float[] q, float[] r, float[] s) {
        for (int j = 0; j < LANES; j++) {
            float x = a[j];
            p[j] = Math.fma(x, b[j], p[j]);
            q[j] = Math.fma(x, c[j], q[j]);
            r[j] = Math.fma(x, d[j], r[j]);
            s[j] = Math.fma(x, e[j], s[j]);
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
        int fours = count & ~3;
        for (int k = 0; k < fours; k += 4) {
            transposeFour(rows[first + k], rows[first + k + 1], rows[first + k + 2], rows[first + k + 3], columns, k);
        }
        for (int k = fours; k < count; k++) {
            float[] row = rows[first + k];
            for (int j = 0; j < LANES; j++) {
                columns[j][k] = row[j];
            }
        }
    }

    private static void transposeFour(float[] a, float[] b, float[] c, float[] d, float[][] columns, int k) {
        for (int j = 0; j < LANES; j++) {
            float[] column = columns[j];
            column[k] = a[j];
            column[k + 1] = b[j];
            column[k + 2] = c[j];
            column[k + 3] = d[j];
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
