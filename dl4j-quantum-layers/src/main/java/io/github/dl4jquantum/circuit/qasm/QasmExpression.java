package io.github.dl4jquantum.circuit.qasm;

import io.github.dl4jquantum.circuit.Angle;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/**
 * An angle in OpenQASM: numbers, constants, the parameters of a gate definition, the program's inputs, and arithmetic.
 * What depends on inputs may be added, multiplied, and divided by numbers.
 */
interface QasmExpression {

    /**
     * Its value in radians.
     *
     * @param parameters the values of the definition's parameters
     * @throws IllegalArgumentException if it is no finite number, or no polynomial of the inputs
     */
    Angle value(Angle... parameters);

    /**
     * Reads one expression.
     *
     * @param parameters the names that stand for parameters; empty outside a definition
     * @param values the program's inputs and constants by name
     * @throws IllegalArgumentException if there is none
     */
    static QasmExpression parse(QasmTokens tokens, List<String> parameters, Map<String, Angle> values) {
        return new Parser(tokens, parameters, values).sum();
    }

    /** Recursive descent: sum of products of signed powers. */
    final class Parser {

        /** More operators than any angle needs, few enough for the stack. */
        private static final int MAX_OPERATORS = 250;

        private static final Map<String, Double> CONSTANTS =
                Map.of("pi", Math.PI, "π", Math.PI, "tau", 2 * Math.PI, "τ", 2 * Math.PI, "euler", Math.E, "ℇ", Math.E);

        private static final Map<String, DoubleUnaryOperator> FUNCTIONS = Map.ofEntries(
                Map.entry("sin", Math::sin),
                Map.entry("cos", Math::cos),
                Map.entry("tan", Math::tan),
                Map.entry("asin", Math::asin),
                Map.entry("acos", Math::acos),
                Map.entry("atan", Math::atan),
                Map.entry("arcsin", Math::asin),
                Map.entry("arccos", Math::acos),
                Map.entry("arctan", Math::atan),
                Map.entry("exp", Math::exp),
                Map.entry("ln", Math::log),
                Map.entry("log", Math::log),
                Map.entry("sqrt", Math::sqrt));

        private final QasmTokens tokens;
        private final List<String> parameters;
        private final Map<String, Angle> values;
        private int operators;

        private Parser(QasmTokens tokens, List<String> parameters, Map<String, Angle> values) {
            this.tokens = tokens;
            this.parameters = parameters;
            this.values = values;
        }

        private boolean accept(String operator) {
            QasmTokens.Token at = tokens.peek();
            if (!tokens.accept(operator)) {
                return false;
            }
            count(at);
            return true;
        }

        private void count(QasmTokens.Token at) {
            if (++operators > MAX_OPERATORS) {
                throw at.error("an angle has more than " + MAX_OPERATORS + " operators; write its value.");
            }
        }

        private QasmExpression sum() {
            QasmExpression sum = product();
            while (true) {
                QasmExpression left = sum;
                if (accept("+")) {
                    QasmExpression right = product();
                    sum = p -> left.value(p).plus(right.value(p));
                } else if (accept("-")) {
                    QasmExpression right = product();
                    sum = p -> left.value(p).minus(right.value(p));
                } else {
                    return sum;
                }
            }
        }

        private QasmExpression product() {
            QasmExpression product = signed();
            while (true) {
                QasmExpression left = product;
                QasmTokens.Token at = tokens.peek();
                if (accept("*")) {
                    QasmExpression right = signed();
                    product = p -> left.value(p).times(right.value(p));
                } else if (accept("/")) {
                    QasmExpression right = signed();
                    product = p -> quotient(left.value(p), right.value(p), at);
                } else {
                    return product;
                }
            }
        }

        private QasmExpression signed() {
            if (accept("-")) {
                QasmExpression operand = signed();
                return p -> operand.value(p).scaled(-1);
            }
            QasmExpression base = atom();
            QasmTokens.Token at = tokens.peek();
            if (accept("^") || accept("**")) {
                QasmExpression exponent = signed();
                return p -> binary(base.value(p), exponent.value(p), Math::pow, at);
            }
            return base;
        }

        private QasmExpression atom() {
            if (accept("(")) {
                QasmExpression inner = sum();
                tokens.expect(")");
                return inner;
            }
            QasmTokens.Token token = tokens.peek();
            if (token.kind() == QasmTokens.Kind.NUMBER) {
                Angle number =
                        Angle.constant(Double.parseDouble(tokens.next().text().replace("_", "")));
                return p -> number;
            }
            if (parameters.contains(token.text())) {
                int index = parameters.indexOf(tokens.next().text());
                return p -> p[index];
            }
            if (values.containsKey(token.text())) {
                Angle value = values.get(tokens.next().text());
                return p -> value;
            }
            if (CONSTANTS.containsKey(token.text())) {
                Angle constant = Angle.constant(CONSTANTS.get(tokens.next().text()));
                return p -> constant;
            }
            if (FUNCTIONS.containsKey(token.text())) {
                DoubleUnaryOperator function = FUNCTIONS.get(tokens.next().text());
                tokens.expect("(");
                count(token);
                QasmExpression inner = sum();
                tokens.expect(")");
                return p -> Angle.constant(function.applyAsDouble(number(inner.value(p), token)));
            }
            throw token.expected(
                    parameters.isEmpty() ? "a number, pi or '('" : "a number, pi, '(' or one of " + parameters);
        }

        /** A constant is divided as such: a / b has other digits than a * (1 / b). */
        private static Angle quotient(Angle left, Angle right, QasmTokens.Token at) {
            return left.isConstant() ? binary(left, right, (a, b) -> a / b, at) : left.scaled(1 / number(right, at));
        }

        private static Angle binary(Angle left, Angle right, DoubleBinaryOperator operator, QasmTokens.Token at) {
            return Angle.constant(operator.applyAsDouble(number(left, at), number(right, at)));
        }

        private static double number(Angle angle, QasmTokens.Token at) {
            if (!angle.isConstant()) {
                throw at.error(
                        "'" + at.text() + "' of an input cannot be an angle; only sums and products of inputs can.");
            }
            return angle.value(new double[0], new double[0]);
        }
    }
}
