package io.github.dl4jquantum.circuit;

/**
 * Circuits as OpenQASM 2.0 (arXiv 1707.03429) and 3.0 (arXiv 2104.14722), with bound inputs and parameters, so that
 * other simulators and machines can run them.
 *
 * <p>Qubit i is {@code q[i]}. Bit order: in this project qubit 0 is the most significant bit of a basis state's index;
 * many OpenQASM tools count {@code q[0]} as the least significant one, so their index of a basis state has its bits
 * reversed. What is said about single qubits is the same.
 *
 * <p>The unitary is kept up to a global phase. Observables are no part of OpenQASM and are not written; measure what you
 * need where you run the file.
 */
public final class OpenQasm {

    /** A version of the language. */
    public enum Version {
        /** OpenQASM 2.0 with qelib1.inc. */
        V2,
        /** OpenQASM 3.0 with stdgates.inc. */
        V3
    }

    private OpenQasm() {}

    /**
     * Writes a circuit for one example.
     *
     * <p>{@link Rot} and a {@link FixedUnitary} of one qubit become {@code u3} ({@code U} in 3.0), the latter without
     * its global phase. Controlled rotations are written with their definition, under names that no standard library
     * has, so that every reader knows them. Numbers have all their digits.
     *
     * @param inputs [inputs]
     * @param parameters [parameters], in radians
     * @throws IllegalArgumentException if an array's length does not fit, an angle is not finite, or the circuit holds a
     *     fixed unitary of several qubits
     */
    public static String write(Circuit circuit, double[] inputs, double[] parameters, Version version) {
        return new QasmWriter(circuit, inputs, parameters, version).text();
    }

    /**
     * Reads what {@link #write} writes, and what others write of the same kind: one or more quantum registers (their
     * qubits are numbered on in the order of declaration), gate definitions, and the gates
     *
     * <pre>
     *   h x y z s t sdg tdg   rx ry rz u1 p u2 u3 u U   cx CX cz swap crx cry crz
     * </pre>
     *
     * on single qubits of a register. A gate that the text defines is replaced by its definition, unless that is this
     * class's own of a controlled rotation.
     *
     * @return a circuit of constant angles that measures Z on every qubit
     * @throws IllegalArgumentException if the text is something else: the message names the line, what was found and
     *     what is expected
     */
    public static Circuit read(String text) {
        return new QasmReader(text).circuit();
    }
}
