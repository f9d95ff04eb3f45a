package io.github.dl4jquantum.engine.cpu;

import static io.github.dl4jquantum.engine.cpu.FloatVectorCircuitKernels.KIND;
import static io.github.dl4jquantum.engine.cpu.FloatVectorCircuitKernels.LANES;
import static io.github.dl4jquantum.engine.cpu.FloatVectorCircuitKernels.SPECIES;
import static io.github.dl4jquantum.engine.cpu.FloatVectorCircuitKernels.STEP;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;

import jdk.incubator.vector.FloatVector;

/**
 * Products of matrices in the Vector API: four rows of two vectors a pass, whose sums stay in registers. Measured by
 * benchmarks/baseline/ProductRace.java.
 */
final class FloatVectorProducts {

    private FloatVectorProducts() {}

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

    /** What the sums of row i begin with where they are not added to it: its bias, or 0. */
    private static float start(float[] w, int bias, int i) {
        return bias < 0 ? 0 : w[bias + i];
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
        FloatVector a = add ? fromArray(SPECIES, o, j) : broadcast(SPECIES, start(w, bias, i));
        FloatVector b = add ? fromArray(SPECIES, o, j + STEP) : broadcast(SPECIES, start(w, bias, i));
        FloatVector c = add ? fromArray(SPECIES, p, j) : broadcast(SPECIES, start(w, bias, i + 1));
        FloatVector d = add ? fromArray(SPECIES, p, j + STEP) : broadcast(SPECIES, start(w, bias, i + 1));
        FloatVector e = add ? fromArray(SPECIES, q, j) : broadcast(SPECIES, start(w, bias, i + 2));
        FloatVector f = add ? fromArray(SPECIES, q, j + STEP) : broadcast(SPECIES, start(w, bias, i + 2));
        FloatVector g = add ? fromArray(SPECIES, r, j) : broadcast(SPECIES, start(w, bias, i + 3));
        FloatVector h = add ? fromArray(SPECIES, r, j + STEP) : broadcast(SPECIES, start(w, bias, i + 3));
        for (int k = 0, at = offset; k < in.length; k++, at += inStride) {
            FloatVector x = fromArray(SPECIES, in[k], j);
            FloatVector y = fromArray(SPECIES, in[k], j + STEP);
            FloatVector factor = broadcast(SPECIES, w[at]);
            a = x.fma(factor, a);
            b = y.fma(factor, b);
            factor = broadcast(SPECIES, w[at + outStride]);
            c = x.fma(factor, c);
            d = y.fma(factor, d);
            factor = broadcast(SPECIES, w[at + 2 * outStride]);
            e = x.fma(factor, e);
            f = y.fma(factor, f);
            factor = broadcast(SPECIES, w[at + 3 * outStride]);
            g = x.fma(factor, g);
            h = y.fma(factor, h);
        }
        KIND.cast(a).intoArray(o, j);
        KIND.cast(b).intoArray(o, j + STEP);
        KIND.cast(c).intoArray(p, j);
        KIND.cast(d).intoArray(p, j + STEP);
        KIND.cast(e).intoArray(q, j);
        KIND.cast(f).intoArray(q, j + STEP);
        KIND.cast(g).intoArray(r, j);
        KIND.cast(h).intoArray(r, j + STEP);
    }

    private static void addOne(
            float[] o, float[][] in, float[] w, int offset, int inStride, int bias, int i, boolean add, int j) {
        FloatVector a = add ? fromArray(SPECIES, o, j) : broadcast(SPECIES, start(w, bias, i));
        FloatVector b = add ? fromArray(SPECIES, o, j + STEP) : broadcast(SPECIES, start(w, bias, i));
        for (int k = 0, at = offset; k < in.length; k++, at += inStride) {
            FloatVector factor = broadcast(SPECIES, w[at]);
            a = fromArray(SPECIES, in[k], j).fma(factor, a);
            b = fromArray(SPECIES, in[k], j + STEP).fma(factor, b);
        }
        KIND.cast(a).intoArray(o, j);
        KIND.cast(b).intoArray(o, j + STEP);
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
        FloatVector a = fromArray(SPECIES, o, k);
        FloatVector b = fromArray(SPECIES, o, k + STEP);
        FloatVector c = fromArray(SPECIES, p, k);
        FloatVector d = fromArray(SPECIES, p, k + STEP);
        FloatVector e = fromArray(SPECIES, q, k);
        FloatVector f = fromArray(SPECIES, q, k + STEP);
        FloatVector g = fromArray(SPECIES, r, k);
        FloatVector h = fromArray(SPECIES, r, k + STEP);
        for (int j = 0; j < LANES; j++) {
            FloatVector x = fromArray(SPECIES, rows[j], k);
            FloatVector y = fromArray(SPECIES, rows[j], k + STEP);
            FloatVector factor = broadcast(SPECIES, s[j]);
            a = x.fma(factor, a);
            b = y.fma(factor, b);
            factor = broadcast(SPECIES, t[j]);
            c = x.fma(factor, c);
            d = y.fma(factor, d);
            factor = broadcast(SPECIES, u[j]);
            e = x.fma(factor, e);
            f = y.fma(factor, f);
            factor = broadcast(SPECIES, v[j]);
            g = x.fma(factor, g);
            h = y.fma(factor, h);
        }
        KIND.cast(a).intoArray(o, k);
        KIND.cast(b).intoArray(o, k + STEP);
        KIND.cast(c).intoArray(p, k);
        KIND.cast(d).intoArray(p, k + STEP);
        KIND.cast(e).intoArray(q, k);
        KIND.cast(f).intoArray(q, k + STEP);
        KIND.cast(g).intoArray(r, k);
        KIND.cast(h).intoArray(r, k + STEP);
    }

    private static void addColumnsOne(float[] s, float[][] rows, float[] sum, int k) {
        FloatVector a = fromArray(SPECIES, sum, k);
        FloatVector b = fromArray(SPECIES, sum, k + STEP);
        for (int j = 0; j < LANES; j++) {
            FloatVector factor = broadcast(SPECIES, s[j]);
            a = fromArray(SPECIES, rows[j], k).fma(factor, a);
            b = fromArray(SPECIES, rows[j], k + STEP).fma(factor, b);
        }
        KIND.cast(a).intoArray(sum, k);
        KIND.cast(b).intoArray(sum, k + STEP);
    }
}
