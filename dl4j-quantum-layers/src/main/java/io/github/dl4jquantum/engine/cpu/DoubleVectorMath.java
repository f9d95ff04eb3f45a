package io.github.dl4jquantum.engine.cpu;

import jdk.incubator.vector.DoubleVector;

/** {@link DoubleMath#tanh} of the lanes of a vector, one by one. */
final class DoubleVectorMath {

    private DoubleVectorMath() {}

    static DoubleVector tanh(DoubleVector x) {
        double[] values = x.toArray();
        for (int k = 0; k < values.length; k++) {
            values[k] = DoubleMath.tanh(values[k]);
        }
        return DoubleVector.fromArray(DoubleVector.SPECIES_PREFERRED, values, 0);
    }
}
