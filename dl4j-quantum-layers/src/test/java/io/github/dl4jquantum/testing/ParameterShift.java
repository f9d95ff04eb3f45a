package io.github.dl4jquantum.testing;

import io.github.dl4jquantum.circuit.Angle;
import io.github.dl4jquantum.circuit.CRX;
import io.github.dl4jquantum.circuit.CRY;
import io.github.dl4jquantum.circuit.CRZ;
import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.circuit.CompositeGate;
import io.github.dl4jquantum.circuit.Gate;
import io.github.dl4jquantum.engine.spi.CircuitEvaluator;
import java.util.function.Function;

/**
 * Exact gradients from shifted expectations (Schuld et al., arXiv 1811.11184; Anselmetti et al., arXiv 2104.05695):
 *
 * <pre>
 *   one-qubit rotation    f'(t) = (f(t + pi/2) - f(t - pi/2)) / 2
 *   controlled rotation   f'(t) = a (f(t + pi/2) - f(t - pi/2)) - b (f(t + 3 pi/2) - f(t - 3 pi/2)),
 *                         a, b = (sqrt 2 +- 1) / (4 sqrt 2)
 * </pre>
 *
 * Composite gates have many rules: they are differentiated by central differences of order 8 of their matrix. Each
 * occurrence of a parameter or input is shifted by itself; the chain rule adds them up.
 */
final class ParameterShift {

    private static final double ROOT = Math.sqrt(2);

    private static final double STEP = 0.03;

    private final Circuit circuit;
    private final Function<double[][], double[]> expectations;

    /** @param expectations z for the values of all angles, [gate][angle of the gate] */
    ParameterShift(Circuit circuit, Function<double[][], double[]> expectations) {
        this.circuit = circuit;
        this.expectations = expectations;
    }

    /** Gradient of {@code sum(z * upstream)} for one example, whose angles have the given values. */
    CircuitEvaluator.Gradients<double[]> gradients(
            double[] inputs, double[] parameters, double[][] angles, double[] upstream) {
        double[] dInputs = new double[circuit.inputs()];
        double[] dParameters = new double[circuit.parameters()];
        for (int g = 0; g < angles.length; g++) {
            Gate gate = circuit.gates().get(g);
            for (int a = 0; a < angles[g].length; a++) {
                Angle angle = gate.angles().get(a);
                if (!angle.isConstant()) {
                    double slope = derivative(gate, angles, g, a, upstream);
                    chain(angle, inputs, parameters, slope, dInputs, dParameters);
                }
            }
        }
        return new CircuitEvaluator.Gradients<>(dInputs, dParameters);
    }

    private double derivative(Gate gate, double[][] angles, int g, int a, double[] upstream) {
        if (gate instanceof CompositeGate) {
            return stencil(angles, g, a, upstream);
        }
        double near = difference(angles, g, a, Math.PI / 2, upstream);
        if (!(gate instanceof CRX || gate instanceof CRY || gate instanceof CRZ)) {
            return near / 2;
        }
        double far = difference(angles, g, a, 3 * Math.PI / 2, upstream);
        return ((ROOT + 1) * near - (ROOT - 1) * far) / (4 * ROOT);
    }

    /** Central differences of order 8, whose error at this step is below 1e-12 for frequencies up to 2. */
    private double stencil(double[][] angles, int g, int a, double[] upstream) {
        double[] weights = {4. / 5, -1. / 5, 4. / 105, -1. / 280};
        double sum = 0;
        for (int k = 0; k < weights.length; k++) {
            sum += weights[k] * difference(angles, g, a, (k + 1) * STEP, upstream);
        }
        return sum / STEP;
    }

    private double difference(double[][] angles, int g, int a, double shift, double[] upstream) {
        double centre = angles[g][a];
        angles[g][a] = centre + shift;
        double[] plus = expectations.apply(angles);
        angles[g][a] = centre - shift;
        double[] minus = expectations.apply(angles);
        angles[g][a] = centre;
        double sum = 0;
        for (int k = 0; k < upstream.length; k++) {
            sum += upstream[k] * (plus[k] - minus[k]);
        }
        return sum;
    }

    /** Adds slope times d angle / d parameters and inputs, by the product rule. */
    private static void chain(
            Angle angle, double[] inputs, double[] parameters, double slope, double[] dInputs, double[] dParameters) {
        for (Angle.Term term : angle.terms()) {
            for (int k = 0; k < term.variables().size(); k++) {
                double factor = term.factor() * slope * slope(term.variables().get(k), inputs);
                for (int other = 0; other < term.variables().size(); other++) {
                    factor *= other == k ? 1 : term.variables().get(other).value(inputs, parameters);
                }
                Angle.Variable variable = term.variables().get(k);
                (variable.source().isInput() ? dInputs : dParameters)[variable.index()] += factor;
            }
        }
    }

    private static double slope(Angle.Variable variable, double[] inputs) {
        return switch (variable.source()) {
            case CONSTANT -> 0;
            case PARAMETER, INPUT -> 1;
            case INPUT_ARCTAN -> 1 / (1 + Math.pow(inputs[variable.index()], 2));
            case INPUT_ARCTAN_SQUARE -> 2 * inputs[variable.index()] / (1 + Math.pow(inputs[variable.index()], 4));
        };
    }
}
