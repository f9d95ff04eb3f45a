package io.github.dl4jquantum.circuit.qasm;

import io.github.dl4jquantum.circuit.Angle;
import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.circuit.Observable;
import io.github.dl4jquantum.circuit.qasm.QasmTokens.Token;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The registers of a program, quantum and classical, and what is measured into which bit. */
final class QasmRegisters {

    /** Classical bits that nobody needs. */
    private static final int MAX_BITS = 10_000;

    /** Its qubits or bits; those of an alias are another register's. */
    private record Register(int[] places, boolean quantum) {}

    private final Map<String, Angle> values;
    private final Map<String, Register> registers = new LinkedHashMap<>();
    private final BitSet measured = new BitSet();
    /** The qubit measured into each bit, or -1. */
    private final List<Integer> sources = new ArrayList<>();

    private int qubits;

    /** @param values the program's constants by name, of which sizes and indices are made */
    QasmRegisters(Map<String, Angle> values) {
        this.values = values;
    }

    int qubits() {
        return qubits;
    }

    void declare(Token name, int size, boolean quantum) {
        if (isKnown(name) || values.containsKey(name.text())) {
            throw name.error("register '" + name.text() + "' is declared already.");
        }
        if (quantum) {
            if (size < 1 || qubits + size > Circuit.MAX_QUBITS) {
                throw name.error(
                        qubits + size + " qubits cannot be simulated; declare 1 to " + Circuit.MAX_QUBITS + ".");
            }
            registers.put(
                    name.text(),
                    new Register(IntStream.range(qubits, qubits + size).toArray(), true));
            qubits += size;
        } else {
            if (size < 1 || sources.size() + size > MAX_BITS) {
                throw name.error(
                        sources.size() + size + " classical bits are out of range; declare 1 to " + MAX_BITS + ".");
            }
            int first = sources.size();
            registers.put(
                    name.text(),
                    new Register(IntStream.range(first, first + size).toArray(), false));
            IntStream.range(0, size).forEach(bit -> sources.add(-1));
        }
    }

    /** Whether a register or an alias has this name. */
    boolean isKnown(Token name) {
        return registers.containsKey(name.text());
    }

    /** Reads {@code [size]}. */
    int size(QasmTokens tokens) {
        tokens.expect("[");
        int size = QasmIndex.integer(tokens, values);
        tokens.expect("]");
        return size;
    }

    /** Reads what an alias stands for: qubits, joined by ++. */
    void alias(Token name, QasmTokens tokens) {
        if (isKnown(name) || values.containsKey(name.text())) {
            throw name.error("'" + name.text() + "' is declared already.");
        }
        int[] joined = qubits(tokens);
        while (tokens.accept("+")) {
            tokens.expect("+");
            joined = IntStream.concat(IntStream.of(joined), IntStream.of(qubits(tokens)))
                    .toArray();
        }
        if (IntStream.of(joined).distinct().count() != joined.length) {
            throw name.error("alias '" + name.text() + "' names a qubit twice.");
        }
        registers.put(name.text(), new Register(joined, true));
    }

    boolean isClassical(Token name) {
        Register register = registers.get(name.text());
        return register != null && !register.quantum;
    }

    /** The names of classical registers. */
    Set<String> classical() {
        return names(false);
    }

    private Set<String> names(boolean quantum) {
        return registers.entrySet().stream()
                .filter(entry -> entry.getValue().quantum == quantum)
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** All bits of a classical register. */
    int[] bits(Token name) {
        return registers.get(name.text()).places.clone();
    }

    /** Reads qubits: a register or an alias, or some of its qubits. */
    int[] qubits(QasmTokens tokens) {
        Token name = tokens.expect(QasmTokens.Kind.NAME, "a qubit");
        Register register = registers.get(name.text());
        if (register == null || !register.quantum) {
            throw name.expected("one of the registers " + names(true));
        }
        return elements(tokens, name, register);
    }

    /** Reads qubits or bits. */
    int[] operand(QasmTokens tokens) {
        Token name = tokens.expect(QasmTokens.Kind.NAME, "a register");
        Register register = registers.get(name.text());
        if (register == null) {
            throw name.expected("one of the registers " + registers.keySet());
        }
        return elements(tokens, name, register);
    }

    private int[] elements(QasmTokens tokens, Token name, Register register) {
        if (!tokens.peek().is("[")) {
            return register.places.clone();
        }
        String element = register.quantum ? "qubit" : "bit";
        int[] chosen = new QasmIndex(tokens, values, name, element, register.places.length).read();
        return IntStream.of(chosen).map(k -> register.places[k]).toArray();
    }

    /** @param bits where the outcomes go; null for nowhere */
    void measure(int[] on, int[] bits) {
        for (int k = 0; k < on.length; k++) {
            measured.set(on[k]);
            if (bits != null) {
                sources.set(bits[k], on[k]);
            }
        }
    }

    void checkUnmeasured(int qubit, Token at) {
        if (measured.get(qubit)) {
            throw at.error("'" + at.text() + "' acts on a qubit that has been measured; measure at the end only.");
        }
    }

    /** Z of the qubits measured, in the order of the classical bits; empty where nothing is measured into any. */
    List<Observable> observables() {
        return sources.stream().filter(qubit -> qubit >= 0).map(Observable::z).toList();
    }
}
