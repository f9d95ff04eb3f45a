package io.github.dl4jquantum.circuit;

import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;

/** An angle in OpenQASM: numbers, pi, the parameters of a gate definition, and arithmetic. */
interface QasmExpression {

    /** Its value for the definition's parameters, in radians. */
    double value(double... parameters);

    /**
     * Reads one expression.
     *
     * @param parameters the names that stand for parameters; empty outside a definition
     * @throws IllegalArgumentException if there is none
     */
    static QasmExpression parse(QasmTokens tokens, List<String> parameters) {
        return new Parser(tokens, parameters).sum();
    }

    /** Recursive descent: sum of products of signed powers. */
    final class Parser {

        /** More operators than any angle needs, few enough for the stack. */
        private static final int MAX_OPERATORS = 500;

        private static final Map<String, DoubleUnaryOperator> FUNCTIONS = Map.of(
                "sin",
                Math::sin,
                "cos",
                Math::cos,
                "tan",
                Math::tan,
                "exp",
                Math::exp,
                "ln",
                Math::log,
                "log",
                Math::log,
                "sqrt",
                Math::sqrt);

        private final QasmTokens tokens;
        private final List<String> parameters;
        private int operators;

        private Parser(QasmTokens tokens, List<String> parameters) {
            this.tokens = tokens;
            this.parameters = parameters;
        }

        private boolean accept(String operator) {
            QasmTokens.Token at = tokens.peek();
            if (!tokens.accept(operator)) {
                return false;
            }
            if (++operators > MAX_OPERATORS) {
                throw at.error("an angle has more than " + MAX_OPERATORS + " operators; write its value.");
            }
            return true;
        }

        private QasmExpression sum() {
            QasmExpression sum = product();
            while (true) {
                QasmExpression left = sum;
                if (accept("+")) {
                    QasmExpression right = product();
                    sum = p -> left.value(p) + right.value(p);
                } else if (accept("-")) {
                    QasmExpression right = product();
                    sum = p -> left.value(p) - right.value(p);
                } else {
                    return sum;
                }
            }
        }

        private QasmExpression product() {
            QasmExpression product = signed();
            while (true) {
                QasmExpression left = product;
                if (accept("*")) {
                    QasmExpression right = signed();
                    product = p -> left.value(p) * right.value(p);
                } else if (accept("/")) {
                    QasmExpression right = signed();
                    product = p -> left.value(p) / right.value(p);
                } else {
                    return product;
                }
            }
        }

        private QasmExpression signed() {
            if (accept("-")) {
                QasmExpression operand = signed();
                return p -> -operand.value(p);
            }
            QasmExpression base = atom();
            if (accept("^") || accept("**")) {
                QasmExpression exponent = signed();
                return p -> Math.pow(base.value(p), exponent.value(p));
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
                double number = Double.parseDouble(tokens.next().text());
                return p -> number;
            }
            if (parameters.contains(token.text())) {
                int index = parameters.indexOf(tokens.next().text());
                return p -> p[index];
            }
            if (token.is("pi") || token.is("π")) {
                tokens.next();
                return p -> Math.PI;
            }
            if (FUNCTIONS.containsKey(token.text())) {
                DoubleUnaryOperator function = FUNCTIONS.get(tokens.next().text());
                tokens.expect("(");
                operators++;
                QasmExpression inner = sum();
                tokens.expect(")");
                return p -> function.applyAsDouble(inner.value(p));
            }
            throw token.expected(
                    parameters.isEmpty() ? "a number, pi or '('" : "a number, pi, '(' or one of " + parameters);
        }
    }
}
