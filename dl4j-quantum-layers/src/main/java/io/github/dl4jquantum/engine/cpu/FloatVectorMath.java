package io.github.dl4jquantum.engine.cpu;

import jdk.incubator.vector.FloatVector;

/** {@link FloatMath} of the lanes of a vector, to the last bit; {@link DoubleVectorMath} is the other one. */
final class FloatVectorMath {

    private FloatVectorMath() {}

    private static FloatVector all(FloatVector like, float value) {
        return FloatVector.broadcast(like.species(), value);
    }

    static FloatVector cos(FloatVector x) {
        FloatVector h = half(x);
        FloatVector c = cosOfQuarter(h);
        FloatVector s = sinOfQuarter(h);
        return c.sub(s).mul(c.add(s));
    }

    static FloatVector sin(FloatVector x) {
        FloatVector h = half(x);
        return sinOfQuarter(h).mul(2).mul(cosOfQuarter(h));
    }

    private static FloatVector half(FloatVector x) {
        FloatVector turns = x.fma(FloatMath.TURNS, FloatMath.ROUNDER).sub(FloatMath.ROUNDER);
        return turns.fma(all(x, -FloatMath.TURN_REST), turns.fma(all(x, -FloatMath.TURN), x))
                .mul(.5f);
    }

    private static FloatVector sinOfQuarter(FloatVector h) {
        FloatVector q = h.mul(h);
        FloatVector p = next(q, next(q, q.fma(FloatMath.S9, FloatMath.S7), FloatMath.S5), FloatMath.S3);
        return h.mul(next(q, p, FloatMath.S1));
    }

    private static FloatVector cosOfQuarter(FloatVector h) {
        FloatVector q = h.mul(h);
        FloatVector p = next(q, next(q, q.fma(FloatMath.C10, FloatMath.C8), FloatMath.C6), FloatMath.C4);
        return next(q, next(q, p, FloatMath.C2), 1);
    }

    static FloatVector tanh(FloatVector argument) {
        FloatVector x = argument.min(FloatMath.LARGEST_TANH_ARGUMENT).max(-FloatMath.LARGEST_TANH_ARGUMENT);
        FloatVector s = x.mul(x);
        FloatVector p = next(s, next(s, s.fma(FloatMath.P8, FloatMath.P6), FloatMath.P4), FloatMath.P2);
        FloatVector q = next(s, next(s, s.fma(FloatMath.Q8, FloatMath.Q6), FloatMath.Q4), FloatMath.Q2);
        return x.mul(next(s, p, 1)).div(next(s, q, 1)).min(1).max(-1);
    }

    /** Horner's step: x sum + coefficient. */
    private static FloatVector next(FloatVector x, FloatVector sum, float coefficient) {
        return x.fma(sum, all(x, coefficient));
    }
}
