package io.github.dl4jquantum.circuit;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Amplitudes of a circuit's state as outputs that a layer can train on. No observable has them for its expectation, but with
 * one qubit more, in |+>, that controls all gates of U,
 *
 * <pre>
 *   |Psi&gt; = (|0...0&gt;|0&gt; + |psi&gt;|1&gt;) / sqrt 2,    |psi&gt; = U |0...0&gt;
 *   Re &lt;phi|psi&gt; = &lt;Psi| (|0...0&gt;|0&gt;&lt;phi|&lt;1| + h.c.) |Psi&gt;,    Im &lt;phi|psi&gt; alike with -i
 * </pre>
 *
 * is a sum of Pauli strings like any other: every engine has it and its gradients, global phase included. It costs what
 * controlled gates cost; of large states ask for observables, or for {@link Observable#fidelity}.
 *
 * <p>Source: Cleve, Ekert, Macchiavello and Mosca, "Quantum algorithms revisited", 1998, arXiv quant-ph/9708016.
 */
public final class HadamardTest {

    /** Most qubits of the circuit whose state is asked for: 64 outputs. */
    public static final int MAX_QUBITS = 5;

    private HadamardTest() {}

    /**
     * {@return the circuit, controlled by a last qubit, with outputs Re psi_0, Re psi_1, ..., Im psi_0, Im psi_1, ...:
     * 2 * 2^n}
     *
     * @param circuit what prepares psi; its observables are left out
     * @throws IllegalArgumentException for more than {@value #MAX_QUBITS} qubits, or a gate that cannot be controlled
     */
    public static Circuit statevector(Circuit circuit) {
        checkQubits(circuit);
        List<Ket> basis = IntStream.range(0, 1 << circuit.qubits())
                .mapToObj(k -> Ket.basis(
                        Integer.toBinaryString(1 << circuit.qubits() | k).substring(1)))
                .toList();
        return overlaps(circuit, basis);
    }

    /**
     * {@return the circuit, controlled by a last qubit, with outputs Re {@code <phi|psi>} of all given states, then Im}
     *
     * @param circuit what prepares psi; its observables are left out
     * @param states the states phi, each of as many qubits as the circuit has
     * @throws IllegalArgumentException for more than {@value #MAX_QUBITS} qubits, a gate that cannot be controlled, or a
     *     state of another number of qubits
     */
    public static Circuit overlaps(Circuit circuit, List<Ket> states) {
        checkQubits(circuit);
        int control = circuit.qubits();
        Circuit.Builder test = Circuit.builder(control + 1).add(new H(control));
        circuit.gates().forEach(gate -> test.add(gate.controlledBy(control)));
        outputs(control, states).forEach(test::measure);
        return test.build();
    }

    private static void checkQubits(Circuit circuit) {
        if (circuit.qubits() > MAX_QUBITS) {
            throw new IllegalArgumentException("Amplitudes of " + circuit.qubits() + " qubits are too many outputs; use"
                    + " at most " + MAX_QUBITS + " qubits, or measure observables.");
        }
    }

    private static List<Observable> outputs(int control, List<Ket> states) {
        int[] all = IntStream.rangeClosed(0, control).toArray();
        List<Observable> outputs = new ArrayList<>();
        for (boolean ofImaginary : new boolean[] {false, true}) {
            for (Ket phi : states) {
                if (phi.qubits() != control) {
                    throw new IllegalArgumentException(
                            phi + " does not fit a circuit of " + control + " qubits; give a state of all of them.");
                }
                outputs.add(Observables.exchange(0, whereOne(phi.real()), whereOne(phi.imaginary()), ofImaginary, all));
            }
        }
        return outputs;
    }

    /** Numbers of states of which the last qubit is 1. */
    private static double[] whereOne(double[] amplitudes) {
        double[] spread = new double[2 * amplitudes.length];
        for (int k = 0; k < amplitudes.length; k++) {
            spread[2 * k + 1] = amplitudes[k];
        }
        return spread;
    }
}
