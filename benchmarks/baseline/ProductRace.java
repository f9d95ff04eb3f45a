import java.util.function.BiConsumer;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * What the CPU engine's loop for products of matrices reaches by itself: [64, 16] times [16, lanes], float32, one thread.
 *
 * <p>java --add-modules jdk.incubator.vector benchmarks/baseline/ProductRace.java
 */
final class ProductRace {

    private static final int ROWS = 64;
    private static final int INNER = 16;
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

    public static void main(String[] arguments) {
        System.out.println("lanes, fused multiply-adds a nanosecond (best of 20): four rows of two a pass, Vector API");
        race(64, (out, in) -> plain(out, in, ProductRace::add64));
        race(128, (out, in) -> plain(out, in, ProductRace::add128));
        race(256, (out, in) -> plain(out, in, ProductRace::add256));
    }

    private static final float[] W = new float[ROWS * INNER];

    private static void race(int lanes, BiConsumer<float[][], float[][]> plain) {
        for (int k = 0; k < W.length; k++) {
            W[k] = k % 7 * .1f;
        }
        System.out.printf("%d, %.1f, %.1f%n", lanes, best(lanes, plain), best(lanes, ProductRace::vector));
    }

    private static double best(int lanes, BiConsumer<float[][], float[][]> product) {
        float[][] out = new float[ROWS][lanes];
        float[][] in = new float[INNER][lanes];
        int runs = 50_000 / lanes;
        double best = 0;
        for (int round = 0; round < 20; round++) {
            long start = System.nanoTime();
            for (int run = 0; run < runs; run++) {
                product.accept(out, in);
            }
            best = Math.max(best, (double) runs * ROWS * INNER * lanes / (System.nanoTime() - start));
        }
        return best;
    }

    private interface Pass {
        void add(float[] o, float[] p, float[] q, float[] r, float[] a, float[] b, int at);
    }

    private static void plain(float[][] out, float[][] in, Pass pass) {
        for (int i = 0; i < ROWS; i += 4) {
            for (int k = 0; k < INNER; k += 2) {
                pass.add(out[i], out[i + 1], out[i + 2], out[i + 3], in[k], in[k + 1], i * INNER + k);
            }
        }
    }

    private static void add64(float[] o, float[] p, float[] q, float[] r, float[] a, float[] b, int at) {
        float oa = W[at], ob = W[at + 1], pa = W[at + INNER], pb = W[at + INNER + 1];
        float qa = W[at + 2 * INNER], qb = W[at + 2 * INNER + 1], ra = W[at + 3 * INNER], rb = W[at + 3 * INNER + 1];
        for (int j = 0; j < 64; j++) {
            float x = a[j];
            float y = b[j];
            o[j] = Math.fma(ob, y, Math.fma(oa, x, o[j]));
            p[j] = Math.fma(pb, y, Math.fma(pa, x, p[j]));
            q[j] = Math.fma(qb, y, Math.fma(qa, x, q[j]));
            r[j] = Math.fma(rb, y, Math.fma(ra, x, r[j]));
        }
    }

    private static void add128(float[] o, float[] p, float[] q, float[] r, float[] a, float[] b, int at) {
        float oa = W[at], ob = W[at + 1], pa = W[at + INNER], pb = W[at + INNER + 1];
        float qa = W[at + 2 * INNER], qb = W[at + 2 * INNER + 1], ra = W[at + 3 * INNER], rb = W[at + 3 * INNER + 1];
        for (int j = 0; j < 128; j++) {
            float x = a[j];
            float y = b[j];
            o[j] = Math.fma(ob, y, Math.fma(oa, x, o[j]));
            p[j] = Math.fma(pb, y, Math.fma(pa, x, p[j]));
            q[j] = Math.fma(qb, y, Math.fma(qa, x, q[j]));
            r[j] = Math.fma(rb, y, Math.fma(ra, x, r[j]));
        }
    }

    private static void add256(float[] o, float[] p, float[] q, float[] r, float[] a, float[] b, int at) {
        float oa = W[at], ob = W[at + 1], pa = W[at + INNER], pb = W[at + INNER + 1];
        float qa = W[at + 2 * INNER], qb = W[at + 2 * INNER + 1], ra = W[at + 3 * INNER], rb = W[at + 3 * INNER + 1];
        for (int j = 0; j < 256; j++) {
            float x = a[j];
            float y = b[j];
            o[j] = Math.fma(ob, y, Math.fma(oa, x, o[j]));
            p[j] = Math.fma(pb, y, Math.fma(pa, x, p[j]));
            q[j] = Math.fma(qb, y, Math.fma(qa, x, q[j]));
            r[j] = Math.fma(rb, y, Math.fma(ra, x, r[j]));
        }
    }

    private static void vector(float[][] out, float[][] in) {
        int step = SPECIES.length();
        for (int i = 0; i < ROWS; i += 4) {
            for (int j = 0; j < in[0].length; j += 2 * step) {
                FloatVector zero = FloatVector.zero(SPECIES);
                FloatVector a = zero, b = zero, c = zero, d = zero, e = zero, f = zero, g = zero, h = zero;
                for (int k = 0; k < INNER; k++) {
                    FloatVector x = FloatVector.fromArray(SPECIES, in[k], j);
                    FloatVector y = FloatVector.fromArray(SPECIES, in[k], j + step);
                    FloatVector w = FloatVector.broadcast(SPECIES, W[i * INNER + k]);
                    a = x.fma(w, a);
                    b = y.fma(w, b);
                    w = FloatVector.broadcast(SPECIES, W[(i + 1) * INNER + k]);
                    c = x.fma(w, c);
                    d = y.fma(w, d);
                    w = FloatVector.broadcast(SPECIES, W[(i + 2) * INNER + k]);
                    e = x.fma(w, e);
                    f = y.fma(w, f);
                    w = FloatVector.broadcast(SPECIES, W[(i + 3) * INNER + k]);
                    g = x.fma(w, g);
                    h = y.fma(w, h);
                }
                a.intoArray(out[i], j);
                b.intoArray(out[i], j + step);
                c.intoArray(out[i + 1], j);
                d.intoArray(out[i + 1], j + step);
                e.intoArray(out[i + 2], j);
                f.intoArray(out[i + 2], j + step);
                g.intoArray(out[i + 3], j);
                h.intoArray(out[i + 3], j + step);
            }
        }
    }
}
