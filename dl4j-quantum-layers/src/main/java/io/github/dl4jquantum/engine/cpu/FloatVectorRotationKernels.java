package io.github.dl4jquantum.engine.cpu;

import static io.github.dl4jquantum.engine.cpu.FloatVectorCircuitKernels.KIND;
import static io.github.dl4jquantum.engine.cpu.FloatVectorCircuitKernels.SPECIES;
import static io.github.dl4jquantum.engine.cpu.FloatVectorCircuitKernels.STEP;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;

import jdk.incubator.vector.FloatVector;

/**
 * Rotations of four qubits in the Vector API, whose 16 rows stay in registers: half the loads, stores and calls of two
 * times two. It needs the 32 registers that processors with 512 bits have.
 */
final class FloatVectorRotationKernels {

    private static final int LANES = 64;

    private static final int REGISTER_BITS = 512;

    private FloatVectorRotationKernels() {}

    static boolean fit() {
        return SPECIES.vectorBitSize() == REGISTER_BITS;
    }

    /** {@link Kernels#rotateFour}; the numbers of rows and vectors have a bit for each mask. */
    static void rotate(float[][] rows, int first, int[] masks, double[] tangents) {
        int m = masks[0];
        int n = masks[1];
        int o = masks[2];
        int p = masks[3];
        float[] r0 = rows[first];
        float[] r1 = rows[first | m];
        float[] r2 = rows[first | n];
        float[] r3 = rows[first | m | n];
        float[] r4 = rows[first | o];
        float[] r5 = rows[first | m | o];
        float[] r6 = rows[first | n | o];
        float[] r7 = rows[first | m | n | o];
        float[] r8 = rows[first | p];
        float[] r9 = rows[first | m | p];
        float[] r10 = rows[first | n | p];
        float[] r11 = rows[first | m | n | p];
        float[] r12 = rows[first | o | p];
        float[] r13 = rows[first | m | o | p];
        float[] r14 = rows[first | n | o | p];
        float[] r15 = rows[first | m | n | o | p];
        FloatVector t = broadcast(SPECIES, (float) tangents[0]);
        FloatVector minusT = t.neg();
        FloatVector u = broadcast(SPECIES, (float) tangents[1]);
        FloatVector minusU = u.neg();
        FloatVector v = broadcast(SPECIES, (float) tangents[2]);
        FloatVector minusV = v.neg();
        FloatVector w = broadcast(SPECIES, (float) tangents[3]);
        FloatVector minusW = w.neg();
        for (int j = 0; j < 2 * LANES; j += STEP) {
            FloatVector a0 = fromArray(SPECIES, r0, j);
            FloatVector a1 = fromArray(SPECIES, r1, j);
            FloatVector a2 = fromArray(SPECIES, r2, j);
            FloatVector a3 = fromArray(SPECIES, r3, j);
            FloatVector a4 = fromArray(SPECIES, r4, j);
            FloatVector a5 = fromArray(SPECIES, r5, j);
            FloatVector a6 = fromArray(SPECIES, r6, j);
            FloatVector a7 = fromArray(SPECIES, r7, j);
            FloatVector a8 = fromArray(SPECIES, r8, j);
            FloatVector a9 = fromArray(SPECIES, r9, j);
            FloatVector a10 = fromArray(SPECIES, r10, j);
            FloatVector a11 = fromArray(SPECIES, r11, j);
            FloatVector a12 = fromArray(SPECIES, r12, j);
            FloatVector a13 = fromArray(SPECIES, r13, j);
            FloatVector a14 = fromArray(SPECIES, r14, j);
            FloatVector a15 = fromArray(SPECIES, r15, j);
            FloatVector b0 = minusT.fma(a1, a0);
            FloatVector b1 = t.fma(a0, a1);
            FloatVector b2 = minusT.fma(a3, a2);
            FloatVector b3 = t.fma(a2, a3);
            FloatVector b4 = minusT.fma(a5, a4);
            FloatVector b5 = t.fma(a4, a5);
            FloatVector b6 = minusT.fma(a7, a6);
            FloatVector b7 = t.fma(a6, a7);
            FloatVector b8 = minusT.fma(a9, a8);
            FloatVector b9 = t.fma(a8, a9);
            FloatVector b10 = minusT.fma(a11, a10);
            FloatVector b11 = t.fma(a10, a11);
            FloatVector b12 = minusT.fma(a13, a12);
            FloatVector b13 = t.fma(a12, a13);
            FloatVector b14 = minusT.fma(a15, a14);
            FloatVector b15 = t.fma(a14, a15);
            FloatVector c0 = minusU.fma(b2, b0);
            FloatVector c1 = minusU.fma(b3, b1);
            FloatVector c2 = u.fma(b0, b2);
            FloatVector c3 = u.fma(b1, b3);
            FloatVector c4 = minusU.fma(b6, b4);
            FloatVector c5 = minusU.fma(b7, b5);
            FloatVector c6 = u.fma(b4, b6);
            FloatVector c7 = u.fma(b5, b7);
            FloatVector c8 = minusU.fma(b10, b8);
            FloatVector c9 = minusU.fma(b11, b9);
            FloatVector c10 = u.fma(b8, b10);
            FloatVector c11 = u.fma(b9, b11);
            FloatVector c12 = minusU.fma(b14, b12);
            FloatVector c13 = minusU.fma(b15, b13);
            FloatVector c14 = u.fma(b12, b14);
            FloatVector c15 = u.fma(b13, b15);
            FloatVector d0 = minusV.fma(c4, c0);
            FloatVector d1 = minusV.fma(c5, c1);
            FloatVector d2 = minusV.fma(c6, c2);
            FloatVector d3 = minusV.fma(c7, c3);
            FloatVector d4 = v.fma(c0, c4);
            FloatVector d5 = v.fma(c1, c5);
            FloatVector d6 = v.fma(c2, c6);
            FloatVector d7 = v.fma(c3, c7);
            FloatVector d8 = minusV.fma(c12, c8);
            FloatVector d9 = minusV.fma(c13, c9);
            FloatVector d10 = minusV.fma(c14, c10);
            FloatVector d11 = minusV.fma(c15, c11);
            FloatVector d12 = v.fma(c8, c12);
            FloatVector d13 = v.fma(c9, c13);
            FloatVector d14 = v.fma(c10, c14);
            FloatVector d15 = v.fma(c11, c15);
            KIND.cast(minusW.fma(d8, d0)).intoArray(r0, j);
            KIND.cast(minusW.fma(d9, d1)).intoArray(r1, j);
            KIND.cast(minusW.fma(d10, d2)).intoArray(r2, j);
            KIND.cast(minusW.fma(d11, d3)).intoArray(r3, j);
            KIND.cast(minusW.fma(d12, d4)).intoArray(r4, j);
            KIND.cast(minusW.fma(d13, d5)).intoArray(r5, j);
            KIND.cast(minusW.fma(d14, d6)).intoArray(r6, j);
            KIND.cast(minusW.fma(d15, d7)).intoArray(r7, j);
            KIND.cast(w.fma(d0, d8)).intoArray(r8, j);
            KIND.cast(w.fma(d1, d9)).intoArray(r9, j);
            KIND.cast(w.fma(d2, d10)).intoArray(r10, j);
            KIND.cast(w.fma(d3, d11)).intoArray(r11, j);
            KIND.cast(w.fma(d4, d12)).intoArray(r12, j);
            KIND.cast(w.fma(d5, d13)).intoArray(r13, j);
            KIND.cast(w.fma(d6, d14)).intoArray(r14, j);
            KIND.cast(w.fma(d7, d15)).intoArray(r15, j);
        }
    }
}
