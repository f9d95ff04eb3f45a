package io.github.dl4jquantum.engine.cpu;

import static io.github.dl4jquantum.engine.cpu.FloatVectorCircuitKernels.KIND;
import static io.github.dl4jquantum.engine.cpu.FloatVectorCircuitKernels.SPECIES;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;

import jdk.incubator.vector.FloatVector;

/** {@link FloatMath#tanh} of a row, to the last bit; {@link DoubleVectorMath} is the other one. */
final class FloatVectorMath {

    private FloatVectorMath() {}

    /** y = outer tanh(inner x) + shift for the first numbers of a row. y may be x. */
    static void tanh(float[] x, float inner, float outer, float shift, float[] y, int count) {
        FloatVector scale = broadcast(SPECIES, inner);
        FloatVector most = broadcast(SPECIES, FloatMath.LARGEST_TANH_ARGUMENT);
        FloatVector least = most.neg();
        FloatVector p8 = broadcast(SPECIES, FloatMath.P8);
        FloatVector p6 = broadcast(SPECIES, FloatMath.P6);
        FloatVector p4 = broadcast(SPECIES, FloatMath.P4);
        FloatVector p2 = broadcast(SPECIES, FloatMath.P2);
        FloatVector q8 = broadcast(SPECIES, FloatMath.Q8);
        FloatVector q6 = broadcast(SPECIES, FloatMath.Q6);
        FloatVector q4 = broadcast(SPECIES, FloatMath.Q4);
        FloatVector q2 = broadcast(SPECIES, FloatMath.Q2);
        FloatVector one = broadcast(SPECIES, 1f);
        FloatVector minusOne = one.neg();
        FloatVector factor = broadcast(SPECIES, outer);
        FloatVector summand = broadcast(SPECIES, shift);
        for (int j = 0; j < count; j += SPECIES.length()) {
            FloatVector t = fromArray(SPECIES, x, j).mul(scale).min(most).max(least);
            FloatVector s = t.mul(t);
            FloatVector p = s.fma(s.fma(s.fma(p8, p6), p4), p2);
            FloatVector q = s.fma(s.fma(s.fma(q8, q6), q4), q2);
            KIND.cast(t.mul(s.fma(p, one))
                            .div(s.fma(q, one))
                            .min(one)
                            .max(minusOne)
                            .fma(factor, summand))
                    .intoArray(y, j);
        }
    }
}
