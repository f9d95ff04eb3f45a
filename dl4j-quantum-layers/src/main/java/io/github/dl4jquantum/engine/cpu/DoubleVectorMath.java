package io.github.dl4jquantum.engine.cpu;

/** {@link DoubleMath#tanh} of a row, one by one. */
final class DoubleVectorMath {

    private DoubleVectorMath() {}

    /** y = outer tanh(inner x) + shift for the first numbers of a row. y may be x. */
    static void tanh(double[] x, double inner, double outer, double shift, double[] y, int count) {
        for (int j = 0; j < count; j++) {
            y[j] = Math.fma(outer, DoubleMath.tanh(inner * x[j]), shift);
        }
    }
}
