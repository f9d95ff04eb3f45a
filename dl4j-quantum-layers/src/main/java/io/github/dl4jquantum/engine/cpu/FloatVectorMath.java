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
        FloatVector p4 = broadcast(SPECIES, FloatMath.P4);
        FloatVector p2 = broadcast(SPECIES, FloatMath.P2);
        FloatVector q4 = broadcast(SPECIES, FloatMath.Q4);
        FloatVector q2 = broadcast(SPECIES, FloatMath.Q2);
        FloatVector one = broadcast(SPECIES, 1f);
        for (int j = 0; j < count; j += SPECIES.length()) {
            FloatVector t = fromArray(SPECIES, x, j)
                    .mul(inner)
                    .min(FloatMath.LARGEST_TANH_ARGUMENT)
                    .max(-FloatMath.LARGEST_TANH_ARGUMENT);
            FloatVector s = t.mul(t);
            FloatVector p = s.fma(s.fma(s.fma(FloatMath.P8, FloatMath.P6), p4), p2);
            FloatVector q = s.fma(s.fma(s.fma(FloatMath.Q8, FloatMath.Q6), q4), q2);
            KIND.cast(t.mul(s.fma(p, one)).div(s.fma(q, one)).min(1).max(-1).fma(outer, shift))
                    .intoArray(y, j);
        }
    }
}
