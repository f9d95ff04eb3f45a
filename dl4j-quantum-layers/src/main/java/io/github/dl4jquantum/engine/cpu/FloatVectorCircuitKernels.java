package io.github.dl4jquantum.engine.cpu;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The loops of circuits that weigh most, in the Vector API: {@link Simd} says when they run. They add in the order of the loops
 * that they replace, so that the numbers are the same to the last bit.
 */
abstract class FloatVectorCircuitKernels extends FloatCellKernels {

    /**
     * One for all widths; rows that are shorter have the plain loops ({@link FloatVectorKernels#create}). C2 takes a vector's
     * size from the profile of a call, and once a JVM has run loops of two sizes, vectors become objects: by BankBenchmark, a
     * bank after minibatches of 8 took 41 ms in place of 15.
     */
    static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

    static final int STEP = SPECIES.length();

    static FloatVector load(float[] row, int from) {
        return FloatVector.fromArray(SPECIES, row, from);
    }

    static FloatVector all(double value) {
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
    public void rotateFour(float[][] rows, int first, int[] masks, double[] tangents) {
        if (FloatVectorRotationKernels.fit()) {
            FloatVectorRotationKernels.rotate(rows, first, masks, tangents);
        } else {
            super.rotateFour(rows, first, masks, tangents);
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
    public void addRotationGradients(
            float[] l0,
            float[] l1,
            float[] l2,
            float[] l3,
            float[] p0,
            float[] p1,
            float[] p2,
            float[] p3,
            float[] sum,
            float[] other) {
        for (int j = 0; j < 2 * LANES; j += STEP) {
            FloatVector a = load(l0, j);
            FloatVector b = load(l1, j);
            FloatVector c = load(l2, j);
            FloatVector d = load(l3, j);
            FloatVector e = load(p0, j);
            FloatVector f = load(p1, j);
            FloatVector g = load(p2, j);
            FloatVector h = load(p3, j);
            load(sum, j).add(b.fma(e, d.mul(g)).sub(a.fma(f, c.mul(h)))).intoArray(sum, j);
            load(other, j).add(c.fma(e, d.mul(f)).sub(a.fma(g, b.mul(h)))).intoArray(other, j);
        }
    }

    @Override
    public double phaseGradient(float[] l, float[] p, float[] room) {
        for (int j = 0; j < LANES; j += STEP) {
            load(l, j)
                    .mul(load(p, j + LANES))
                    .sub(load(l, j + LANES).mul(load(p, j)))
                    .intoArray(room, j);
        }
        fold(room, LANES / 2);
        fold(room, LANES / 4);
        return total(room, LANES / 4);
    }

    private static void fold(float[] room, int half) {
        if (half < STEP) {
            for (int j = 0; j < half; j++) {
                room[j] += room[j + half];
            }
            return;
        }
        for (int j = 0; j < half; j += STEP) {
            load(room, j).add(load(room, j + half)).intoArray(room, j);
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
        for (int j = 0; j < LANES; j += STEP) {
            load(b, j).mul(load(a, j)).intoArray(b, j);
        }
    }

    @Override
    public void scaleReal(float[] a, double factor) {
        FloatVector f = all(factor);
        for (int j = 0; j < LANES; j += STEP) {
            load(a, j).mul(f).intoArray(a, j);
        }
    }
}
