package io.github.dl4jquantum.engine.cpu;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * The loops that weigh most, in the Vector API: {@link Simd} says when they run. They add in the order of the loops
 * that they replace, so that the numbers are the same to the last bit.
 */
final class FloatVectorKernels extends FloatCellKernels {

    private static final VectorSpecies<Float> SPECIES = VectorSpecies.of(
            float.class,
            VectorShape.forBitSize(Math.min(FloatVector.SPECIES_PREFERRED.vectorBitSize(), LANES * Float.SIZE)));

    private static final int STEP = SPECIES.length();

    private static FloatVector load(float[] row, int from) {
        return FloatVector.fromArray(SPECIES, row, from);
    }

    private static FloatVector all(double value) {
        return FloatVector.broadcast(SPECIES, (float) value);
    }

    // --- statevector -----------------------------------------------------------------------------------------------

    @Override
    public void scale(float[] source, float[] target, double re, double im) {
        FloatVector u = all(re);
        FloatVector v = all(im);
        for (int j = 0; j < LANES; j += STEP) {
            FloatVector x = load(source, j);
            FloatVector y = load(source, j + LANES);
            u.mul(x).sub(v.mul(y)).intoArray(target, j);
            u.mul(y).add(v.mul(x)).intoArray(target, j + LANES);
        }
    }

    @Override
    public void rotate(float[] a, float[] b, double tangent) {
        FloatVector t = all(tangent);
        FloatVector minusT = t.neg();
        for (int j = 0; j < 2 * LANES; j += STEP) {
            FloatVector x = load(a, j);
            FloatVector y = load(b, j);
            minusT.fma(y, x).intoArray(a, j);
            t.fma(x, y).intoArray(b, j);
        }
    }

    @Override
    public void rotate(float[] a, float[] b, float[] c, float[] d, double tangent, double otherTangent) {
        FloatVector t = all(tangent);
        FloatVector minusT = t.neg();
        FloatVector u = all(otherTangent);
        FloatVector minusU = u.neg();
        for (int j = 0; j < 2 * LANES; j += STEP) {
            FloatVector x = load(a, j);
            FloatVector y = load(b, j);
            FloatVector z = load(c, j);
            FloatVector w = load(d, j);
            FloatVector x1 = minusT.fma(y, x);
            FloatVector y1 = t.fma(x, y);
            FloatVector z1 = minusT.fma(w, z);
            FloatVector w1 = t.fma(z, w);
            minusU.fma(z1, x1).intoArray(a, j);
            u.fma(x1, z1).intoArray(c, j);
            minusU.fma(w1, y1).intoArray(b, j);
            u.fma(y1, w1).intoArray(d, j);
        }
    }

    @Override
    public void turn(float[] a, float[] b, float[] c, float[] s, double sign, float[] x, float[] y) {
        FloatVector sigma = all(sign);
        for (int j = 0; j < LANES; j += STEP) {
            FloatVector cosine = load(c, j);
            FloatVector sine = sigma.mul(load(s, j));
            for (int k = j; k < 2 * LANES; k += LANES) {
                FloatVector p = load(a, k);
                FloatVector q = load(b, k);
                cosine.mul(p).sub(sine.mul(q)).intoArray(x, k);
                sine.mul(p).add(cosine.mul(q)).intoArray(y, k);
            }
        }
    }

    @Override
    public void phase(float[] a, float[] c, float[] s, double sign, float[] x) {
        FloatVector sigma = all(sign);
        for (int j = 0; j < LANES; j += STEP) {
            FloatVector cosine = load(c, j);
            FloatVector sine = sigma.mul(load(s, j));
            FloatVector p = load(a, j);
            FloatVector q = load(a, j + LANES);
            cosine.mul(p).sub(sine.mul(q)).intoArray(x, j);
            cosine.mul(q).add(sine.mul(p)).intoArray(x, j + LANES);
        }
    }

    @Override
    public void multiply(float[] a, float[] b, float[] product) {
        for (int j = 0; j < LANES; j += STEP) {
            FloatVector x = load(a, j);
            FloatVector y = load(a, j + LANES);
            FloatVector u = load(b, j);
            FloatVector v = load(b, j + LANES);
            x.mul(u).sub(y.mul(v)).intoArray(product, j);
            x.mul(v).add(y.mul(u)).intoArray(product, j + LANES);
        }
    }

    @Override
    public void addConjugateProduct(float[] a, float[] b, float[] sum) {
        for (int j = 0; j < LANES; j += STEP) {
            FloatVector x = load(a, j);
            FloatVector y = load(a, j + LANES);
            FloatVector u = load(b, j);
            FloatVector v = load(b, j + LANES);
            x.fma(u, y.fma(v, load(sum, j))).intoArray(sum, j);
            x.fma(v, load(sum, j + LANES).sub(y.mul(u))).intoArray(sum, j + LANES);
        }
    }

    @Override
    public void addScaled(float[] a, double re, double im, float[] sum) {
        FloatVector u = all(re);
        FloatVector v = all(im);
        for (int j = 0; j < LANES; j += STEP) {
            FloatVector x = load(a, j);
            FloatVector y = load(a, j + LANES);
            load(sum, j).add(u.mul(x).sub(v.mul(y))).intoArray(sum, j);
            load(sum, j + LANES).add(u.mul(y).add(v.mul(x))).intoArray(sum, j + LANES);
        }
    }

    // --- gradients -------------------------------------------------------------------------------------------------

    @Override
    public void addRotationGradient(float[] l0, float[] l1, float[] p0, float[] p1, float[] sum) {
        for (int j = 0; j < 2 * LANES; j += STEP) {
            load(l1, j)
                    .fma(load(p0, j), load(sum, j).sub(load(l0, j).mul(load(p1, j))))
                    .intoArray(sum, j);
        }
    }

    @Override
    public void addTurnGradient(float[] l0, float[] l1, float[] p0, float[] p1, double factor, float[] sum) {
        FloatVector f = all(factor);
        for (int j = 0; j < LANES; j += STEP) {
            int k = j + LANES;
            FloatVector re = load(l1, j).mul(load(p0, j)).sub(load(l0, j).mul(load(p1, j)));
            FloatVector im = load(l1, k).mul(load(p0, k)).sub(load(l0, k).mul(load(p1, k)));
            f.fma(re.add(im), load(sum, j)).intoArray(sum, j);
        }
    }

    @Override
    public void addPhaseGradient(float[] l, float[] p, double factor, float[] sum) {
        FloatVector f = all(factor);
        for (int j = 0; j < LANES; j += STEP) {
            FloatVector imaginary =
                    load(l, j).mul(load(p, j + LANES)).sub(load(l, j + LANES).mul(load(p, j)));
            f.fma(imaginary, load(sum, j)).intoArray(sum, j);
        }
    }

    // --- measurement -------------------------------------------------------------------------------------------------

    @Override
    public void measure(float[] a, float[] b, float[] p, float[] z) {
        for (int j = 0; j < LANES; j += STEP) {
            FloatVector first = norm(a, j);
            FloatVector second = norm(b, j);
            load(z, j).add(first.sub(second)).intoArray(z, j);
            first.add(second).intoArray(p, j);
        }
    }

    private static FloatVector norm(float[] a, int j) {
        FloatVector x = load(a, j);
        FloatVector y = load(a, j + LANES);
        return x.mul(x).add(y.mul(y));
    }

    @Override
    public void measureOn(float[] a, float[] b, float[] z) {
        for (int j = 0; j < LANES; j += STEP) {
            FloatVector first = load(a, j);
            FloatVector second = load(b, j);
            load(z, j).add(first.sub(second)).intoArray(z, j);
            first.add(second).intoArray(a, j);
        }
    }

    @Override
    public void weigh(float[] s, float[] t, float[] p, float[] l) {
        for (int j = 0; j < LANES; j += STEP) {
            FloatVector weight = load(s, j).add(load(t, j));
            weight.mul(load(p, j)).intoArray(l, j);
            weight.mul(load(p, j + LANES)).intoArray(l, j + LANES);
        }
    }

    @Override
    public void addOverlap(float[] a, float[] b, double re, double im, float[] z) {
        FloatVector u = all(re);
        FloatVector v = all(im);
        for (int j = 0; j < LANES; j += STEP) {
            int k = j + LANES;
            FloatVector real = load(a, j).mul(load(b, j)).add(load(a, k).mul(load(b, k)));
            FloatVector imaginary = load(a, j).mul(load(b, k)).sub(load(a, k).mul(load(b, j)));
            load(z, j).add(u.mul(real).sub(v.mul(imaginary))).intoArray(z, j);
        }
    }

    @Override
    public void addWeighted(float[] e, float[] p, double re, double im, float[] l) {
        FloatVector u = all(re);
        FloatVector v = all(im);
        for (int j = 0; j < LANES; j += STEP) {
            FloatVector weight = load(e, j);
            FloatVector x = weight.mul(load(p, j));
            FloatVector y = weight.mul(load(p, j + LANES));
            load(l, j).add(u.mul(x).sub(v.mul(y))).intoArray(l, j);
            load(l, j + LANES).add(u.mul(y).add(v.mul(x))).intoArray(l, j + LANES);
        }
    }

    // --- angles of inputs --------------------------------------------------------------------------------------------

    @Override
    public void halfAngle(float[] x, double factor, float[] c, float[] s) {
        float half = (float) (factor / 2);
        FloatVector largest = all(0);
        for (int j = 0; j < LANES; j += STEP) {
            largest = largest.max(load(x, j).mul(half).abs()); // NaN stays
        }
        if (half != factor / 2 || !FloatMath.isFewTurns(largest.reduceLanes(VectorOperators.MAX), half)) {
            super.halfAngle(x, factor, c, s);
            return;
        }
        for (int j = 0; j < LANES; j += STEP) {
            FloatVector angle = load(x, j).mul(half);
            FloatVectorMath.cos(angle).intoArray(c, j);
            FloatVectorMath.sin(angle).intoArray(s, j);
        }
    }

    @Override
    public void halfArctan(float[] x, float[] c, float[] s) {
        for (int j = 0; j < LANES; j += STEP) {
            halve(load(x, j).min(FloatMath.LARGEST_TANGENT).max(-FloatMath.LARGEST_TANGENT), c, s, j);
        }
    }

    @Override
    public void halfArctanSquare(float[] x, float[] c, float[] s) {
        for (int j = 0; j < LANES; j += STEP) {
            FloatVector value = load(x, j);
            halve(value.mul(value).min(FloatMath.LARGEST_TANGENT), c, s, j);
        }
    }

    /** From the tangent of an angle to cosine and sine of its half. */
    private static void halve(FloatVector tangent, float[] c, float[] s, int j) {
        FloatVector cosine = all(1).div(all(1).add(tangent.mul(tangent)).sqrt());
        FloatVector half = all(.5).add(cosine.mul(.5f)).sqrt();
        tangent.mul(.5f).mul(cosine).div(half).intoArray(s, j);
        half.intoArray(c, j);
    }

    @Override
    public void addArctanGradient(float[] x, float[] g, double factor, float[] dx) {
        FloatVector f = all(factor);
        for (int j = 0; j < LANES; j += STEP) {
            FloatVector value = load(x, j);
            load(dx, j).add(f.mul(load(g, j)).div(all(1).add(value.mul(value)))).intoArray(dx, j);
        }
    }

    @Override
    public void addArctanSquareGradient(float[] x, float[] g, double factor, float[] dx) {
        FloatVector f = all(2 * factor);
        for (int j = 0; j < LANES; j += STEP) {
            FloatVector value = load(x, j);
            FloatVector square = value.mul(value);
            load(dx, j)
                    .add(f.mul(load(g, j)).mul(value).div(all(1).add(square.mul(square))))
                    .intoArray(dx, j);
        }
    }

    // --- real rows ---------------------------------------------------------------------------------------------------

    @Override
    public void addReal(float[] a, double factor, float[] sum) {
        FloatVector f = all(factor);
        for (int j = 0; j < LANES; j += STEP) {
            f.fma(load(a, j), load(sum, j)).intoArray(sum, j);
        }
    }

    @Override
    public void multiplyReal(float[] a, float[] b) {
        product(a, b, b);
    }

    @Override
    public void multiplyBy(float[] a, float[] b) {
        product(a, b, a);
    }

    @Override
    public void scaleReal(float[] a, double factor) {
        FloatVector f = all(factor);
        for (int j = 0; j < LANES; j += STEP) {
            load(a, j).mul(f).intoArray(a, j);
        }
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
    public void addProducts(float[] a, float[][] rows, float[][] sums, int first) {
        for (int k = 0; k < rows.length; k++) {
            addProduct(a, rows[k], sums[first + k]);
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
            sum.intoArray(dHigh, j);
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

    // --- linear maps -------------------------------------------------------------------------------------------------

    /** Four outputs of two vectors a pass, in registers over all inputs. */
    @Override
    public void linear(
            float[][] out, float[][] in, float[] w, int offset, int outStride, int inStride, int bias, boolean add) {
        if (LANES % (2 * STEP) != 0) {
            super.linear(out, in, w, offset, outStride, inStride, bias, add);
            return;
        }
        int fours = out.length & ~3;
        for (int i = 0; i < fours; i += 4) {
            for (int j = 0; j < LANES; j += 2 * STEP) {
                linearFour(
                        out, in, w, offset + i * outStride, outStride, inStride, bias < 0 ? -1 : bias + i, add, i, j);
            }
        }
        for (int i = fours; i < out.length; i++) {
            for (int j = 0; j < LANES; j += 2 * STEP) {
                linearOne(out[i], in, w, offset + i * outStride, inStride, bias < 0 ? -1 : bias + i, add, j);
            }
        }
    }

    private static void linearFour(
            float[][] out,
            float[][] in,
            float[] w,
            int offset,
            int outStride,
            int inStride,
            int bias,
            boolean add,
            int i,
            int j) {
        float[] o = out[i];
        float[] p = out[i + 1];
        float[] q = out[i + 2];
        float[] r = out[i + 3];
        FloatVector a;
        FloatVector b;
        FloatVector c;
        FloatVector d;
        FloatVector e;
        FloatVector f;
        FloatVector g;
        FloatVector h;
        if (add) {
            a = load(o, j);
            b = load(o, j + STEP);
            c = load(p, j);
            d = load(p, j + STEP);
            e = load(q, j);
            f = load(q, j + STEP);
            g = load(r, j);
            h = load(r, j + STEP);
        } else {
            a = all(bias < 0 ? 0 : w[bias]);
            c = all(bias < 0 ? 0 : w[bias + 1]);
            e = all(bias < 0 ? 0 : w[bias + 2]);
            g = all(bias < 0 ? 0 : w[bias + 3]);
            b = a;
            d = c;
            f = e;
            h = g;
        }
        int at = offset;
        for (int k = 0; k < in.length; k++, at += inStride) {
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
        a.intoArray(o, j);
        b.intoArray(o, j + STEP);
        c.intoArray(p, j);
        d.intoArray(p, j + STEP);
        e.intoArray(q, j);
        f.intoArray(q, j + STEP);
        g.intoArray(r, j);
        h.intoArray(r, j + STEP);
    }

    private static void linearOne(
            float[] o, float[][] in, float[] w, int offset, int inStride, int bias, boolean add, int j) {
        FloatVector a = add ? load(o, j) : all(bias < 0 ? 0 : w[bias]);
        FloatVector b = add ? load(o, j + STEP) : a;
        for (int k = 0, at = offset; k < in.length; k++, at += inStride) {
            FloatVector factor = all(w[at]);
            a = load(in[k], j).fma(factor, a);
            b = load(in[k], j + STEP).fma(factor, b);
        }
        a.intoArray(o, j);
        b.intoArray(o, j + STEP);
    }

    @Override
    public void addColumns(float[][] a, float[][] rows, float[][] sum) {
        int features = sum.length == 0 ? 0 : sum[0].length;
        if (sum.length % 4 != 0 || features % (2 * STEP) != 0) {
            super.addColumns(a, rows, sum);
            return;
        }
        for (int i = 0; i < sum.length; i += 4) {
            for (int k = 0; k < features; k += 2 * STEP) {
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
        a.intoArray(o, k);
        b.intoArray(o, k + STEP);
        c.intoArray(p, k);
        d.intoArray(p, k + STEP);
        e.intoArray(q, k);
        f.intoArray(q, k + STEP);
        g.intoArray(r, k);
        h.intoArray(r, k + STEP);
    }
}
