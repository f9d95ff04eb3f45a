package io.github.dl4jquantum.engine.cpu;

import static io.github.dl4jquantum.engine.cpu.FloatVectorCircuitKernels.LANES;
import static io.github.dl4jquantum.engine.cpu.FloatVectorCircuitKernels.SPECIES;
import static io.github.dl4jquantum.engine.cpu.FloatVectorCircuitKernels.STEP;
import static io.github.dl4jquantum.engine.cpu.FloatVectorCircuitKernels.all;
import static io.github.dl4jquantum.engine.cpu.FloatVectorCircuitKernels.load;

import jdk.incubator.vector.FloatVector;

/**
 * Products of matrices in the Vector API: four rows of two vectors a pass, whose sums stay in registers. Measured by
 * benchmarks/baseline/ProductRace.java.
 */
final class FloatVectorProducts {

    private static final FloatVector ZERO = FloatVector.zero(SPECIES);

    private FloatVectorProducts() {}

    /**
     * Stores what a loop has added up. To C2 such a variable is a vector of any size; once a JVM has seen two sizes, such as
     * another library's, it would make objects of it in every turn of the loop if the comparison did not tell it the size.
     */
    static void store(FloatVector sum, float[] row, int from) {
        if (sum.getClass() != ZERO.getClass()) {
            throw new IllegalArgumentException("A vector of " + sum.length() + " lanes in a loop of " + STEP + ".");
        }
        sum.intoArray(row, from);
    }

    /** {@link CellKernels#linear} where lanes fill pairs of vectors. */
    static void linear(
            float[][] out, float[][] in, float[] w, int offset, int outStride, int inStride, int bias, boolean add) {
        int fours = out.length & ~3;
        for (int i = 0; i < out.length; i += i < fours ? 4 : 1) {
            int first = offset + i * outStride;
            for (int j = 0; j < LANES; j += 2 * STEP) {
                if (i < fours) {
                    float[] o = out[i];
                    addFour(o, out[i + 1], out[i + 2], out[i + 3], in, w, first, outStride, inStride, bias, i, add, j);
                } else {
                    addOne(out[i], in, w, first, inStride, bias, i, add, j);
                }
            }
        }
    }

    /** What row i of the results is added to: itself, its bias, or 0. */
    private static FloatVector start(float[] row, int j, float[] w, int bias, int i, boolean add) {
        return add ? load(row, j) : all(bias < 0 ? 0 : w[bias + i]);
    }

    private static void addFour(
            float[] o,
            float[] p,
            float[] q,
            float[] r,
            float[][] in,
            float[] w,
            int offset,
            int outStride,
            int inStride,
            int bias,
            int i,
            boolean add,
            int j) {
        FloatVector a = start(o, j, w, bias, i, add);
        FloatVector b = start(o, j + STEP, w, bias, i, add);
        FloatVector c = start(p, j, w, bias, i + 1, add);
        FloatVector d = start(p, j + STEP, w, bias, i + 1, add);
        FloatVector e = start(q, j, w, bias, i + 2, add);
        FloatVector f = start(q, j + STEP, w, bias, i + 2, add);
        FloatVector g = start(r, j, w, bias, i + 3, add);
        FloatVector h = start(r, j + STEP, w, bias, i + 3, add);
        for (int k = 0, at = offset; k < in.length; k++, at += inStride) {
            FloatVector x = load(in[k], j);
            FloatVector y = load(in[k], j + STEP);
            FloatVector factor = all(w[at]);
            a = x.fma(factor, a);
            b = y.fma(factor, b);
            factor = all(w[at + outStride]);
            c = x.fma(factor, c);
            d = y.fma(factor, d);
            factor = all(w[at + 2 * outStride]);
            e = x.fma(factor, e);
            f = y.fma(factor, f);
            factor = all(w[at + 3 * outStride]);
            g = x.fma(factor, g);
            h = y.fma(factor, h);
        }
        store(a, o, j);
        store(b, o, j + STEP);
        store(c, p, j);
        store(d, p, j + STEP);
        store(e, q, j);
        store(f, q, j + STEP);
        store(g, r, j);
        store(h, r, j + STEP);
    }

    private static void addOne(
            float[] o, float[][] in, float[] w, int offset, int inStride, int bias, int i, boolean add, int j) {
        FloatVector a = start(o, j, w, bias, i, add);
        FloatVector b = start(o, j + STEP, w, bias, i, add);
        for (int k = 0, at = offset; k < in.length; k++, at += inStride) {
            FloatVector factor = all(w[at]);
            a = load(in[k], j).fma(factor, a);
            b = load(in[k], j + STEP).fma(factor, b);
        }
        store(a, o, j);
        store(b, o, j + STEP);
    }

    /** {@link CellKernels#addColumns} of features that fill pairs of vectors. */
    static void addColumns(float[][] a, float[][] rows, float[][] sum) {
        // All sums of a block of features while it is in the cache.
        int fours = sum.length & ~3;
        for (int k = 0; k < sum[0].length; k += 2 * STEP) {
            for (int i = 0; i < fours; i += 4) {
                addColumnsFour(a[i], a[i + 1], a[i + 2], a[i + 3], rows, sum, i, k);
            }
            for (int i = fours; i < sum.length; i++) {
                addColumnsOne(a[i], rows, sum[i], k);
            }
        }
    }

    private static void addColumnsFour(
            float[] s, float[] t, float[] u, float[] v, float[][] rows, float[][] sum, int i, int k) {
        float[] o = sum[i];
        float[] p = sum[i + 1];
        float[] q = sum[i + 2];
        float[] r = sum[i + 3];
        FloatVector a = load(o, k);
        FloatVector b = load(o, k + STEP);
        FloatVector c = load(p, k);
        FloatVector d = load(p, k + STEP);
        FloatVector e = load(q, k);
        FloatVector f = load(q, k + STEP);
        FloatVector g = load(r, k);
        FloatVector h = load(r, k + STEP);
        for (int j = 0; j < LANES; j++) {
            FloatVector x = load(rows[j], k);
            FloatVector y = load(rows[j], k + STEP);
            FloatVector factor = all(s[j]);
            a = x.fma(factor, a);
            b = y.fma(factor, b);
            factor = all(t[j]);
            c = x.fma(factor, c);
            d = y.fma(factor, d);
            factor = all(u[j]);
            e = x.fma(factor, e);
            f = y.fma(factor, f);
            factor = all(v[j]);
            g = x.fma(factor, g);
            h = y.fma(factor, h);
        }
        store(a, o, k);
        store(b, o, k + STEP);
        store(c, p, k);
        store(d, p, k + STEP);
        store(e, q, k);
        store(f, q, k + STEP);
        store(g, r, k);
        store(h, r, k + STEP);
    }

    private static void addColumnsOne(float[] s, float[][] rows, float[] sum, int k) {
        FloatVector a = load(sum, k);
        FloatVector b = load(sum, k + STEP);
        for (int j = 0; j < LANES; j++) {
            FloatVector factor = all(s[j]);
            a = load(rows[j], k).fma(factor, a);
            b = load(rows[j], k + STEP).fma(factor, b);
        }
        store(a, sum, k);
        store(b, sum, k + STEP);
    }
}
