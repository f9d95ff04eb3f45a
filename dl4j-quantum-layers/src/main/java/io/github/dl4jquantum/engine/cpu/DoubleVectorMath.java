package io.github.dl4jquantum.engine.cpu;

import java.util.function.DoubleUnaryOperator;
import jdk.incubator.vector.DoubleVector;

/** {@link DoubleMath} of the lanes of a vector, one by one. */
final class DoubleVectorMath {

    private DoubleVectorMath() {}

    static DoubleVector cos(DoubleVector x) {
        return each(x, DoubleMath::cos);
    }

    static DoubleVector sin(DoubleVector x) {
        return each(x, DoubleMath::sin);
    }

    static DoubleVector tanh(DoubleVector x) {
        return each(x, DoubleMath::tanh);
    }

    private static DoubleVector each(DoubleVector x, DoubleUnaryOperator function) {
        double[] values = x.toArray();
        for (int k = 0; k < values.length; k++) {
            values[k] = function.applyAsDouble(values[k]);
        }
        return DoubleVector.fromArray(x.species(), values, 0);
    }
}
