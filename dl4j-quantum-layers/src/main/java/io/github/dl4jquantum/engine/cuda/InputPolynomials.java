package io.github.dl4jquantum.engine.cuda;

import io.github.dl4jquantum.circuit.Angle;
import io.github.dl4jquantum.circuit.Angle.Source;
import io.github.dl4jquantum.circuit.Angle.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The angles of inputs that are more than a multiple of a function of one input: {@code sum_t c_t p_t}, each p a product
 * of functions of inputs, each c an angle of parameters. The kernels get the c as numbers, and sum up d loss / d c.
 */
final class InputPolynomials {

    private static final double[] NO_INPUTS = {};

    private final List<Angle> coefficients = new ArrayList<>();

    /** The one function of an input that an angle is a multiple of; null where it is more. */
    static Variable single(Angle angle) {
        boolean one =
                angle.terms().size() == 1 && angle.terms().get(0).variables().size() == 1;
        return one ? angle.terms().get(0).variables().get(0) : null;
    }

    /** What the kernels call a function. */
    static int function(Variable variable) {
        return variable.source().ordinal() - Source.INPUT.ordinal();
    }

    /**
     * Takes up an angle.
     *
     * @return its terms as circuit_image.cuh describes them
     */
    int[] add(Angle angle) {
        IntStream.Builder table = IntStream.builder();
        table.add(angle.coefficients().size());
        for (Map.Entry<List<Variable>, Angle> term : angle.coefficients().entrySet()) {
            table.add(coefficients.size()).add(term.getKey().size());
            term.getKey().forEach(variable -> table.add(variable.index()).add(function(variable)));
            coefficients.add(term.getValue());
        }
        return table.build().toArray();
    }

    /** Number of coefficients. */
    int count() {
        return coefficients.size();
    }

    /** Writes the coefficients from index {@code at} on. */
    void fix(double[] parameters, double[] to, int at) {
        for (int k = 0; k < coefficients.size(); k++) {
            to[at + k] = coefficients.get(k).value(NO_INPUTS, parameters);
        }
    }

    /** Adds d loss / d parameters to the gradients from {@code first} on, by d loss / d coefficients. */
    void differentiate(double[] sums, int at, double[] parameters, double[] gradients, int first) {
        for (int k = 0; k < coefficients.size(); k++) {
            coefficients.get(k).addGradient(parameters, sums[at + k], gradients, first);
        }
    }
}
