package io.github.dl4jquantum.engine.cpu;

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
            load(a, j).sub(load(b, j)).intoArray(y, j);
        }
    }

    @Override
    public void sigmoid(float[] a) {
        for (int j = 0; j < LANES; j += STEP) {
            all(.5).fma(FloatVectorMath.tanh(load(a, j).mul(.5f)), all(.5)).intoArray(a, j);
        }
    }

    @Override
    public void tanh(float[] a, float[] y) {
        for (int j = 0; j < LANES; j += STEP) {
            FloatVectorMath.tanh(load(a, j)).intoArray(y, j);
        }
    }

    @Override
    public void cellState(float[] f, float[] c0, float[] i, float[] g, float[] c) {
        for (int j = 0; j < LANES; j += STEP) {
            load(f, j).fma(load(c0, j), load(i, j).mul(load(g, j))).intoArray(c, j);
        }
    }

    @Override
    public void sigmoidGradient(float[] d, float[] a, float[] s, float[] y) {
        for (int j = 0; j < LANES; j += STEP) {
            FloatVector gate = load(s, j);
            load(d, j).mul(load(a, j)).mul(gate.sub(gate.mul(gate))).intoArray(y, j);
        }
    }

    @Override
    public void tanhGradient(float[] d, float[] a, float[] s, float[] y) {
        for (int j = 0; j < LANES; j += STEP) {
            load(d, j).mul(load(a, j)).mul(slope(load(s, j))).intoArray(y, j);
        }
    }

    @Override
    public void addTanhGradient(float[] d, float[] a, float[] s, float[] sum) {
        for (int j = 0; j < LANES; j += STEP) {
            load(d, j).mul(load(a, j)).fma(slope(load(s, j)), load(sum, j)).intoArray(sum, j);
        }
    }

    /** Of tanh where it is s. */
    private static FloatVector slope(FloatVector s) {
        return all(1).sub(s.mul(s));
    }

    @Override
    public void product(float[] a, float[] b, float[] y) {
        for (int j = 0; j < LANES; j += STEP) {
            load(a, j).mul(load(b, j)).intoArray(y, j);
        }
    }

    @Override
    public void addProduct(float[] a, float[] b, float[] sum) {
        for (int j = 0; j < LANES; j += STEP) {
            load(a, j).fma(load(b, j), load(sum, j)).intoArray(sum, j);
        }
    }

    @Override
    public void contract(float[][] products, float[] high, float[][] low, float[] dHigh, float[][] dLow) {
        for (int j = 0; j < LANES; j += STEP) {
            FloatVector factor = load(high, j);
            FloatVector sum = all(0);
            for (int k = 0; k < low.length; k++) {
                FloatVector x = load(products[k], j);
                factor.fma(x, load(dLow[k], j)).intoArray(dLow[k], j);
                sum = load(low[k], j).fma(x, sum);
            }
            FloatVectorProducts.store(sum, dHigh, j);
        }
    }

    @Override
    public void bloch(float[] a, float[] b, float[] x, float[] y, float[] z) {
        for (int j = 0; j < LANES; j += STEP) {
            FloatVector re = load(a, j);
            FloatVector im = load(a, j + LANES);
            FloatVector u = load(b, j);
            FloatVector v = load(b, j + LANES);
            re.mul(u).add(im.mul(v)).mul(2).intoArray(x, j);
            re.mul(v).sub(im.mul(u)).mul(2).intoArray(y, j);
            re.mul(re).add(im.mul(im)).sub(u.mul(u).add(v.mul(v))).intoArray(z, j);
        }
    }

    @Override
    public void blochGradient(float[] a, float[] b, float[] dx, float[] dy, float[] dz, float[] da, float[] db) {
        for (int j = 0; j < LANES; j += STEP) {
            FloatVector x = load(dx, j).mul(2);
            FloatVector y = load(dy, j).mul(2);
            FloatVector z = load(dz, j).mul(2);
            FloatVector re = load(a, j);
            FloatVector im = load(a, j + LANES);
            FloatVector u = load(b, j);
            FloatVector v = load(b, j + LANES);
            x.mul(u).add(y.mul(v)).add(z.mul(re)).intoArray(da, j);
            x.mul(v).sub(y.mul(u)).add(z.mul(im)).intoArray(da, j + LANES);
            x.mul(re).sub(y.mul(im)).sub(z.mul(u)).intoArray(db, j);
            x.mul(im).add(y.mul(re)).sub(z.mul(v)).intoArray(db, j + LANES);
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
    public void addColumns(float[][] a, float[][] rows, float[][] sum) {
        if (sum.length > 0 && sum[0].length % (2 * STEP) == 0) {
            FloatVectorProducts.addColumns(a, rows, sum);
        } else {
            super.addColumns(a, rows, sum);
        }
    }
}
