package io.github.dl4jquantum.circuit.qasm;

import io.github.dl4jquantum.circuit.Angle;
import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.circuit.Gate;
import io.github.dl4jquantum.circuit.qasm.QasmTokens.Kind;
import io.github.dl4jquantum.circuit.qasm.QasmTokens.Token;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The circuit of {@link OpenQasm#read}. Definitions may nest and grow only so far, whatever the text says. */
final class QasmReader {

    private static final Set<String> LIBRARIES = Set.of("\"qelib1.inc\"", "\"stdgates.inc\"");
    private static final int MAX_GATES = 1_000_000;

    /** What stands in programs that are more than a circuit. */
    private static final Set<String> REFUSED = Set.of(
            "reset",
            "if",
            "else",
            "for",
            "while",
            "switch",
            "def",
            "defcal",
            "cal",
            "opaque",
            "extern",
            "box",
            "delay",
            "duration",
            "stretch",
            "int",
            "uint",
            "float",
            "angle",
            "bool",
            "array",
            "output",
            "return",
            "pragma",
            "end",
            "break",
            "continue");

    private final QasmTokens tokens;
    private final Set<String> inputNames;
    /** Inputs and constants, by name. */
    private final Map<String, Angle> values = new HashMap<>();

    private final QasmRegisters registers = new QasmRegisters(values);
    private final Map<String, Angle> inputs = new LinkedHashMap<>();
    private final Map<String, Token> unused = new LinkedHashMap<>();
    private final List<Gate> gates = new ArrayList<>();
    private QasmCalls calls;
    private int circuitInputs;

    /** @param inputNames which of the program's inputs are the circuit's; the others are its parameters */
    QasmReader(String text, Set<String> inputNames) {
        tokens = new QasmTokens(text);
        this.inputNames = inputNames;
    }

    Circuit circuit() {
        version();
        while (tokens.peek().kind() != Kind.END) {
            statement();
        }
        if (registers.qubits() == 0) {
            throw tokens.peek().expected("a quantum register, such as 'qreg q[2];' or 'qubit[2] q;'");
        }
        checkInputs();
        Circuit.Builder circuit = Circuit.builder(registers.qubits());
        gates.forEach(circuit::add);
        registers.observables().forEach(circuit::measure);
        return circuit.build();
    }

    private void version() {
        tokens.expect("OPENQASM");
        Token version = tokens.expect(Kind.NUMBER, "2.0 or 3.0");
        if (!version.text().matches("2(\\.0)?|3(\\.\\d)?")) {
            throw version.expected("2.0 or 3.0");
        }
        tokens.expect(";");
        calls = new QasmCalls(tokens, values);
    }

    private void statement() {
        Token first = tokens.peek();
        if (tokens.accept("include")) {
            Token file = tokens.expect(Kind.STRING, "the name of a library");
            if (!LIBRARIES.contains(file.text())) {
                throw file.expected("\"qelib1.inc\" or \"stdgates.inc\"");
            }
            tokens.expect(";");
        } else if (tokens.accept("qreg") || tokens.accept("creg")) {
            Token name = tokens.expect(Kind.NAME, "the name of a register");
            registers.declare(name, registers.size(tokens), first.is("qreg"));
            tokens.expect(";");
        } else if (tokens.accept("qubit") || tokens.accept("bit")) {
            int size = tokens.peek().is("[") ? registers.size(tokens) : 1;
            Token name = tokens.expect(Kind.NAME, "the name of a register");
            registers.declare(name, size, first.is("qubit"));
            if (first.is("bit") && tokens.accept("=")) {
                measure(registers.bits(name));
            } else {
                tokens.expect(";");
            }
        } else if (tokens.accept("input")) {
            input();
        } else if (tokens.accept("const")) {
            constant();
        } else if (tokens.accept("let")) {
            Token name = tokens.expect(Kind.NAME, "the name of an alias");
            tokens.expect("=");
            registers.alias(name, tokens);
            tokens.expect(";");
        } else if (tokens.accept("gate")) {
            calls.define();
        } else if (tokens.accept("barrier")) {
            while (!tokens.accept(";")) {
                registers.operand(tokens);
                if (!tokens.peek().is(";")) {
                    tokens.expect(",");
                }
            }
        } else if (first.is("measure")) {
            measure(null);
        } else if (registers.isClassical(first)) {
            int[] bits = registers.operand(tokens);
            tokens.expect("=");
            measure(bits);
        } else if (REFUSED.contains(first.text())) {
            throw first.error(
                    "'" + first.text()
                            + "' cannot be read: a circuit is gates on |0...0> and a measurement at the end, without control flow.");
        } else {
            apply();
        }
    }

    /** Reads {@code measure q -> c;} or, where the bits are known, {@code measure q;}. */
    private void measure(int[] bits) {
        Token at = tokens.peek();
        tokens.expect("measure");
        int[] measured = registers.qubits(tokens);
        int[] into = bits;
        if (into == null && tokens.accept("-")) {
            tokens.expect(">");
            Token target = tokens.peek();
            if (!registers.isClassical(target)) {
                throw target.expected("one of the classical registers " + registers.classical());
            }
            into = registers.operand(tokens);
        }
        tokens.expect(";");
        if (into != null && into.length != measured.length) {
            throw at.error(measured.length + " qubits are measured into " + into.length + " bits.");
        }
        registers.measure(measured, into);
    }

    private void input() {
        Token type = tokens.next();
        if (!type.is("float") && !type.is("angle")) {
            throw type.expected("float or angle");
        }
        if (tokens.peek().is("[")) {
            tokens.index();
        }
        Token name = tokens.expect(Kind.NAME, "the name of an input");
        tokens.expect(";");
        boolean isInput = inputNames.contains(name.text());
        Angle angle = isInput ? Angle.input(circuitInputs++) : Angle.parameter(inputs.size() - circuitInputs);
        declare(name, angle);
        inputs.put(name.text(), angle);
        unused.put(name.text(), name);
    }

    /** Reads {@code const float name = expression;} from its type on. */
    private void constant() {
        Token type = tokens.next();
        boolean whole = type.is("int") || type.is("uint");
        if (!whole && !type.is("float") && !type.is("angle")) {
            throw type.expected("float, angle, int or uint");
        }
        if (tokens.peek().is("[")) {
            tokens.index();
        }
        Token name = tokens.expect(Kind.NAME, "the name of a constant");
        tokens.expect("=");
        Token at = tokens.peek();
        Angle value = QasmExpression.parse(tokens, List.of(), values).value();
        tokens.expect(";");
        double number = value.isConstant() ? value.value(new double[0], new double[0]) : Double.NaN;
        if (!Double.isFinite(number) || (whole && number != Math.rint(number))) {
            throw at.error("constant '" + name.text() + "' must be a finite " + (whole ? "integer" : "number")
                    + ", without inputs.");
        }
        declare(name, value);
    }

    private void declare(Token name, Angle value) {
        if (registers.isKnown(name) || values.put(name.text(), value) != null) {
            throw name.error("'" + name.text() + "' is declared already.");
        }
    }

    private void checkInputs() {
        Set<Angle.Variable> used = gates.stream()
                .flatMap(gate -> gate.angles().stream())
                .flatMap(Angle::variables)
                .collect(Collectors.toSet());
        inputs.forEach((name, angle) -> {
            if (angle.variables().noneMatch(used::contains)) {
                throw unused.get(name).error("input '" + name + "' is used by no gate; leave it out.");
            }
        });
        for (String name : inputNames) {
            if (!inputs.containsKey(name)) {
                throw tokens.peek().error("the program has no input '" + name + "', only " + inputs.keySet() + ".");
            }
        }
    }

    private void apply() {
        Token at = tokens.peek();
        QasmCalls.Head head =
                calls.head("include, qreg, qubit, creg, bit, input, measure, barrier, gate or ", List.of());
        List<int[]> operands = new ArrayList<>();
        boolean broadcast = false;
        int length = 1;
        while (!tokens.accept(";")) {
            if (!operands.isEmpty()) {
                tokens.expect(",");
            }
            Token name = tokens.peek();
            int[] operand = registers.qubits(tokens);
            if (operand.length > 1) {
                if (broadcast && length != operand.length) {
                    throw name.error("registers of " + length + " and " + operand.length
                            + " qubits in one application; they must be of the same size.");
                }
                broadcast = true;
                length = operand.length;
            }
            operands.add(operand);
        }
        head.checkQubits(operands.size());
        for (int k = 0; k < length; k++) {
            int copy = k;
            int[] on =
                    operands.stream().mapToInt(q -> q[q.length == 1 ? 0 : copy]).toArray();
            apply(at, head, on);
        }
    }

    private void apply(Token at, QasmCalls.Head head, int[] on) {
        Set<Integer> distinct = new HashSet<>();
        for (int qubit : on) {
            if (!distinct.add(qubit)) {
                throw at.error("'" + head.name().text() + "' names a qubit twice; its qubits must differ.");
            }
            registers.checkUnmeasured(qubit, at);
        }
        if (gates.size() + head.gate().size() > MAX_GATES) {
            throw at.error("more than " + MAX_GATES + " gates.");
        }
        try {
            Angle[] angles = head.angles().stream().map(angle -> angle.value()).toArray(Angle[]::new);
            head.gate().apply(angles, on, gates::add);
        } catch (IllegalArgumentException e) {
            // An angle that is not finite or no polynomial, or a gate too large: what shows when the gate is made.
            throw e.getMessage().startsWith("OpenQASM line") ? e : at.error(e.getMessage());
        }
    }
}
