package io.github.dl4jquantum.engine.cpu;

import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;

import jdk.incubator.vector.FloatVector;

/** The loops of cells, as {@link FloatVectorCircuitKernels} has those of circuits. */
final class FloatVectorKernels extends FloatVectorCircuitKernels {

    private FloatVectorKernels() {}

    /** These loops, or the plain ones where a vector is longer than a row. */
    static CellKernels<float[]> create() {
        return STEP <= LANES ? new FloatVectorKernels() : new FloatCellKernels();
    }

    @Override
    public void multiplyBy(float[] a, float[] b) {
        product(a, b, a);
    }

    @Override
    public void difference(float[] a, float[] b, float[] y) {
        for (int j = 0; j < LANES; j += STEP) {
            KIND.cast(fromArray(SPECIES, a, j).sub(fromArray(SPECIES, b, j))).intoArray(y, j);
        }
    }

    @Override
    public void sigmoid(float[] a) {
        FloatVectorMath.tanh(a, .5f, .5f, .5f, a, LANES);
    }

    @Override
    public void tanh(float[] a, float[] y) {
        FloatVectorMath.tanh(a, 1, 1, -0f, y, LANES); // 0 would make 0 of -0
    }

    @Override
    public void cellState(float[] f, float[] c0, float[] i, float[] g, float[] c) {
        for (int j = 0; j < LANES; j += STEP) {
            KIND.cast(fromArray(SPECIES, f, j)
                            .fma(
                                    fromArray(SPECIES, c0, j),
                                    fromArray(SPECIES, i, j).mul(fromArray(SPECIES, g, j))))
                    .intoArray(c, j);
        }
    }

    @Override
    public void sigmoidGradient(float[] d, float[] a, float[] s, float[] y) {
        for (int j = 0; j < LANES; j += STEP) {
            FloatVector gate = fromArray(SPECIES, s, j);
            KIND.cast(fromArray(SPECIES, d, j).mul(fromArray(SPECIES, a, j)).mul(gate.sub(gate.mul(gate))))
                    .intoArray(y, j);
        }
    }

    @Override
    public void tanhGradient(float[] d, float[] a, float[] s, float[] y) {
        for (int j = 0; j < LANES; j += STEP) {
            FloatVector gate = fromArray(SPECIES, s, j);
            FloatVector slope = broadcast(SPECIES, 1f).sub(gate.mul(gate));
            KIND.cast(fromArray(SPECIES, d, j).mul(fromArray(SPECIES, a, j)).mul(slope))
                    .intoArray(y, j);
        }
    }

    @Override
    public void addTanhGradient(float[] d, float[] a, float[] s, float[] sum) {
        for (int j = 0; j < LANES; j += STEP) {
            FloatVector gate = fromArray(SPECIES, s, j);
            FloatVector slope = broadcast(SPECIES, 1f).sub(gate.mul(gate));
            KIND.cast(fromArray(SPECIES, d, j).mul(fromArray(SPECIES, a, j)).fma(slope, fromArray(SPECIES, sum, j)))
                    .intoArray(sum, j);
        }
    }

    @Override
    public void product(float[] a, float[] b, float[] y) {
        for (int j = 0; j < LANES; j += STEP) {
            KIND.cast(fromArray(SPECIES, a, j).mul(fromArray(SPECIES, b, j))).intoArray(y, j);
        }
    }

    @Override
    public void addProduct(float[] a, float[] b, float[] sum) {
        for (int j = 0; j < LANES; j += STEP) {
            KIND.cast(fromArray(SPECIES, a, j).fma(fromArray(SPECIES, b, j), fromArray(SPECIES, sum, j)))
                    .intoArray(sum, j);
        }
    }

    @Override
    public void contract(float[][] products, float[] high, float[][] low, float[] dHigh, float[][] dLow) {
        for (int j = 0; j < LANES; j += STEP) {
            FloatVector factor = fromArray(SPECIES, high, j);
            FloatVector sum = broadcast(SPECIES, 0f);
            for (int k = 0; k < low.length; k++) {
                FloatVector x = fromArray(SPECIES, products[k], j);
                KIND.cast(factor.fma(x, fromArray(SPECIES, dLow[k], j))).intoArray(dLow[k], j);
                sum = fromArray(SPECIES, low[k], j).fma(x, sum);
            }
            KIND.cast(sum).intoArray(dHigh, j);
        }
    }

    @Override
    public void bloch(float[] a, float[] b, float[] x, float[] y, float[] z) {
        FloatVector two = broadcast(SPECIES, 2f);
        for (int j = 0; j < LANES; j += STEP) {
            FloatVector re = fromArray(SPECIES, a, j);
            FloatVector im = fromArray(SPECIES, a, j + LANES);
            FloatVector u = fromArray(SPECIES, b, j);
            FloatVector v = fromArray(SPECIES, b, j + LANES);
            KIND.cast(re.mul(u).add(im.mul(v)).mul(two)).intoArray(x, j);
            KIND.cast(re.mul(v).sub(im.mul(u)).mul(two)).intoArray(y, j);
            KIND.cast(re.mul(re).add(im.mul(im)).sub(u.mul(u).add(v.mul(v)))).intoArray(z, j);
        }
    }

    @Override
    public void blochGradient(float[] a, float[] b, float[] dx, float[] dy, float[] dz, float[] da, float[] db) {
        FloatVector two = broadcast(SPECIES, 2f);
        for (int j = 0; j < LANES; j += STEP) {
            FloatVector x = fromArray(SPECIES, dx, j).mul(two);
            FloatVector y = fromArray(SPECIES, dy, j).mul(two);
            FloatVector z = fromArray(SPECIES, dz, j).mul(two);
            FloatVector re = fromArray(SPECIES, a, j);
            FloatVector im = fromArray(SPECIES, a, j + LANES);
            FloatVector u = fromArray(SPECIES, b, j);
            FloatVector v = fromArray(SPECIES, b, j + LANES);
            KIND.cast(x.mul(u).add(y.mul(v)).add(z.mul(re))).intoArray(da, j);
            KIND.cast(x.mul(v).sub(y.mul(u)).add(z.mul(im))).intoArray(da, j + LANES);
            KIND.cast(x.mul(re).sub(y.mul(im)).sub(z.mul(u))).intoArray(db, j);
            KIND.cast(x.mul(im).add(y.mul(re)).sub(z.mul(v))).intoArray(db, j + LANES);
        }
    }

    @Override
    public void linear(
            float[][] out, float[][] in, float[] w, int offset, int outStride, int inStride, int bias, boolean add) {
        if (LANES % (2 * STEP) == 0) {
            FloatVectorProducts.linear(out, in, w, offset, outStride, inStride, bias, add);
        } else {
            super.linear(out, in, w, offset, outStride, inStride, bias, add);
        }
    }

    @Override
    public void transfer(float[] coefficients, float[][] high, float[][] low, float[][] room, float[][] z) {
        if (LANES % (2 * STEP) == 0 && z.length % 4 == 0) {
            FloatVectorBlochProducts.transfer(coefficients, high, low, z);
        } else {
            super.transfer(coefficients, high, low, room, z);
        }
    }

    @Override
    public void transferGradient(
            float[] coefficients,
            float[][] dZ,
            float[][] high,
            float[][] low,
            float[][] room,
            float[][] dHigh,
            float[][] dLow) {
        if (LANES % (2 * STEP) == 0 && low.length % 4 == 0) {
            FloatVectorBlochProducts.transferGradient(coefficients, dZ, high, low, dHigh, dLow);
        } else {
            super.transferGradient(coefficients, dZ, high, low, room, dHigh, dLow);
        }
    }

    @Override
    public void addColumns(float[][] a, float[][] rows, float[][] sum) {
        if (sum.length > 0 && sum[0].length % (2 * STEP) == 0) {
            FloatVectorProducts.addColumns(a, rows, sum);
        } else {
            super.addColumns(a, rows, sum);
        }
    }
}
