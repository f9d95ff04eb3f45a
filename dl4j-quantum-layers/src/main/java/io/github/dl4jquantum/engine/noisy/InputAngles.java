package io.github.dl4jquantum.engine.noisy;

import io.github.dl4jquantum.circuit.Angle;
import io.github.dl4jquantum.circuit.Angle.Term;
import io.github.dl4jquantum.circuit.Angle.Variable;
import java.util.List;

/** The distinct angles of a tile that depend on inputs, and their gradients, in double. */
final class InputAngles {

    private final List<Angle> angles;
    private final List<Variable> variables;
    private final double[][] inputs;
    private final double[][] values;
    private final double[][] slopes;
    private final double[][] results;
    private final int lanes;

    /** @param inputs [input][lane], read by {@link #forward} */
    InputAngles(List<Angle> angles, double[][] inputs, int lanes) {
        this.angles = angles;
        this.inputs = inputs;
        this.lanes = lanes;
        variables = angles.stream().flatMap(Angle::variables).distinct().toList();
        values = new double[variables.size()][lanes];
        slopes = new double[variables.size()][lanes];
        results = new double[angles.size()][lanes];
    }

    /** Number of angles. */
    int count() {
        return angles.size();
    }

    /** The angles, [angle][lane]. */
    double[][] forward(double[] parameters) {
        for (int v = 0; v < values.length; v++) {
            Variable variable = variables.get(v);
            for (int lane = 0; lane < lanes; lane++) {
                evaluate(variable, v, lane, parameters);
            }
        }
        for (int a = 0; a < results.length; a++) {
            for (int lane = 0; lane < lanes; lane++) {
                double sum = 0;
                for (Term term : angles.get(a).terms()) {
                    sum += product(term, -1, lane);
                }
                results[a][lane] = sum;
            }
        }
        return results;
    }

    private void evaluate(Variable variable, int v, int lane, double[] parameters) {
        double x = variable.source().isInput() ? inputs[variable.index()][lane] : parameters[variable.index()];
        switch (variable.source()) {
            case INPUT_ARCTAN -> {
                values[v][lane] = Math.atan(x);
                slopes[v][lane] = 1 / (1 + x * x);
            }
            case INPUT_ARCTAN_SQUARE -> {
                values[v][lane] = Math.atan(x * x);
                slopes[v][lane] = 2 * x / (1 + x * x * x * x);
            }
            default -> {
                values[v][lane] = x;
                slopes[v][lane] = 1;
            }
        }
    }

    /** A term's value without its variable {@code left}. */
    private double product(Term term, int left, int lane) {
        double product = term.factor();
        for (int k = 0; k < term.variables().size(); k++) {
            product *= k == left ? 1 : values[variables.indexOf(term.variables().get(k))][lane];
        }
        return product;
    }

    /**
     * Adds the gradients of inputs, [input][lane], and of parameters.
     *
     * @param upstream d loss / d angles, [angle][lane]
     */
    void backward(double[][] upstream, double[][] ofInputs, double[] ofParameters) {
        for (int a = 0; a < upstream.length; a++) {
            for (Term term : angles.get(a).terms()) {
                for (int k = 0; k < term.variables().size(); k++) {
                    Variable variable = term.variables().get(k);
                    double[] slope = slopes[variables.indexOf(variable)];
                    for (int lane = 0; lane < lanes; lane++) {
                        double gradient = upstream[a][lane] * product(term, k, lane) * slope[lane];
                        if (variable.source().isInput()) {
                            ofInputs[variable.index()][lane] += gradient;
                        } else {
                            ofParameters[variable.index()] += gradient;
                        }
                    }
                }
            }
        }
    }
}
