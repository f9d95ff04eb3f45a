package io.github.dl4jquantum.circuit;

import io.github.dl4jquantum.circuit.QasmTokens.Kind;
import io.github.dl4jquantum.circuit.QasmTokens.Token;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;

/** The circuit of {@link OpenQasm#read}. Definitions may nest and grow only so far, whatever the text says. */
final class QasmReader {

    private static final Set<String> LIBRARIES = Set.of("\"qelib1.inc\"", "\"stdgates.inc\"");
    private static final int MAX_GATES = 1_000_000;
    private static final int MAX_DEPTH = 100;

    private record Register(int first, int size) {}

    /** A gate's name with its angles and qubits, as it stands in the text. */
    private record Application(Token name, QasmGate gate, List<QasmExpression> angles, int[] qubits) {}

    private final QasmTokens tokens;
    private final Map<String, QasmGate> known = QasmGate.known();
    private final Map<String, QasmGate> defined = new LinkedHashMap<>();
    private final Map<String, Register> registers = new LinkedHashMap<>();
    private final List<Gate> gates = new ArrayList<>();
    private int qubits;

    QasmReader(String text) {
        tokens = new QasmTokens(text);
    }

    Circuit circuit() {
        version();
        while (tokens.peek().kind() != Kind.END) {
            statement();
        }
        if (qubits == 0) {
            throw tokens.peek().expected("a quantum register, such as 'qreg q[2];' or 'qubit[2] q;'");
        }
        Circuit.Builder circuit = Circuit.builder(qubits);
        gates.forEach(circuit::add);
        return circuit.build();
    }

    private void version() {
        tokens.expect("OPENQASM");
        Token version = tokens.expect(Kind.NUMBER, "2.0 or 3.0");
        if (!version.text().matches("2(\\.0)?|3(\\.\\d)?")) {
            throw version.expected("2.0 or 3.0");
        }
        tokens.expect(";");
    }

    private void statement() {
        if (tokens.accept("include")) {
            Token file = tokens.expect(Kind.STRING, "the name of a library");
            if (!LIBRARIES.contains(file.text())) {
                throw file.expected("\"qelib1.inc\" or \"stdgates.inc\"");
            }
            tokens.expect(";");
        } else if (tokens.accept("qreg")) {
            Token name = tokens.expect(Kind.NAME, "the name of a register");
            declare(name, tokens.index());
        } else if (tokens.accept("qubit")) {
            int size = tokens.index();
            declare(tokens.expect(Kind.NAME, "the name of a register"), size);
        } else if (tokens.accept("gate")) {
            define();
        } else {
            apply();
        }
    }

    private void declare(Token name, int size) {
        if (registers.put(name.text(), new Register(qubits, size)) != null) {
            throw name.error("register '" + name.text() + "' is declared already.");
        }
        if (size < 1 || qubits + size > Circuit.MAX_QUBITS) {
            throw name.error(qubits + size + " qubits cannot be simulated; declare 1 to " + Circuit.MAX_QUBITS + ".");
        }
        qubits += size;
        tokens.expect(";");
    }

    private void apply() {
        Application application = application("include, qreg, qubit, gate or ", List.of(), this::qubit);
        double[] angles =
                application.angles.stream().mapToDouble(angle -> angle.value()).toArray();
        if (gates.size() + application.gate.size() > MAX_GATES) {
            throw application.name.error("more than " + MAX_GATES + " gates.");
        }
        try {
            application.gate.apply(angles, application.qubits, gates::add);
        } catch (IllegalArgumentException e) {
            // An angle that is not finite: the only mistake that shows when the gate is made.
            throw application.name.error(e.getMessage());
        }
    }

    private int qubit(Token name) {
        Register register = registers.get(name.text());
        if (register == null) {
            throw name.expected("one of the registers " + registers.keySet());
        }
        int index = tokens.index();
        if (index >= register.size) {
            throw name.error(
                    "qubit " + index + " of register '" + name.text() + "' is not in 0.." + (register.size - 1) + ".");
        }
        return register.first + index;
    }

    /**
     * Reads {@code name(angle, ...) qubit, ...;}.
     *
     * @param others what else might stand here, for the message
     */
    private Application application(String others, List<String> parameters, ToIntFunction<Token> operand) {
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
                angles.add(QasmExpression.parse(tokens, parameters));
            } while (tokens.accept(","));
            tokens.expect(")");
        }
        List<Integer> on = new ArrayList<>();
        do {
            on.add(operand.applyAsInt(tokens.expect(Kind.NAME, "a qubit")));
        } while (tokens.accept(","));
        tokens.expect(";");
        checkCount(name, "angles", gate.angles(), angles.size());
        checkCount(name, "qubits", gate.qubits(), on.size());
        if (new HashSet<>(on).size() < on.size()) {
            throw name.error("'" + name.text() + "' names a qubit twice; its qubits must differ.");
        }
        return new Application(
                name, gate, angles, on.stream().mapToInt(Integer::intValue).toArray());
    }

    private static void checkCount(Token name, String what, int expected, int actual) {
        if (actual != expected) {
            throw name.error("'" + name.text() + "' takes " + expected + " " + what + ", found " + actual + ".");
        }
    }

    /** Reads a definition from its name on. */
    private void define() {
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
            Application call = application("'}' or ", parameters, operand -> {
                if (!operands.contains(operand.text())) {
                    throw operand.expected("one of the qubits " + operands);
                }
                return operands.indexOf(operand.text());
            });
            body.add(new QasmGate.Call(call.gate, call.angles, call.qubits));
            size += call.gate.size();
            depth = Math.max(depth, 1 + call.gate.depth());
            if (size > MAX_GATES || depth > MAX_DEPTH) {
                throw call.name.error("gate '" + name.text() + "' grows to more than " + MAX_GATES
                        + " gates, or its definitions nest deeper than " + MAX_DEPTH + ".");
            }
        }
        List<String> words = tokens.words(start, tokens.position());
        // The words mean what they mean to us only where no library gate has been defined anew.
        boolean usual = Collections.disjoint(defined.keySet(), known.keySet());
        defined.put(
                name.text(),
                Arrays.stream(QasmControlled.values())
                        .filter(kind -> usual && kind.isDefinedBy(words))
                        .findFirst()
                        .map(QasmGate::controlled)
                        .orElse(new QasmGate.Defined(parameters.size(), operands.size(), body, size, depth)));
    }

    /** Names that differ, separated by commas, up to and with a symbol. */
    private List<String> names(String what, String end) {
        List<String> names = new ArrayList<>();
        while (!tokens.accept(end)) {
            if (!names.isEmpty()) {
                tokens.expect(",");
            }
            Token name = tokens.expect(Kind.NAME, what);
            if (names.contains(name.text())) {
                throw name.error("'" + name.text() + "' is named twice.");
            }
            names.add(name.text());
        }
        return names;
    }
}
