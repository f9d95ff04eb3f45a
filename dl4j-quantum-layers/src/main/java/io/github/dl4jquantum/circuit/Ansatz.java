package io.github.dl4jquantum.circuit;

import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * Ready circuits.
 *
 * <p>{@link #paper} is the circuit of Chen, Yoo and Fang, "Quantum long short-term memory" (arXiv 2009.01783, figure
 * 2), which arXiv 2502.13370 uses for its recurrent cells:
 *
 * <pre>
 *   encoding    H, RY(arctan x_i), RZ(arctan x_i²)       on every qubit i
 *   each layer  CNOT(i, i+1 mod n) for i = 0..n-1, then CNOT(i, i+2 mod n) for i = 0..n-1,
 *               Rot(alpha, beta, gamma)                  on every qubit
 *   output      &lt;Z_i&gt;                                    of every qubit
 * </pre>
 *
 * A CNOT whose control would be its target is left out: the second ring at n = 2, both at n = 1. Parameters are
 * numbered [layer, qubit, (alpha, beta, gamma)], n inputs.
 */
public final class Ansatz {

    /** Most layers of a circuit. */
    public static final int MAX_LAYERS = 256;

    private Ansatz() {}

    /**
     * The paper's circuit.
     *
     * @param qubits 1 to {@value Circuit#MAX_QUBITS}
     * @param layers 0 to {@value #MAX_LAYERS}
     * @throws IllegalArgumentException if a number is out of range
     */
    public static Circuit paper(int qubits, int layers) {
        return build(qubits, layers, true);
    }

    /**
     * {@link #paper} without its CNOTs: the control that tells what entanglement is worth. Each qubit sees its own
     * input alone.
     *
     * @param qubits 1 to {@value Circuit#MAX_QUBITS}
     * @param layers 0 to {@value #MAX_LAYERS}
     * @throws IllegalArgumentException if a number is out of range
     */
    public static Circuit paperWithoutEntanglement(int qubits, int layers) {
        return build(qubits, layers, false);
    }

    private static Circuit build(int qubits, int layers, boolean entangled) {
        Circuit.Builder circuit = Circuit.builder(qubits);
        checkLayers(layers);
        each(qubits, q -> circuit.add(new H(q)).add(new RY(q, Angle.arctan(q))).add(new RZ(q, Angle.arctanSquare(q))));
        for (int layer = 0; layer < layers; layer++) {
            if (entangled) {
                cnotRing(circuit, qubits, 1);
                cnotRing(circuit, qubits, 2);
            }
            int first = layer * qubits * 3;
            each(qubits, q -> circuit.add(rot(q, first + 3 * q)));
        }
        return circuit.build();
    }

    /**
     * Checks a number of circuit layers.
     *
     * @return the number itself
     * @throws IllegalArgumentException if it is not in 0..{@value #MAX_LAYERS}
     */
    public static int checkLayers(int layers) {
        if (layers < 0 || layers > MAX_LAYERS) {
            throw new IllegalArgumentException(
                    layers + " circuit layers are out of range; choose 0 to " + MAX_LAYERS + ".");
        }
        return layers;
    }

    private static void cnotRing(Circuit.Builder circuit, int qubits, int distance) {
        each(qubits, control -> {
            int target = (control + distance) % qubits;
            if (target != control) {
                circuit.add(new CNOT(control, target));
            }
        });
    }

    private static Rot rot(int qubit, int first) {
        return new Rot(qubit, Angle.parameter(first), Angle.parameter(first + 1), Angle.parameter(first + 2));
    }

    private static void each(int qubits, IntConsumer action) {
        IntStream.range(0, qubits).forEach(action);
    }
}
