package io.github.dl4jquantum.circuit.qasm;

import io.github.dl4jquantum.circuit.Angle;
import io.github.dl4jquantum.circuit.qasm.QasmTokens.Kind;
import io.github.dl4jquantum.circuit.qasm.QasmTokens.Token;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Applications of gates, their modifiers, and definitions. */
final class QasmCalls {

    private static final int MAX_GATES = 1_000_000;
    private static final int MAX_DEPTH = 100;

    /** An application up to its qubits. */
    record Head(Token name, QasmGate gate, List<QasmExpression> angles) {

        void checkQubits(int found) {
            check("qubits", gate.qubits(), found);
        }

        private void check(String what, int expected, int actual) {
            if (actual != expected) {
                throw name.error("'" + name.text() + "' takes " + expected + " " + what + ", found " + actual + ".");
            }
        }
    }

    private final QasmTokens tokens;
    private final Map<String, Angle> values;
    private final Map<String, QasmGate> known = QasmLibrary.gates();
    private final Map<String, QasmGate> defined = new LinkedHashMap<>();

    /** @param values the program's inputs and constants by name */
    QasmCalls(QasmTokens tokens, Map<String, Angle> values) {
        this.tokens = tokens;
        this.values = values;
    }

    /**
     * Reads {@code modifier @ ... name(angle, ...)}.
     *
     * @param others what else might stand here, for the message
     */
    Head head(String others, List<String> parameters) {
        Token at = tokens.peek();
        if (tokens.accept("ctrl") || tokens.accept("negctrl")) {
            int controls = count();
            Head inner = modified(parameters);
            return head(inner, new QasmGate.WithControls(inner.gate, controls, at.is("ctrl")));
        }
        if (tokens.accept("inv")) {
            Head inner = modified(parameters);
            return head(inner, new QasmGate.Power(inner.gate, -1));
        }
        if (tokens.accept("pow")) {
            tokens.expect("(");
            Angle exponent = exponent(at);
            tokens.expect(")");
            Head inner = modified(parameters);
            return head(inner, new QasmGate.Power(inner.gate, exponent.value(new double[0], new double[0])));
        }
        Token name = tokens.next();
        QasmGate gate = defined.getOrDefault(name.text(), known.get(name.text()));
        if (name.kind() != Kind.NAME || gate == null) {
            Set<String> gateNames = new LinkedHashSet<>(known.keySet());
            gateNames.addAll(defined.keySet());
            throw name.expected(others + "one of the gates " + gateNames);
        }
        List<QasmExpression> angles = new ArrayList<>();
        if (tokens.accept("(") && !tokens.accept(")")) {
            do {
                angles.add(expression(parameters));
            } while (tokens.accept(","));
            tokens.expect(")");
        }
        Head head = new Head(name, gate, angles);
        head.check("angles", gate.angles(), angles.size());
        return head;
    }

    private QasmExpression expression(List<String> parameters) {
        return QasmExpression.parse(tokens, parameters, values);
    }

    private Angle exponent(Token at) {
        QasmExpression expression = expression(List.of());
        try {
            Angle exponent = expression.value();
            if (exponent.isConstant()) {
                return exponent;
            }
        } catch (IllegalArgumentException e) {
            // Said below.
        }
        throw at.error("the exponent of pow must be a finite number.");
    }

    private int count() {
        if (!tokens.accept("(")) {
            return 1;
        }
        Token number = tokens.expect(Kind.NUMBER, "a number of controls");
        tokens.expect(")");
        if (!number.text().matches("[1-9]\\d?")) {
            throw number.expected("a number of controls from 1 to 99");
        }
        return Integer.parseInt(number.text());
    }

    private Head modified(List<String> parameters) {
        tokens.expect("@");
        return head("a modifier or ", parameters);
    }

    private Head head(Head inner, QasmGate gate) {
        checkGrowth(inner.name, gate.size(), gate.depth());
        return new Head(inner.name, gate, inner.angles);
    }

    private static void checkGrowth(Token name, int size, int depth) {
        if (size > MAX_GATES || depth > MAX_DEPTH) {
            throw name.error("gate '" + name.text() + "' grows to more than " + MAX_GATES
                    + " gates, or its definitions nest deeper than " + MAX_DEPTH + ".");
        }
    }

    /** Reads a definition from its name on. */
    void define() {
        int start = tokens.position() - 1;
        Token name = tokens.expect(Kind.NAME, "the name of a gate");
        if (defined.containsKey(name.text())) {
            throw name.error("gate '" + name.text() + "' is defined already.");
        }
        List<String> parameters = tokens.accept("(") ? names("a parameter", ")") : List.of();
        List<String> operands = names("a qubit", "{");
        List<QasmGate.Call> body = new ArrayList<>();
        int size = 1;
        int depth = 1;
        while (!tokens.accept("}")) {
            if (tokens.accept("barrier")) {
                operands(operands);
                continue;
            }
            Head head = head("'}' or ", parameters);
            int[] on = operands(operands);
            head.checkQubits(on.length);
            if (Arrays.stream(on).distinct().count() < on.length) {
                throw head.name.error("'" + head.name.text() + "' names a qubit twice; its qubits must differ.");
            }
            body.add(new QasmGate.Call(head.gate, head.angles, on));
            size += head.gate.size();
            depth = Math.max(depth, 1 + head.gate.depth());
            checkGrowth(name, size, depth);
        }
        List<String> words = tokens.words(start, tokens.position());
        // The words mean what they mean to us only where no library gate has been defined anew.
        boolean usual = Collections.disjoint(defined.keySet(), known.keySet());
        defined.put(
                name.text(),
                Arrays.stream(QasmControlled.values())
                        .filter(kind -> usual && kind.isDefinedBy(words))
                        .findFirst()
                        .map(QasmLibrary::controlled)
                        .orElse(new QasmGate.Defined(parameters.size(), operands.size(), body, size, depth)));
    }

    /** Reads qubits of a definition, as positions among them, up to the semicolon. */
    private int[] operands(List<String> names) {
        List<Integer> on = new ArrayList<>();
        while (!tokens.accept(";")) {
            if (!on.isEmpty()) {
                tokens.expect(",");
            }
            Token operand = tokens.expect(Kind.NAME, "a qubit");
            if (!names.contains(operand.text())) {
                throw operand.expected("one of the qubits " + names);
            }
            on.add(names.indexOf(operand.text()));
        }
        return on.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Names that differ, separated by commas, up to and with a symbol. */
    private List<String> names(String what, String end) {
        List<String> names = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        while (!tokens.accept(end)) {
            if (!names.isEmpty()) {
                tokens.expect(",");
            }
            Token name = tokens.expect(Kind.NAME, what);
            if (!seen.add(name.text())) {
                throw name.error("'" + name.text() + "' is named twice.");
            }
            names.add(name.text());
        }
        return names;
    }
}
