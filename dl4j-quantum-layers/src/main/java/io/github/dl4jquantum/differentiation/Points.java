package io.github.dl4jquantum.differentiation;

import io.github.dl4jquantum.circuit.Circuit;

/** Where a circuit is evaluated. */
final class Points {

    private Points() {}

    /** @throws IllegalArgumentException if a point does not fit a circuit */
    static void check(Circuit circuit, double[] inputs, double[] parameters) {
        if (inputs.length != circuit.inputs() || parameters.length != circuit.parameters()) {
            throw new IllegalArgumentException(inputs.length + " inputs and " + parameters.length
                    + " parameters do not fit " + circuit + "; give " + circuit.inputs() + " and "
                    + circuit.parameters() + ".");
        }
    }

    /** A copy with one number moved. */
    static double[] moved(double[] point, int index, double by) {
        double[] copy = point.clone();
        copy[index] += by;
        return copy;
    }
}
