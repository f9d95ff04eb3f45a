package io.github.dl4jquantum.engine.cpu;

import static io.github.dl4jquantum.engine.cpu.FloatVectorCircuitKernels.KIND;
import static io.github.dl4jquantum.engine.cpu.FloatVectorCircuitKernels.SPECIES;
import static io.github.dl4jquantum.engine.cpu.FloatVectorCircuitKernels.STEP;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;

import jdk.incubator.vector.FloatVector;

/** Gradients of angles in the Vector API. */
final class FloatVectorGradientKernels {

    private static final int LANES = 64;

    private FloatVectorGradientKernels() {}

    /**
     * {@link Kernels#addFourRotationGradients}: each row is loaded once, where two times two qubits load it twice. The numbers
     * of vectors have a bit for each mask.
     */
    static void addOfFour(float[][] lambda, float[][] psi, int first, int[] masks, float[][] sums) {
        int m = masks[0];
        int n = masks[1];
        int o = masks[2];
        int p = masks[3];
        for (int j = 0; j < 2 * LANES; j += STEP) {
            FloatVector l0 = fromArray(SPECIES, lambda[first], j);
            FloatVector l1 = fromArray(SPECIES, lambda[first | m], j);
            FloatVector l2 = fromArray(SPECIES, lambda[first | n], j);
            FloatVector l3 = fromArray(SPECIES, lambda[first | m | n], j);
            FloatVector l4 = fromArray(SPECIES, lambda[first | o], j);
            FloatVector l5 = fromArray(SPECIES, lambda[first | m | o], j);
            FloatVector l6 = fromArray(SPECIES, lambda[first | n | o], j);
            FloatVector l7 = fromArray(SPECIES, lambda[first | m | n | o], j);
            FloatVector l8 = fromArray(SPECIES, lambda[first | p], j);
            FloatVector l9 = fromArray(SPECIES, lambda[first | m | p], j);
            FloatVector l10 = fromArray(SPECIES, lambda[first | n | p], j);
            FloatVector l11 = fromArray(SPECIES, lambda[first | m | n | p], j);
            FloatVector l12 = fromArray(SPECIES, lambda[first | o | p], j);
            FloatVector l13 = fromArray(SPECIES, lambda[first | m | o | p], j);
            FloatVector l14 = fromArray(SPECIES, lambda[first | n | o | p], j);
            FloatVector l15 = fromArray(SPECIES, lambda[first | m | n | o | p], j);
            FloatVector p0 = fromArray(SPECIES, psi[first], j);
            FloatVector p1 = fromArray(SPECIES, psi[first | m], j);
            FloatVector p2 = fromArray(SPECIES, psi[first | n], j);
            FloatVector p3 = fromArray(SPECIES, psi[first | m | n], j);
            FloatVector p4 = fromArray(SPECIES, psi[first | o], j);
            FloatVector p5 = fromArray(SPECIES, psi[first | m | o], j);
            FloatVector p6 = fromArray(SPECIES, psi[first | n | o], j);
            FloatVector p7 = fromArray(SPECIES, psi[first | m | n | o], j);
            FloatVector p8 = fromArray(SPECIES, psi[first | p], j);
            FloatVector p9 = fromArray(SPECIES, psi[first | m | p], j);
            FloatVector p10 = fromArray(SPECIES, psi[first | n | p], j);
            FloatVector p11 = fromArray(SPECIES, psi[first | m | n | p], j);
            FloatVector p12 = fromArray(SPECIES, psi[first | o | p], j);
            FloatVector p13 = fromArray(SPECIES, psi[first | m | o | p], j);
            FloatVector p14 = fromArray(SPECIES, psi[first | n | o | p], j);
            FloatVector p15 = fromArray(SPECIES, psi[first | m | n | o | p], j);
            FloatVector s = fromArray(SPECIES, sums[0], j);
            FloatVector t = fromArray(SPECIES, sums[1], j);
            FloatVector u = fromArray(SPECIES, sums[2], j);
            FloatVector v = fromArray(SPECIES, sums[3], j);
            s = s.add(l1.fma(p0, l3.mul(p2)).sub(l0.fma(p1, l2.mul(p3))));
            t = t.add(l2.fma(p0, l3.mul(p1)).sub(l0.fma(p2, l1.mul(p3))));
            s = s.add(l9.fma(p8, l11.mul(p10)).sub(l8.fma(p9, l10.mul(p11))));
            t = t.add(l10.fma(p8, l11.mul(p9)).sub(l8.fma(p10, l9.mul(p11))));
            s = s.add(l5.fma(p4, l7.mul(p6)).sub(l4.fma(p5, l6.mul(p7))));
            t = t.add(l6.fma(p4, l7.mul(p5)).sub(l4.fma(p6, l5.mul(p7))));
            s = s.add(l13.fma(p12, l15.mul(p14)).sub(l12.fma(p13, l14.mul(p15))));
            t = t.add(l14.fma(p12, l15.mul(p13)).sub(l12.fma(p14, l13.mul(p15))));
            u = u.add(l4.fma(p0, l12.mul(p8)).sub(l0.fma(p4, l8.mul(p12))));
            v = v.add(l8.fma(p0, l12.mul(p4)).sub(l0.fma(p8, l4.mul(p12))));
            u = u.add(l6.fma(p2, l14.mul(p10)).sub(l2.fma(p6, l10.mul(p14))));
            v = v.add(l10.fma(p2, l14.mul(p6)).sub(l2.fma(p10, l6.mul(p14))));
            u = u.add(l5.fma(p1, l13.mul(p9)).sub(l1.fma(p5, l9.mul(p13))));
            v = v.add(l9.fma(p1, l13.mul(p5)).sub(l1.fma(p9, l5.mul(p13))));
            u = u.add(l7.fma(p3, l15.mul(p11)).sub(l3.fma(p7, l11.mul(p15))));
            v = v.add(l11.fma(p3, l15.mul(p7)).sub(l3.fma(p11, l7.mul(p15))));
            KIND.cast(s).intoArray(sums[0], j);
            KIND.cast(t).intoArray(sums[1], j);
            KIND.cast(u).intoArray(sums[2], j);
            KIND.cast(v).intoArray(sums[3], j);
        }
    }

    /** {@link Kernels#scaleBack}. */
    static void scaleBack(float[] source, float[] target, double re, double im, float[] p, float[] sum) {
        FloatVector u = broadcast(SPECIES, (float) re);
        FloatVector v = broadcast(SPECIES, (float) im);
        for (int j = 0; j < LANES; j += STEP) {
            FloatVector x = fromArray(SPECIES, source, j);
            FloatVector y = fromArray(SPECIES, source, j + LANES);
            FloatVector a = u.mul(x).sub(v.mul(y));
            FloatVector b = u.mul(y).add(v.mul(x));
            KIND.cast(a).intoArray(target, j);
            KIND.cast(b).intoArray(target, j + LANES);
            KIND.cast(fromArray(SPECIES, sum, j)
                            .add(a.mul(fromArray(SPECIES, p, j + LANES)).sub(b.mul(fromArray(SPECIES, p, j)))))
                    .intoArray(sum, j);
        }
    }

    /** {@link Kernels#scaleBackTotal}. */
    static double scaleBackTotal(float[] source, float[] target, double re, double im, float[] p, float[] room) {
        if (LANES >= 4 * STEP) {
            scaleBackByQuarters(source, target, re, im, p, room);
            return FloatKernels.totalByHalves(room, LANES / 4);
        }
        scaleBackOfFew(source, target, re, im, p, room);
        return FloatKernels.totalByHalves(room, LANES);
    }

    /** Quarters are added up in registers: 8 qubits at 256 examples took 0.66 ms in place of 0.74. */
    private static void scaleBackByQuarters(
            float[] source, float[] target, double re, double im, float[] p, float[] room) {
        FloatVector u = broadcast(SPECIES, (float) re);
        FloatVector v = broadcast(SPECIES, (float) im);
        for (int j = 0; j < LANES / 4; j += STEP) {
            int k = j + LANES / 4;
            int m = j + LANES / 2;
            int n = m + LANES / 4;
            FloatVector x0 = fromArray(SPECIES, source, j);
            FloatVector y0 = fromArray(SPECIES, source, j + LANES);
            FloatVector a0 = u.mul(x0).sub(v.mul(y0));
            FloatVector b0 = u.mul(y0).add(v.mul(x0));
            KIND.cast(a0).intoArray(target, j);
            KIND.cast(b0).intoArray(target, j + LANES);
            FloatVector phase0 = a0.mul(fromArray(SPECIES, p, j + LANES)).sub(b0.mul(fromArray(SPECIES, p, j)));
            FloatVector x1 = fromArray(SPECIES, source, k);
            FloatVector y1 = fromArray(SPECIES, source, k + LANES);
            FloatVector a1 = u.mul(x1).sub(v.mul(y1));
            FloatVector b1 = u.mul(y1).add(v.mul(x1));
            KIND.cast(a1).intoArray(target, k);
            KIND.cast(b1).intoArray(target, k + LANES);
            FloatVector phase1 = a1.mul(fromArray(SPECIES, p, k + LANES)).sub(b1.mul(fromArray(SPECIES, p, k)));
            FloatVector x2 = fromArray(SPECIES, source, m);
            FloatVector y2 = fromArray(SPECIES, source, m + LANES);
            FloatVector a2 = u.mul(x2).sub(v.mul(y2));
            FloatVector b2 = u.mul(y2).add(v.mul(x2));
            KIND.cast(a2).intoArray(target, m);
            KIND.cast(b2).intoArray(target, m + LANES);
            FloatVector phase2 = a2.mul(fromArray(SPECIES, p, m + LANES)).sub(b2.mul(fromArray(SPECIES, p, m)));
            FloatVector x3 = fromArray(SPECIES, source, n);
            FloatVector y3 = fromArray(SPECIES, source, n + LANES);
            FloatVector a3 = u.mul(x3).sub(v.mul(y3));
            FloatVector b3 = u.mul(y3).add(v.mul(x3));
            KIND.cast(a3).intoArray(target, n);
            KIND.cast(b3).intoArray(target, n + LANES);
            FloatVector phase3 = a3.mul(fromArray(SPECIES, p, n + LANES)).sub(b3.mul(fromArray(SPECIES, p, n)));
            KIND.cast(phase0.add(phase2).add(phase1.add(phase3))).intoArray(room, j);
        }
    }

    /** {@link #scaleBack} on a row of zeros would take a tenth longer at 8 and 16 qubits. */
    private static void scaleBackOfFew(float[] source, float[] target, double re, double im, float[] p, float[] room) {
        FloatVector u = broadcast(SPECIES, (float) re);
        FloatVector v = broadcast(SPECIES, (float) im);
        for (int j = 0; j < LANES; j += STEP) {
            FloatVector x = fromArray(SPECIES, source, j);
            FloatVector y = fromArray(SPECIES, source, j + LANES);
            FloatVector a = u.mul(x).sub(v.mul(y));
            FloatVector b = u.mul(y).add(v.mul(x));
            KIND.cast(a).intoArray(target, j);
            KIND.cast(b).intoArray(target, j + LANES);
            KIND.cast(a.mul(fromArray(SPECIES, p, j + LANES)).sub(b.mul(fromArray(SPECIES, p, j))))
                    .intoArray(room, j);
        }
    }
}
