package io.github.dl4jquantum.engine.cpu;

import static io.github.dl4jquantum.engine.cpu.FloatVectorCircuitKernels.KIND;
import static io.github.dl4jquantum.engine.cpu.FloatVectorCircuitKernels.LANES;
import static io.github.dl4jquantum.engine.cpu.FloatVectorCircuitKernels.SPECIES;
import static io.github.dl4jquantum.engine.cpu.FloatVectorCircuitKernels.STEP;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/**
 * {@link CellKernels#transfer} and its way back in the Vector API, by fours of observables and of low rows: what is summed up stays
 * in registers, two vectors of lanes of it.
 */
final class FloatVectorBlochProducts {

    private FloatVectorBlochProducts() {}

    static void transfer(float[] c, float[][] high, float[][] low, float[][] z) {
        for (float[] row : z) {
            Arrays.fill(row, 0);
        }
        int features = high.length * low.length;
        for (int k = 0; k < z.length; k += 4) {
            for (int j = 0; j < LANES; j += 2 * STEP) {
                for (int h = 0; h < high.length; h++) {
                    int at = k * features + h * low.length;
                    addFour(c, at, features, high[h], low, z[k], z[k + 1], z[k + 2], z[k + 3], j);
                }
            }
        }
    }

    private static void addFour(
            float[] w,
            int offset,
            int features,
            float[] high,
            float[][] low,
            float[] o,
            float[] p,
            float[] q,
            float[] r,
            int j) {
        FloatVector a = broadcast(SPECIES, 0f);
        FloatVector b = broadcast(SPECIES, 0f);
        FloatVector c = broadcast(SPECIES, 0f);
        FloatVector d = broadcast(SPECIES, 0f);
        FloatVector e = broadcast(SPECIES, 0f);
        FloatVector f = broadcast(SPECIES, 0f);
        FloatVector g = broadcast(SPECIES, 0f);
        FloatVector h = broadcast(SPECIES, 0f);
        for (int l = 0, at = offset; l < low.length; l++, at++) {
            FloatVector x = fromArray(SPECIES, low[l], j);
            FloatVector y = fromArray(SPECIES, low[l], j + STEP);
            FloatVector factor = broadcast(SPECIES, w[at]);
            a = x.fma(factor, a);
            b = y.fma(factor, b);
            factor = broadcast(SPECIES, w[at + features]);
            c = x.fma(factor, c);
            d = y.fma(factor, d);
            factor = broadcast(SPECIES, w[at + 2 * features]);
            e = x.fma(factor, e);
            f = y.fma(factor, f);
            factor = broadcast(SPECIES, w[at + 3 * features]);
            g = x.fma(factor, g);
            h = y.fma(factor, h);
        }
        FloatVector x = fromArray(SPECIES, high, j);
        FloatVector y = fromArray(SPECIES, high, j + STEP);
        KIND.cast(x.fma(a, fromArray(SPECIES, o, j))).intoArray(o, j);
        KIND.cast(y.fma(b, fromArray(SPECIES, o, j + STEP))).intoArray(o, j + STEP);
        KIND.cast(x.fma(c, fromArray(SPECIES, p, j))).intoArray(p, j);
        KIND.cast(y.fma(d, fromArray(SPECIES, p, j + STEP))).intoArray(p, j + STEP);
        KIND.cast(x.fma(e, fromArray(SPECIES, q, j))).intoArray(q, j);
        KIND.cast(y.fma(f, fromArray(SPECIES, q, j + STEP))).intoArray(q, j + STEP);
        KIND.cast(x.fma(g, fromArray(SPECIES, r, j))).intoArray(r, j);
        KIND.cast(y.fma(h, fromArray(SPECIES, r, j + STEP))).intoArray(r, j + STEP);
    }

    /** {@link CellKernels#transferGradient} of low rows by fours. */
    static void transferGradient(
            float[] c, float[][] dZ, float[][] high, float[][] low, float[][] dHigh, float[][] dLow) {
        for (float[] row : dHigh) {
            Arrays.fill(row, 0);
        }
        for (int j = 0; j < LANES; j += 2 * STEP) {
            for (int l = 0; l < low.length; l += 4) {
                backFour(c, l, dZ, high, low, dHigh, dLow, j);
            }
        }
    }

    private static void backFour(
            float[] w, int l, float[][] dZ, float[][] high, float[][] low, float[][] dHigh, float[][] dLow, int j) {
        int features = high.length * low.length;
        FloatVector o = fromArray(SPECIES, dLow[l], j);
        FloatVector p = fromArray(SPECIES, dLow[l], j + STEP);
        FloatVector q = fromArray(SPECIES, dLow[l + 1], j);
        FloatVector r = fromArray(SPECIES, dLow[l + 1], j + STEP);
        FloatVector s = fromArray(SPECIES, dLow[l + 2], j);
        FloatVector t = fromArray(SPECIES, dLow[l + 2], j + STEP);
        FloatVector u = fromArray(SPECIES, dLow[l + 3], j);
        FloatVector v = fromArray(SPECIES, dLow[l + 3], j + STEP);
        for (int i = 0; i < high.length; i++) {
            FloatVector a = broadcast(SPECIES, 0f);
            FloatVector b = broadcast(SPECIES, 0f);
            FloatVector c = broadcast(SPECIES, 0f);
            FloatVector d = broadcast(SPECIES, 0f);
            FloatVector e = broadcast(SPECIES, 0f);
            FloatVector f = broadcast(SPECIES, 0f);
            FloatVector g = broadcast(SPECIES, 0f);
            FloatVector h = broadcast(SPECIES, 0f);
            for (int k = 0, at = i * low.length + l; k < dZ.length; k++, at += features) {
                FloatVector x = fromArray(SPECIES, dZ[k], j);
                FloatVector y = fromArray(SPECIES, dZ[k], j + STEP);
                FloatVector factor = broadcast(SPECIES, w[at]);
                a = x.fma(factor, a);
                b = y.fma(factor, b);
                factor = broadcast(SPECIES, w[at + 1]);
                c = x.fma(factor, c);
                d = y.fma(factor, d);
                factor = broadcast(SPECIES, w[at + 2]);
                e = x.fma(factor, e);
                f = y.fma(factor, f);
                factor = broadcast(SPECIES, w[at + 3]);
                g = x.fma(factor, g);
                h = y.fma(factor, h);
            }
            FloatVector x = fromArray(SPECIES, high[i], j);
            FloatVector y = fromArray(SPECIES, high[i], j + STEP);
            o = x.fma(a, o);
            p = y.fma(b, p);
            q = x.fma(c, q);
            r = y.fma(d, r);
            s = x.fma(e, s);
            t = y.fma(f, t);
            u = x.fma(g, u);
            v = y.fma(h, v);
            x = fromArray(SPECIES, low[l], j).fma(a, fromArray(SPECIES, dHigh[i], j));
            y = fromArray(SPECIES, low[l], j + STEP).fma(b, fromArray(SPECIES, dHigh[i], j + STEP));
            x = fromArray(SPECIES, low[l + 1], j).fma(c, x);
            y = fromArray(SPECIES, low[l + 1], j + STEP).fma(d, y);
            x = fromArray(SPECIES, low[l + 2], j).fma(e, x);
            y = fromArray(SPECIES, low[l + 2], j + STEP).fma(f, y);
            x = fromArray(SPECIES, low[l + 3], j).fma(g, x);
            y = fromArray(SPECIES, low[l + 3], j + STEP).fma(h, y);
            KIND.cast(x).intoArray(dHigh[i], j);
            KIND.cast(y).intoArray(dHigh[i], j + STEP);
        }
        KIND.cast(o).intoArray(dLow[l], j);
        KIND.cast(p).intoArray(dLow[l], j + STEP);
        KIND.cast(q).intoArray(dLow[l + 1], j);
        KIND.cast(r).intoArray(dLow[l + 1], j + STEP);
        KIND.cast(s).intoArray(dLow[l + 2], j);
        KIND.cast(t).intoArray(dLow[l + 2], j + STEP);
        KIND.cast(u).intoArray(dLow[l + 3], j);
        KIND.cast(v).intoArray(dLow[l + 3], j + STEP);
    }
}
