package io.github.dl4jquantum.engine.noisy;

import io.github.dl4jquantum.circuit.Angle;
import io.github.dl4jquantum.circuit.Angle.Variable;
import java.util.Arrays;
import java.util.List;

/** The distinct angles of a tile that depend on inputs, and their gradients, in double. */
final class InputAngles {

    private final List<Angle> angles;
    private final List<Variable> variables;
    /** Which variables a term of an angle is made of, [angle][term][factor]. */
    private final int[][][] factors;

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
        factors = angles.stream()
                .map(angle -> angle.terms().stream()
                        .map(term -> term.variables().stream()
                                .mapToInt(variables::indexOf)
                                .toArray())
                        .toArray(int[][]::new))
                .toArray(int[][][]::new);
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
            Arrays.fill(results[a], 0);
            for (int t = 0; t < factors[a].length; t++) {
                double factor = angles.get(a).terms().get(t).factor();
                for (int lane = 0; lane < lanes; lane++) {
                    results[a][lane] += factor * product(factors[a][t], -1, lane);
                }
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

    /** The product of variables, without the one in place {@code left}. */
    private double product(int[] of, int left, int lane) {
        double product = 1;
        for (int k = 0; k < of.length; k++) {
            product *= k == left ? 1 : values[of[k]][lane];
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
            for (int t = 0; t < factors[a].length; t++) {
                double factor = angles.get(a).terms().get(t).factor();
                for (int k = 0; k < factors[a][t].length; k++) {
                    Variable variable = variables.get(factors[a][t][k]);
                    double[] slope = slopes[factors[a][t][k]];
                    for (int lane = 0; lane < lanes; lane++) {
                        double gradient = upstream[a][lane] * factor * product(factors[a][t], k, lane) * slope[lane];
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
