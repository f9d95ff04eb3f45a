package io.github.dl4jquantum.engine.cpu;

import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The loops of circuits that weigh most, in the Vector API: {@link Simd} says when they run. They add in the order of the loops
 * that they replace, so that the numbers are the same to the last bit.
 *
 * <p>No method here or in the other classes of vectors takes or returns one. C2 inlines a loop into its caller and, where that
 * grows large, stops inlining what is not the Vector API's own: a vector that is handed to such a call becomes an object. Nor
 * is a number an operand: the API makes a vector of it by asking the other operand, whose class C2 may not know there.
 */
abstract class FloatVectorCircuitKernels extends FloatCellKernels {

    /**
     * One for all widths; rows that are shorter have the plain loops ({@link FloatVectorKernels#create}). C2 takes a vector's
     * size from the profile of a call, and once a JVM has run loops of two sizes, vectors become objects: by BankBenchmark, a
     * bank after minibatches of 8 took 41 ms in place of 15.
     */
    static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

    static final int STEP = SPECIES.length();

    /**
     * Results are cast to this before they are stored. In a large method C2 does not know the class of what a loop adds up, or
     * of what a call returns that it inlines late, and makes an object of it: a circuit's update after {@code SimdTest}
     * allocated 100 kB in place of 7 in one of three JVMs.
     */
    static final Class<? extends FloatVector> KIND = FloatVector.zero(SPECIES).getClass();

    // --- statevector -----------------------------------------------------------------------------------------------

    @Override
    public void scale(float[] source, float[] target, double re, double im) {
        FloatVector u = broadcast(SPECIES, (float) re);
        FloatVector v = broadcast(SPECIES, (float) im);
        for (int j = 0; j < LANES; j += STEP) {
            FloatVector x = fromArray(SPECIES, source, j);
            FloatVector y = fromArray(SPECIES, source, j + LANES);
            KIND.cast(u.mul(x).sub(v.mul(y))).intoArray(target, j);
            KIND.cast(u.mul(y).add(v.mul(x))).intoArray(target, j + LANES);
        }
    }

    @Override
    public void scaleBack(float[] source, float[] target, double re, double im, float[] p, float[] sum) {
        FloatVectorGradientKernels.scaleBack(source, target, re, im, p, sum);
    }

    @Override
    public double scaleBackTotal(float[] source, float[] target, double re, double im, float[] p, float[] room) {
        return FloatVectorGradientKernels.scaleBackTotal(source, target, re, im, p, room);
    }

    @Override
    public void rotate(float[] a, float[] b, double tangent) {
        FloatVector t = broadcast(SPECIES, (float) tangent);
        FloatVector minusT = t.neg();
        for (int j = 0; j < 2 * LANES; j += STEP) {
            FloatVector x = fromArray(SPECIES, a, j);
            FloatVector y = fromArray(SPECIES, b, j);
            KIND.cast(minusT.fma(y, x)).intoArray(a, j);
            KIND.cast(t.fma(x, y)).intoArray(b, j);
        }
    }

    @Override
    public void rotate(float[] a, float[] b, float[] c, float[] d, double tangent, double otherTangent) {
        FloatVector t = broadcast(SPECIES, (float) tangent);
        FloatVector minusT = t.neg();
        FloatVector u = broadcast(SPECIES, (float) otherTangent);
        FloatVector minusU = u.neg();
        for (int j = 0; j < 2 * LANES; j += STEP) {
            FloatVector x = fromArray(SPECIES, a, j);
            FloatVector y = fromArray(SPECIES, b, j);
            FloatVector z = fromArray(SPECIES, c, j);
            FloatVector w = fromArray(SPECIES, d, j);
            FloatVector x1 = minusT.fma(y, x);
            FloatVector y1 = t.fma(x, y);
            FloatVector z1 = minusT.fma(w, z);
            FloatVector w1 = t.fma(z, w);
            KIND.cast(minusU.fma(z1, x1)).intoArray(a, j);
            KIND.cast(u.fma(x1, z1)).intoArray(c, j);
            KIND.cast(minusU.fma(w1, y1)).intoArray(b, j);
            KIND.cast(u.fma(y1, w1)).intoArray(d, j);
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
        FloatVector sigma = broadcast(SPECIES, (float) sign);
        for (int j = 0; j < LANES; j += STEP) {
            FloatVector cosine = fromArray(SPECIES, c, j);
            FloatVector sine = sigma.mul(fromArray(SPECIES, s, j));
            for (int k = j; k < 2 * LANES; k += LANES) {
                FloatVector p = fromArray(SPECIES, a, k);
                FloatVector q = fromArray(SPECIES, b, k);
                KIND.cast(cosine.mul(p).sub(sine.mul(q))).intoArray(x, k);
                KIND.cast(sine.mul(p).add(cosine.mul(q))).intoArray(y, k);
            }
        }
    }

    @Override
    public void phase(float[] a, float[] c, float[] s, double sign, float[] x) {
        FloatVector sigma = broadcast(SPECIES, (float) sign);
        for (int j = 0; j < LANES; j += STEP) {
            FloatVector cosine = fromArray(SPECIES, c, j);
            FloatVector sine = sigma.mul(fromArray(SPECIES, s, j));
            FloatVector p = fromArray(SPECIES, a, j);
            FloatVector q = fromArray(SPECIES, a, j + LANES);
            KIND.cast(cosine.mul(p).sub(sine.mul(q))).intoArray(x, j);
            KIND.cast(cosine.mul(q).add(sine.mul(p))).intoArray(x, j + LANES);
        }
    }

    @Override
    public void multiply(float[] a, float[] b, float[] product) {
        for (int j = 0; j < LANES; j += STEP) {
            FloatVector x = fromArray(SPECIES, a, j);
            FloatVector y = fromArray(SPECIES, a, j + LANES);
            FloatVector u = fromArray(SPECIES, b, j);
            FloatVector v = fromArray(SPECIES, b, j + LANES);
            KIND.cast(x.mul(u).sub(y.mul(v))).intoArray(product, j);
            KIND.cast(x.mul(v).add(y.mul(u))).intoArray(product, j + LANES);
        }
    }

    @Override
    public void addConjugateProduct(float[] a, float[] b, float[] sum) {
        for (int j = 0; j < LANES; j += STEP) {
            FloatVector x = fromArray(SPECIES, a, j);
            FloatVector y = fromArray(SPECIES, a, j + LANES);
            FloatVector u = fromArray(SPECIES, b, j);
            FloatVector v = fromArray(SPECIES, b, j + LANES);
            KIND.cast(x.fma(u, y.fma(v, fromArray(SPECIES, sum, j)))).intoArray(sum, j);
            KIND.cast(x.fma(v, fromArray(SPECIES, sum, j + LANES).sub(y.mul(u))))
                    .intoArray(sum, j + LANES);
        }
    }

    @Override
    public void addScaled(float[] a, double re, double im, float[] sum) {
        FloatVector u = broadcast(SPECIES, (float) re);
        FloatVector v = broadcast(SPECIES, (float) im);
        for (int j = 0; j < LANES; j += STEP) {
            FloatVector x = fromArray(SPECIES, a, j);
            FloatVector y = fromArray(SPECIES, a, j + LANES);
            KIND.cast(fromArray(SPECIES, sum, j).add(u.mul(x).sub(v.mul(y)))).intoArray(sum, j);
            KIND.cast(fromArray(SPECIES, sum, j + LANES).add(u.mul(y).add(v.mul(x))))
                    .intoArray(sum, j + LANES);
        }
    }

    // --- gradients -------------------------------------------------------------------------------------------------

    @Override
    public void addRotationGradient(float[] l0, float[] l1, float[] p0, float[] p1, float[] sum) {
        for (int j = 0; j < 2 * LANES; j += STEP) {
            KIND.cast(fromArray(SPECIES, l1, j)
                            .fma(
                                    fromArray(SPECIES, p0, j),
                                    fromArray(SPECIES, sum, j)
                                            .sub(fromArray(SPECIES, l0, j).mul(fromArray(SPECIES, p1, j)))))
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
            FloatVector a = fromArray(SPECIES, l0, j);
            FloatVector b = fromArray(SPECIES, l1, j);
            FloatVector c = fromArray(SPECIES, l2, j);
            FloatVector d = fromArray(SPECIES, l3, j);
            FloatVector e = fromArray(SPECIES, p0, j);
            FloatVector f = fromArray(SPECIES, p1, j);
            FloatVector g = fromArray(SPECIES, p2, j);
            FloatVector h = fromArray(SPECIES, p3, j);
            KIND.cast(fromArray(SPECIES, sum, j).add(b.fma(e, d.mul(g)).sub(a.fma(f, c.mul(h)))))
                    .intoArray(sum, j);
            KIND.cast(fromArray(SPECIES, other, j).add(c.fma(e, d.mul(f)).sub(a.fma(g, b.mul(h)))))
                    .intoArray(other, j);
        }
    }

    @Override
    public void addFourRotationGradients(float[][] lambda, float[][] psi, int first, int[] masks, float[][] sums) {
        if (FloatVectorRotationKernels.fit()) {
            FloatVectorGradientKernels.addOfFour(lambda, psi, first, masks, sums);
        } else {
            super.addFourRotationGradients(lambda, psi, first, masks, sums);
        }
    }

    @Override
    public void addTurnGradient(float[] l0, float[] l1, float[] p0, float[] p1, double factor, float[] sum) {
        FloatVector f = broadcast(SPECIES, (float) factor);
        for (int j = 0; j < LANES; j += STEP) {
            int k = j + LANES;
            FloatVector re = fromArray(SPECIES, l1, j)
                    .mul(fromArray(SPECIES, p0, j))
                    .sub(fromArray(SPECIES, l0, j).mul(fromArray(SPECIES, p1, j)));
            FloatVector im = fromArray(SPECIES, l1, k)
                    .mul(fromArray(SPECIES, p0, k))
                    .sub(fromArray(SPECIES, l0, k).mul(fromArray(SPECIES, p1, k)));
            KIND.cast(f.fma(re.add(im), fromArray(SPECIES, sum, j))).intoArray(sum, j);
        }
    }

    @Override
    public void addPhaseGradient(float[] l, float[] p, double factor, float[] sum) {
        FloatVector f = broadcast(SPECIES, (float) factor);
        for (int j = 0; j < LANES; j += STEP) {
            FloatVector imaginary = fromArray(SPECIES, l, j)
                    .mul(fromArray(SPECIES, p, j + LANES))
                    .sub(fromArray(SPECIES, l, j + LANES).mul(fromArray(SPECIES, p, j)));
            KIND.cast(f.fma(imaginary, fromArray(SPECIES, sum, j))).intoArray(sum, j);
        }
    }

    // --- measurement -------------------------------------------------------------------------------------------------

    @Override
    public void measure(float[] a, float[] b, float[] p, float[] z) {
        for (int j = 0; j < LANES; j += STEP) {
            FloatVector x = fromArray(SPECIES, a, j);
            FloatVector y = fromArray(SPECIES, a, j + LANES);
            FloatVector first = x.mul(x).add(y.mul(y));
            FloatVector u = fromArray(SPECIES, b, j);
            FloatVector v = fromArray(SPECIES, b, j + LANES);
            FloatVector second = u.mul(u).add(v.mul(v));
            KIND.cast(fromArray(SPECIES, z, j).add(first.sub(second))).intoArray(z, j);
            KIND.cast(first.add(second)).intoArray(p, j);
        }
    }

    @Override
    public void measureOn(float[] a, float[] b, float[] z) {
        for (int j = 0; j < LANES; j += STEP) {
            FloatVector first = fromArray(SPECIES, a, j);
            FloatVector second = fromArray(SPECIES, b, j);
            KIND.cast(fromArray(SPECIES, z, j).add(first.sub(second))).intoArray(z, j);
            KIND.cast(first.add(second)).intoArray(a, j);
        }
    }

    @Override
    public void weigh(float[] s, float[] t, float[] p, float[] l) {
        for (int j = 0; j < LANES; j += STEP) {
            FloatVector weight = fromArray(SPECIES, s, j).add(fromArray(SPECIES, t, j));
            KIND.cast(weight.mul(fromArray(SPECIES, p, j))).intoArray(l, j);
            KIND.cast(weight.mul(fromArray(SPECIES, p, j + LANES))).intoArray(l, j + LANES);
        }
    }

    @Override
    public void addOverlap(float[] a, float[] b, double re, double im, float[] z) {
        FloatVector u = broadcast(SPECIES, (float) re);
        FloatVector v = broadcast(SPECIES, (float) im);
        for (int j = 0; j < LANES; j += STEP) {
            int k = j + LANES;
            FloatVector real = fromArray(SPECIES, a, j)
                    .mul(fromArray(SPECIES, b, j))
                    .add(fromArray(SPECIES, a, k).mul(fromArray(SPECIES, b, k)));
            FloatVector imaginary = fromArray(SPECIES, a, j)
                    .mul(fromArray(SPECIES, b, k))
                    .sub(fromArray(SPECIES, a, k).mul(fromArray(SPECIES, b, j)));
            KIND.cast(fromArray(SPECIES, z, j).add(u.mul(real).sub(v.mul(imaginary))))
                    .intoArray(z, j);
        }
    }

    @Override
    public void addWeighted(float[] e, float[] p, double re, double im, float[] l) {
        FloatVector u = broadcast(SPECIES, (float) re);
        FloatVector v = broadcast(SPECIES, (float) im);
        for (int j = 0; j < LANES; j += STEP) {
            FloatVector weight = fromArray(SPECIES, e, j);
            FloatVector x = weight.mul(fromArray(SPECIES, p, j));
            FloatVector y = weight.mul(fromArray(SPECIES, p, j + LANES));
            KIND.cast(fromArray(SPECIES, l, j).add(u.mul(x).sub(v.mul(y)))).intoArray(l, j);
            KIND.cast(fromArray(SPECIES, l, j + LANES).add(u.mul(y).add(v.mul(x))))
                    .intoArray(l, j + LANES);
        }
    }

    // --- angles of inputs --------------------------------------------------------------------------------------------

    @Override
    public void halfArctan(float[] x, float[] c, float[] s) {
        FloatVector most = broadcast(SPECIES, FloatMath.LARGEST_TANGENT);
        FloatVector least = most.neg();
        for (int j = 0; j < LANES; j += STEP) {
            KIND.cast(fromArray(SPECIES, x, j).min(most).max(least)).intoArray(s, j);
        }
        halve(c, s);
    }

    @Override
    public void halfArctanSquare(float[] x, float[] c, float[] s) {
        FloatVector most = broadcast(SPECIES, FloatMath.LARGEST_TANGENT);
        for (int j = 0; j < LANES; j += STEP) {
            FloatVector value = fromArray(SPECIES, x, j);
            KIND.cast(value.mul(value).min(most)).intoArray(s, j);
        }
        halve(c, s);
    }

    /** From the tangents of angles, in s, to cosines and sines of their halves. */
    private static void halve(float[] c, float[] s) {
        FloatVector one = broadcast(SPECIES, 1f);
        FloatVector oneHalf = broadcast(SPECIES, .5f);
        for (int j = 0; j < LANES; j += STEP) {
            FloatVector tangent = fromArray(SPECIES, s, j);
            FloatVector cosine = one.div(one.add(tangent.mul(tangent)).sqrt());
            FloatVector half = oneHalf.add(cosine.mul(oneHalf)).sqrt();
            KIND.cast(tangent.mul(oneHalf).mul(cosine).div(half)).intoArray(s, j);
            KIND.cast(half).intoArray(c, j);
        }
    }

    @Override
    public void addArctanGradient(float[] x, float[] g, double factor, float[] dx) {
        FloatVector f = broadcast(SPECIES, (float) factor);
        for (int j = 0; j < LANES; j += STEP) {
            FloatVector value = fromArray(SPECIES, x, j);
            KIND.cast(fromArray(SPECIES, dx, j)
                            .add(f.mul(fromArray(SPECIES, g, j))
                                    .div(broadcast(SPECIES, 1f).add(value.mul(value)))))
                    .intoArray(dx, j);
        }
    }

    @Override
    public void addArctanSquareGradient(float[] x, float[] g, double factor, float[] dx) {
        FloatVector f = broadcast(SPECIES, (float) (2 * factor));
        for (int j = 0; j < LANES; j += STEP) {
            FloatVector value = fromArray(SPECIES, x, j);
            FloatVector square = value.mul(value);
            KIND.cast(fromArray(SPECIES, dx, j)
                            .add(f.mul(fromArray(SPECIES, g, j))
                                    .mul(value)
                                    .div(broadcast(SPECIES, 1f).add(square.mul(square)))))
                    .intoArray(dx, j);
        }
    }

    // --- real rows ---------------------------------------------------------------------------------------------------

    @Override
    public void addReal(float[] a, double factor, float[] sum) {
        FloatVector f = broadcast(SPECIES, (float) factor);
        for (int j = 0; j < LANES; j += STEP) {
            KIND.cast(f.fma(fromArray(SPECIES, a, j), fromArray(SPECIES, sum, j)))
                    .intoArray(sum, j);
        }
    }

    @Override
    public void multiplyReal(float[] a, float[] b) {
        for (int j = 0; j < LANES; j += STEP) {
            KIND.cast(fromArray(SPECIES, b, j).mul(fromArray(SPECIES, a, j))).intoArray(b, j);
        }
    }

    @Override
    public void scaleReal(float[] a, double factor) {
        FloatVector f = broadcast(SPECIES, (float) factor);
        for (int j = 0; j < LANES; j += STEP) {
            KIND.cast(fromArray(SPECIES, a, j).mul(f)).intoArray(a, j);
        }
    }
}
