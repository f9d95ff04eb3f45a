package io.github.dl4jquantum.circuit.qasm;

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

    private record Register(int first, int size, boolean quantum) {}

    private final Map<String, Register> registers = new LinkedHashMap<>();
    private final BitSet measured = new BitSet();
    /** The qubit measured into each bit, or -1. */
    private final List<Integer> sources = new ArrayList<>();

    private int qubits;

    int qubits() {
        return qubits;
    }

    void declare(Token name, int size, boolean quantum) {
        Register register = new Register(quantum ? qubits : sources.size(), size, quantum);
        if (registers.put(name.text(), register) != null) {
            throw name.error("register '" + name.text() + "' is declared already.");
        }
        if (quantum) {
            if (size < 1 || qubits + size > Circuit.MAX_QUBITS) {
                throw name.error(
                        qubits + size + " qubits cannot be simulated; declare 1 to " + Circuit.MAX_QUBITS + ".");
            }
            qubits += size;
        } else {
            if (size < 1 || sources.size() + size > MAX_BITS) {
                throw name.error(
                        sources.size() + size + " classical bits are out of range; declare 1 to " + MAX_BITS + ".");
            }
            IntStream.range(0, size).forEach(bit -> sources.add(-1));
        }
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
        Register register = registers.get(name.text());
        return IntStream.range(register.first, register.first + register.size).toArray();
    }

    /** Whether the next operand is a register as a whole, which an application is repeated for. */
    boolean isWhole(QasmTokens tokens) {
        int position = tokens.position();
        Token after = tokens.at(position + 1);
        Register register = registers.get(tokens.peek().text());
        return register != null && !after.is("[") && register.size > 1;
    }

    /** Reads qubits: a register, or one of its qubits. */
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

    private static int[] elements(QasmTokens tokens, Token name, Register register) {
        if (!tokens.peek().is("[")) {
            return IntStream.range(register.first, register.first + register.size)
                    .toArray();
        }
        int index = tokens.index();
        if (index >= register.size) {
            throw name.error((register.quantum ? "qubit " : "bit ") + index + " of register '" + name.text()
                    + "' is not in 0.." + (register.size - 1) + ".");
        }
        return new int[] {register.first + index};
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
