package io.github.dl4jquantum.engine.cpu;

import static io.github.dl4jquantum.engine.cpu.FloatVectorCircuitKernels.LANES;
import static io.github.dl4jquantum.engine.cpu.FloatVectorCircuitKernels.SPECIES;
import static io.github.dl4jquantum.engine.cpu.FloatVectorCircuitKernels.STEP;
import static io.github.dl4jquantum.engine.cpu.FloatVectorCircuitKernels.all;
import static io.github.dl4jquantum.engine.cpu.FloatVectorCircuitKernels.load;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/**
 * Products of matrices in the Vector API: four rows of two vectors a pass, whose sums stay in registers. Measured by
 * benchmarks/baseline/ProductRace.java.
 */
final class FloatVectorProducts {

    private static final FloatVector ZERO = FloatVector.zero(SPECIES);

    private FloatVectorProducts() {}

    /**
     * Stores what a loop has added up. To C2 such a variable is a vector of any size; once a JVM has seen two sizes, it would
     * make objects of it in every turn of the loop if the comparison did not tell it the size.
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
        for (int i = 0; i < out.length && !add; i++) {
            Arrays.fill(out[i], bias < 0 ? 0 : w[bias + i]);
        }
        int fours = out.length & ~3;
        for (int i = 0; i < out.length; i += i < fours ? 4 : 1) {
            for (int j = 0; j < LANES; j += 2 * STEP) {
                if (i < fours) {
                    addFour(
                            out[i],
                            out[i + 1],
                            out[i + 2],
                            out[i + 3],
                            in,
                            w,
                            offset + i * outStride,
                            outStride,
                            inStride,
                            j);
                } else {
                    addOne(out[i], in, w, offset + i * outStride, inStride, j);
                }
            }
        }
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
            int j) {
        FloatVector a = load(o, j);
        FloatVector b = load(o, j + STEP);
        FloatVector c = load(p, j);
        FloatVector d = load(p, j + STEP);
        FloatVector e = load(q, j);
        FloatVector f = load(q, j + STEP);
        FloatVector g = load(r, j);
        FloatVector h = load(r, j + STEP);
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

    private static void addOne(float[] o, float[][] in, float[] w, int offset, int inStride, int j) {
        FloatVector a = load(o, j);
        FloatVector b = load(o, j + STEP);
        for (int k = 0, at = offset; k < in.length; k++, at += inStride) {
            FloatVector factor = all(w[at]);
            a = load(in[k], j).fma(factor, a);
            b = load(in[k], j + STEP).fma(factor, b);
        }
        store(a, o, j);
        store(b, o, j + STEP);
    }

    /** {@link CellKernels#addColumns} of rows by fours and features that fill pairs of vectors. */
    static void addColumns(float[][] a, float[][] rows, float[][] sum) {
        // All sums of a block of features while it is in the cache.
        for (int k = 0; k < sum[0].length; k += 2 * STEP) {
            for (int i = 0; i < sum.length; i += 4) {
                addColumnsFour(a[i], a[i + 1], a[i + 2], a[i + 3], rows, sum, i, k);
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
}
