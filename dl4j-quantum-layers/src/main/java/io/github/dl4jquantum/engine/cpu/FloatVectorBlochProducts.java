package io.github.dl4jquantum.engine.cpu;

import static io.github.dl4jquantum.engine.cpu.FloatVectorCircuitKernels.LANES;
import static io.github.dl4jquantum.engine.cpu.FloatVectorCircuitKernels.STEP;
import static io.github.dl4jquantum.engine.cpu.FloatVectorCircuitKernels.all;
import static io.github.dl4jquantum.engine.cpu.FloatVectorCircuitKernels.load;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/**
 * {@link CellKernels#transfer} in the Vector API, for observables by fours: the products of matrix and low rows, of two
 * vectors of lanes, stay in registers. (The way back in this manner was slower than its two loops one after the other: so
 * long a method is beyond what C2 inlines, and its vectors become objects.)
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
        FloatVector a = all(0);
        FloatVector b = all(0);
        FloatVector c = all(0);
        FloatVector d = all(0);
        FloatVector e = all(0);
        FloatVector f = all(0);
        FloatVector g = all(0);
        FloatVector h = all(0);
        for (int l = 0, at = offset; l < low.length; l++, at++) {
            FloatVector x = load(low[l], j);
            FloatVector y = load(low[l], j + STEP);
            FloatVector factor = all(w[at]);
            a = x.fma(factor, a);
            b = y.fma(factor, b);
            factor = all(w[at + features]);
            c = x.fma(factor, c);
            d = y.fma(factor, d);
            factor = all(w[at + 2 * features]);
            e = x.fma(factor, e);
            f = y.fma(factor, f);
            factor = all(w[at + 3 * features]);
            g = x.fma(factor, g);
            h = y.fma(factor, h);
        }
        FloatVector x = load(high, j);
        FloatVector y = load(high, j + STEP);
        x.fma(a, load(o, j)).intoArray(o, j);
        y.fma(b, load(o, j + STEP)).intoArray(o, j + STEP);
        x.fma(c, load(p, j)).intoArray(p, j);
        y.fma(d, load(p, j + STEP)).intoArray(p, j + STEP);
        x.fma(e, load(q, j)).intoArray(q, j);
        y.fma(f, load(q, j + STEP)).intoArray(q, j + STEP);
        x.fma(g, load(r, j)).intoArray(r, j);
        y.fma(h, load(r, j + STEP)).intoArray(r, j + STEP);
    }
}
