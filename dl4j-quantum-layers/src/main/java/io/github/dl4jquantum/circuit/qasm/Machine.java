package io.github.dl4jquantum.circuit.qasm;

import io.github.dl4jquantum.circuit.Circuit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a machine can run: {@code rz}, {@code sx} and {@code x} on every qubit, and one gate of two qubits on those that are
 * coupled.
 *
 * <pre>{@code
 * Machine.Compiled compiled = Machine.line(5, Machine.Entangler.CZ).compile(circuit, inputs, parameters);
 * String text = OpenQasm.write(compiled.circuit(), new double[0], new double[0], OpenQasm.Version.V3);
 * }</pre>
 *
 * @param qubits number of qubits, 1 to {@value Circuit#MAX_QUBITS}
 * @param entangler the gate of two qubits
 * @param couplings pairs of qubits that it can act on, in either direction
 */
public record Machine(int qubits, Entangler entangler, List<List<Integer>> couplings) {

    /** A gate of two qubits. */
    public enum Entangler {
        /** The controlled not, in both directions. */
        CX,
        /** The controlled Z. */
        CZ
    }

    /**
     * A circuit that a machine can run.
     *
     * @param circuit gates of the machine alone, with constant angles, equal to the original one up to a global phase and
     *     {@code positions}; it measures the same, where it is now
     * @param positions the machine's qubit that holds each qubit of the original circuit at the end; at the beginning they
     *     stand in their order
     */
    public record Compiled(Circuit circuit, List<Integer> positions) {

        /**
         * Copies the positions.
         *
         * @param circuit gates of the machine alone, with constant angles, equal to the original one up to a global phase and
         *     {@code positions}; it measures the same, where it is now
         * @param positions the machine's qubit that holds each qubit of the original circuit at the end; at the beginning they
         *     stand in their order
         */
        public Compiled {
            positions = List.copyOf(positions);
        }
    }

    /**
     * Checks the components.
     *
     * @param qubits number of qubits, 1 to {@value Circuit#MAX_QUBITS}
     * @param entangler the gate of two qubits
     * @param couplings pairs of qubits that it can act on, in either direction
     * @throws IllegalArgumentException if a number is out of range, or qubits cannot be reached from each other
     */
    public Machine {
        Circuit.checkQubits(qubits);
        couplings = couplings.stream().map(List::copyOf).toList();
        for (List<Integer> pair : couplings) {
            if (pair.size() != 2 || pair.get(0).equals(pair.get(1)) || !inRange(pair, qubits)) {
                throw new IllegalArgumentException(
                        "Coupling " + pair + " is no pair of different qubits in 0.." + (qubits - 1) + ".");
            }
        }
        List<Integer> reached = new ArrayList<>(List.of(0));
        for (int k = 0; k < reached.size(); k++) {
            for (int next : neighbours(couplings, reached.get(k))) {
                if (!reached.contains(next)) {
                    reached.add(next);
                }
            }
        }
        if (reached.size() < qubits) {
            throw new IllegalArgumentException("Only qubits " + reached + " of " + qubits
                    + " can be reached from qubit 0; couple the others to them.");
        }
    }

    private static boolean inRange(List<Integer> pair, int qubits) {
        return pair.stream().allMatch(qubit -> qubit >= 0 && qubit < qubits);
    }

    /**
     * {@return a line, on which every qubit is coupled to the next one}
     *
     * @param qubits 1 to {@value Circuit#MAX_QUBITS}
     * @param entangler the gate of two qubits
     */
    public static Machine line(int qubits, Entangler entangler) {
        return new Machine(
                qubits,
                entangler,
                IntStream.range(0, qubits - 1).mapToObj(q -> List.of(q, q + 1)).toList());
    }

    /**
     * {@return a machine with all pairs coupled}
     *
     * @param qubits 1 to {@value Circuit#MAX_QUBITS}
     * @param entangler the gate of two qubits
     */
    public static Machine full(int qubits, Entangler entangler) {
        List<List<Integer>> pairs = new ArrayList<>();
        for (int a = 0; a < qubits; a++) {
            for (int b = a + 1; b < qubits; b++) {
                pairs.add(List.of(a, b));
            }
        }
        return new Machine(qubits, entangler, pairs);
    }

    /** The qubits that one is coupled to. */
    List<Integer> neighbours(int qubit) {
        return neighbours(couplings, qubit);
    }

    private static List<Integer> neighbours(List<List<Integer>> couplings, int qubit) {
        return couplings.stream()
                .filter(pair -> pair.contains(qubit))
                .map(pair -> pair.get(0) == qubit ? pair.get(1) : pair.get(0))
                .toList();
    }

    /**
     * Writes a circuit for one example in this machine's gates. Qubits that are not coupled are brought next to each other
     * by exchanges along a shortest path, one gate after the other: right, and not always the fewest.
     *
     * @param circuit of no more qubits than the machine has
     * @param inputs [inputs]
     * @param parameters [parameters], in radians
     * @return the circuit in the machine's gates, and where its qubits are at the end
     * @throws IllegalArgumentException if the circuit has more qubits than the machine, an array's length does not fit, or
     *     an angle is not finite
     */
    public Compiled compile(Circuit circuit, double[] inputs, double[] parameters) {
        if (circuit.qubits() > qubits) {
            throw new IllegalArgumentException(
                    circuit + " does not fit a machine of " + qubits + " qubits; choose a larger one.");
        }
        return new MachineCompiler(this).compile(Binding.bound(circuit, inputs, parameters));
    }
}
