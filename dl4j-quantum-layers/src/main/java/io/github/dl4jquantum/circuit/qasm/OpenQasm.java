package io.github.dl4jquantum.circuit.qasm;

import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.circuit.FixedUnitary;
import io.github.dl4jquantum.circuit.Rot;
import io.github.dl4jquantum.circuit.U3;
import java.util.Set;

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
     * <p>Gates that qelib1.inc or stdgates.inc has are written by their names; {@link Rot} and a {@link FixedUnitary} of one
     * qubit as {@code u3} ({@code U} in 3.0). Controlled rotations are written with their definition, under names that no
     * standard library has, so that every reader knows them. All others are written as what they are made of, a fixed
     * unitary of k qubits as some 4^k controlled rotations. Numbers have all their digits.
     *
     * @param circuit any circuit
     * @param inputs [inputs]
     * @param parameters [parameters], in radians
     * @param version of the language
     * @return the program
     * @throws IllegalArgumentException if an array's length does not fit, or an angle is not finite
     */
    public static String write(Circuit circuit, double[] inputs, double[] parameters, Version version) {
        return new QasmWriter(circuit, inputs, parameters, version).text();
    }

    /**
     * Reads what {@link #write} and other tools write: quantum registers (their qubits are numbered on in the order of
     * declaration), classical ones, gate definitions, barriers, applications to qubits and to whole registers, the gates of
     * qelib1.inc and stdgates.inc, and measurements at the end. From OpenQASM 3 also {@code ctrl @}, {@code negctrl @},
     * {@code inv @}, {@code pow(k) @}, {@code gphase} and {@code input float} and {@code input angle}, which become the
     * circuit's parameters in their order. A gate that the text defines is replaced by its definition, unless that is this
     * class's own of a controlled rotation.
     *
     * <p>The circuit measures Z of what the program measures, in the order of its classical bits; of a program that
     * measures nothing into bits, of every qubit. U and u3 are {@link U3}; only under {@code ctrl @} does that differ from
     * the definitions of u2 and u3 in stdgates.inc.
     *
     * @param text of OpenQASM 2 or 3
     * @return the circuit
     * @throws IllegalArgumentException if the text is something else, such as a measurement between gates, a reset, or
     *     classical control: the message names the line, what was found and what is expected
     */
    public static Circuit read(String text) {
        return read(text, Set.of());
    }

    /**
     * {@return the circuit that {@link #read(String)} returns, but some of the program's inputs become the circuit's
     * inputs, in their order}
     *
     * @param text of OpenQASM 3
     * @param inputs their names
     * @throws IllegalArgumentException as there, and for a name that is no input of the program
     */
    public static Circuit read(String text, Set<String> inputs) {
        return new QasmReader(text, Set.copyOf(inputs)).circuit();
    }
}
