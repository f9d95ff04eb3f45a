package io.github.dl4jquantum.differentiation;

import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.engine.CircuitFunction;
import io.github.dl4jquantum.engine.CircuitFunction.Gradients;
import io.github.dl4jquantum.engine.Engine;
import java.util.Arrays;

/** A circuit's expectations and their gradients at one point, or at many, one a row. */
final class RowFunction {

    private final Circuit circuit;
    private final CircuitFunction function;

    RowFunction(Circuit circuit, Engine engine) {
        this.circuit = circuit;
        function = CircuitFunction.of(circuit, engine);
    }

    Circuit circuit() {
        return circuit;
    }

    /** z, [observables], of one example. */
    double[] at(double[] inputs, double[] parameters) {
        Points.check(circuit, inputs, parameters);
        return function.value(inputs, parameters);
    }

    /** z, [minibatch][observables], of inputs [minibatch][inputs], of which there is one at least. */
    double[][] at(double[][] inputs, double[] parameters) {
        return rows(function.value(flat(inputs), parameters), inputs.length);
    }

    /** The gradients of observable k at one example. */
    Gradients<double[]> gradients(double[] inputs, double[] parameters, int k) {
        Points.check(circuit, inputs, parameters);
        double[] upstream = new double[circuit.observables().size()];
        upstream[k] = 1;
        return function.gradients(inputs, parameters, upstream);
    }

    /** The gradient of observable k in the inputs of each example, [minibatch][inputs]. */
    double[][] inputGradients(double[][] inputs, int k) {
        int observables = circuit.observables().size();
        double[] upstream = new double[inputs.length * observables];
        for (int row = 0; row < inputs.length; row++) {
            upstream[row * observables + k] = 1;
        }
        return rows(function.gradients(flat(inputs), new double[0], upstream).inputs(), inputs.length);
    }

    private static double[] flat(double[][] rows) {
        return Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
    }

    private static double[][] rows(double[] all, int count) {
        int columns = all.length / count;
        double[][] rows = new double[count][];
        Arrays.setAll(rows, row -> Arrays.copyOfRange(all, row * columns, (row + 1) * columns));
        return rows;
    }
}
