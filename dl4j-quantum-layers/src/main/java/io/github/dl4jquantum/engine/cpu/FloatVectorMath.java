package io.github.dl4jquantum.engine.cpu;

import jdk.incubator.vector.FloatVector;

/** {@link FloatMath#tanh} of the lanes of a vector, to the last bit; {@link DoubleVectorMath} is the other one. */
final class FloatVectorMath {

    private FloatVectorMath() {}

    static FloatVector tanh(FloatVector argument) {
        FloatVector x = argument.min(FloatMath.LARGEST_TANH_ARGUMENT).max(-FloatMath.LARGEST_TANH_ARGUMENT);
        FloatVector s = x.mul(x);
        FloatVector p = next(s, next(s, s.fma(FloatMath.P8, FloatMath.P6), FloatMath.P4), FloatMath.P2);
        FloatVector q = next(s, next(s, s.fma(FloatMath.Q8, FloatMath.Q6), FloatMath.Q4), FloatMath.Q2);
        return x.mul(next(s, p, 1)).div(next(s, q, 1)).min(1).max(-1);
    }

    /** Horner's step: x sum + coefficient. */
    private static FloatVector next(FloatVector x, FloatVector sum, float coefficient) {
        return x.fma(sum, FloatVector.broadcast(FloatVector.SPECIES_PREFERRED, coefficient));
    }
}
