package io.github.dl4jquantum.engine.cpu;

import io.github.dl4jquantum.circuit.Angle;
import io.github.dl4jquantum.circuit.Angle.Variable;
import java.util.List;

/**
 * An angle that depends on inputs, on rows of lanes: {@code sum_t c_t p_t}, where each p is a product of functions of
 * inputs and each c a coefficient made of parameters. A multiple of one function of one input has loops of its own.
 */
final class InputAngle {

    private static final double[] NONE = {};

    private final boolean trained;
    private final List<List<Variable>> products;
    private final List<Angle> coefficients;
    private final double[] constants;
    private final boolean simple;

    InputAngle(Angle angle) {
        trained = angle.hasParameters();
        products = List.copyOf(angle.coefficients().keySet());
        coefficients = List.copyOf(angle.coefficients().values());
        constants = trained ? null : coefficients(NONE);
        simple = !trained && products.size() == 1 && products.get(0).size() == 1;
    }

    /** Whether it depends on parameters. */
    boolean trained() {
        return trained;
    }

    /** Number of products. */
    int count() {
        return products.size();
    }

    /** What the products are multiplied by. */
    double[] coefficients(double[] parameters) {
        return coefficients.stream().mapToDouble(c -> c.value(NONE, parameters)).toArray();
    }

    /** What the products of an angle without parameters are multiplied by. */
    double[] constants() {
        return constants;
    }

    /** Adds d loss / d parameters, from d loss / d coefficient of a product. */
    void addGradient(int product, double[] parameters, double upstream, double[] gradients, int first) {
        coefficients.get(product).addGradient(parameters, upstream, gradients, first);
    }

    /**
     * Cosine and sine of half the angle.
     *
     * @param factors what the products are multiplied by
     */
    <A> void halfAngle(Kernels<A> kernels, A[] inputs, double[] factors, A cos, A sin) {
        if (simple) {
            Variable variable = products.get(0).get(0);
            simpleHalfAngle(kernels, variable, inputs[variable.index()], factors[0], cos, sin);
            return;
        }
        A[] room = kernels.realRows(3);
        for (int t = 0; t < products.size(); t++) {
            product(kernels, inputs, products.get(t), -1, room);
            kernels.addReal(room[0], factors[t], room[2]);
        }
        kernels.halfAngle(room[2], 1, cos, sin);
    }

    private static <A> void simpleHalfAngle(Kernels<A> kernels, Variable variable, A x, double factor, A cos, A sin) {
        switch (variable.source()) {
            case INPUT -> kernels.halfAngle(x, factor, cos, sin);
            case INPUT_ARCTAN -> {
                if (factor == 1) {
                    kernels.halfArctan(x, cos, sin);
                } else {
                    kernels.halfScaledArctan(x, factor, cos, sin);
                }
            }
            case INPUT_ARCTAN_SQUARE -> {
                if (factor == 1) {
                    kernels.halfArctanSquare(x, cos, sin);
                } else {
                    kernels.halfScaledArctanSquare(x, factor, cos, sin);
                }
            }
            default -> throw new IllegalStateException(variable + " is no function of an input");
        }
    }

    /** A product without its factor {@code left}, in room[0]; overwrites room[1]. */
    private static <A> void product(Kernels<A> kernels, A[] inputs, List<Variable> product, int left, A[] room) {
        kernels.fill(room[0], 1);
        for (int k = 0; k < product.size(); k++) {
            if (k != left) {
                A x = inputs[product.get(k).index()];
                switch (product.get(k).source()) {
                    case INPUT_ARCTAN -> kernels.arctan(x, room[1]);
                    case INPUT_ARCTAN_SQUARE -> kernels.arctanSquare(x, room[1]);
                    default -> System.arraycopy(x, 0, room[1], 0, kernels.lanes());
                }
                kernels.multiplyReal(room[1], room[0]);
            }
        }
    }

    /**
     * Adds d loss / d inputs.
     *
     * @param upstream d loss / d angle
     */
    <A> void addInputGradient(Kernels<A> kernels, A[] inputs, double[] factors, A upstream, A[] gradients) {
        if (simple) {
            addSlope(kernels, products.get(0).get(0), inputs, upstream, factors[0], gradients);
            return;
        }
        A[] room = kernels.realRows(2);
        for (int t = 0; t < products.size(); t++) {
            for (int k = 0; k < products.get(t).size(); k++) {
                product(kernels, inputs, products.get(t), k, room);
                kernels.multiplyReal(upstream, room[0]);
                addSlope(kernels, products.get(t).get(k), inputs, room[0], factors[t], gradients);
            }
        }
    }

    private static <A> void addSlope(
            Kernels<A> kernels, Variable variable, A[] inputs, A upstream, double factor, A[] gradients) {
        A x = inputs[variable.index()];
        A sum = gradients[variable.index()];
        switch (variable.source()) {
            case INPUT -> kernels.addReal(upstream, factor, sum);
            case INPUT_ARCTAN -> kernels.addArctanGradient(x, upstream, factor, sum);
            default -> kernels.addArctanSquareGradient(x, upstream, factor, sum);
        }
    }

    /** Adds d loss / d coefficient of each product, lane by lane. */
    <A> void addCoefficientGradients(Kernels<A> kernels, A[] inputs, A upstream, A[] gradients) {
        A[] room = kernels.realRows(2);
        for (int t = 0; t < products.size(); t++) {
            product(kernels, inputs, products.get(t), -1, room);
            kernels.multiplyReal(upstream, room[0]);
            kernels.addReal(room[0], 1, gradients[t]);
        }
    }
}
