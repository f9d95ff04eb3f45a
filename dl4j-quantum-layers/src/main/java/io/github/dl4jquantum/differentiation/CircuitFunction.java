package io.github.dl4jquantum.differentiation;

import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.engine.Engine;
import io.github.dl4jquantum.engine.spi.CircuitEvaluator;
import io.github.dl4jquantum.engine.spi.CircuitEvaluator.Gradients;
import io.github.dl4jquantum.engine.spi.Precision;
import java.util.Arrays;

/** A circuit as a function of row-major arrays, in double. Engines hold the minibatch innermost; here it is outermost. */
final class CircuitFunction {

    private final Circuit circuit;
    private final CircuitEvaluator<double[]> evaluator;

    CircuitFunction(Circuit circuit, Engine engine) {
        this.circuit = circuit;
        evaluator = engine.resolve().circuit(circuit, Precision.DOUBLE);
    }

    Circuit circuit() {
        return circuit;
    }

    /** z, [observables], of one example. */
    double[] at(double[] inputs, double[] parameters) {
        Points.check(circuit, inputs, parameters);
        return evaluator.forward(1, inputs, parameters, false);
    }

    /** z, [minibatch][observables], of inputs [minibatch][inputs]. */
    double[][] at(double[][] inputs, double[] parameters) {
        double[] z = evaluator.forward(inputs.length, innermost(inputs, circuit.inputs()), parameters, false);
        return outermost(z, inputs.length);
    }

    /** The gradients of observable k at one example. */
    Gradients<double[]> gradients(double[] inputs, double[] parameters, int k) {
        Points.check(circuit, inputs, parameters);
        double[] upstream = new double[circuit.observables().size()];
        upstream[k] = 1;
        evaluator.forward(1, inputs, parameters, true);
        return evaluator.backward(upstream);
    }

    /** The gradient of observable k in the inputs of each example, [minibatch][inputs]. */
    double[][] inputGradients(double[][] inputs, int k) {
        int minibatch = inputs.length;
        double[] upstream = new double[circuit.observables().size() * minibatch];
        Arrays.fill(upstream, k * minibatch, (k + 1) * minibatch, 1);
        evaluator.forward(minibatch, innermost(inputs, circuit.inputs()), new double[0], true);
        return outermost(evaluator.backward(upstream).inputs(), minibatch);
    }

    private static double[] innermost(double[][] rows, int columns) {
        double[] all = new double[rows.length * columns];
        for (int row = 0; row < rows.length; row++) {
            for (int column = 0; column < columns; column++) {
                all[column * rows.length + row] = rows[row][column];
            }
        }
        return all;
    }

    private static double[][] outermost(double[] all, int rows) {
        double[][] out = new double[rows][all.length / rows];
        for (int k = 0; k < all.length; k++) {
            out[k % rows][k / rows] = all[k];
        }
        return out;
    }
}
