package io.github.dl4jquantum.circuit;

import io.github.dl4jquantum.circuit.template.AngleEmbedding;
import io.github.dl4jquantum.circuit.template.BasicEntangler;
import io.github.dl4jquantum.circuit.template.CnotRing;
import io.github.dl4jquantum.circuit.template.CzPairs;
import io.github.dl4jquantum.circuit.template.DataReuploading;
import io.github.dl4jquantum.circuit.template.StronglyEntangling;
import io.github.dl4jquantum.circuit.template.Template;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Ready circuits. Each has one input a qubit (x_i acts on qubit i), returns {@code <Z_i>} of every qubit, and numbers
 * its parameters by layer, then qubit, then angle. Gates of a ring whose two qubits would coincide are left out, so
 * that every circuit exists for one qubit too.
 *
 * <table>
 *   <caption>n qubits, L layers</caption>
 *   <tr><th></th><th>inputs enter</th><th>parameters</th><th>entangled by</th></tr>
 *   <tr><td>{@link #paper}</td><td>once, bounded by arctan</td><td>3 n L</td><td>two rings of CNOTs a layer</td></tr>
 *   <tr><td>{@link #boundedTwin}</td><td>once, bounded</td><td>0</td><td>nothing</td></tr>
 *   <tr><td>{@link #angleEmbedding}</td><td>once</td><td>0</td><td>nothing</td></tr>
 *   <tr><td>{@link #basicEntangling}</td><td>once</td><td>n L</td><td>a ring of CNOTs a layer</td></tr>
 *   <tr><td>{@link #stronglyEntangling}</td><td>once</td><td>3 n L</td><td>rings of growing range</td></tr>
 *   <tr><td>{@link #dataReuploading}</td><td>in every layer</td><td>3 n L</td><td>CZs between the layers</td></tr>
 * </table>
 *
 * They are put together of the parts in {@link io.github.dl4jquantum.circuit.template}, which has many more.
 *
 * <p>{@link #withoutEntanglement} gives the control that tells what the entanglement of any of them is worth.
 */
public final class Ansatz {

    /** Most layers of a circuit. */
    public static final int MAX_LAYERS = 256;

    private Ansatz() {}

    /**
     * The circuit of Chen, Yoo and Fang, "Quantum long short-term memory" (arXiv 2009.01783, figure 2), which arXiv
     * 2502.13370 uses for its recurrent cells:
     *
     * <pre>
     *   encoding    H, RY(arctan x_i), RZ(arctan x_i²)       on every qubit i
     *   each layer  CNOT(i, i+1 mod n) for i = 0..n-1, then CNOT(i, i+2 mod n) for i = 0..n-1,
     *               Rot(alpha, beta, gamma)                  on every qubit
     * </pre>
     *
     * Without its second ring at n = 2, without both at n = 1. Parameters [layer, qubit, (alpha, beta, gamma)].
     *
     * @param qubits n, 1 to {@value Circuit#MAX_QUBITS}
     * @param layers 0 to {@value #MAX_LAYERS}
     * @return the circuit
     * @throws IllegalArgumentException if a number is out of range
     */
    public static Circuit paper(int qubits, int layers) {
        return paper(qubits, layers, InputEncoding.ARCTAN);
    }

    /**
     * {@return {@link #paper(int, int)} with another encoding behind its H}
     *
     * @param qubits n, 1 to {@value Circuit#MAX_QUBITS}
     * @param layers 0 to {@value #MAX_LAYERS}
     * @param encoding how input x_i enters qubit i
     * @throws IllegalArgumentException if a number is out of range
     */
    public static Circuit paper(int qubits, int layers, InputEncoding encoding) {
        Circuit.Builder circuit = Circuit.builder(qubits);
        checkLayers(layers);
        each(qubits, q -> encoding.addTo(circuit.add(new H(q)), q));
        for (int layer = 0; layer < layers; layer++) {
            add(circuit, new CnotRing(qubits, 1));
            add(circuit, new CnotRing(qubits, 2));
            rotations(circuit, qubits, layer);
        }
        return circuit.build();
    }

    /**
     * {@return {@link #paper} {@linkplain #withoutEntanglement without its CNOTs}}
     *
     * @param qubits n, 1 to {@value Circuit#MAX_QUBITS}
     * @param layers 0 to {@value #MAX_LAYERS}
     * @throws IllegalArgumentException if a number is out of range
     */
    public static Circuit paperWithoutEntanglement(int qubits, int layers) {
        return paperWithoutEntanglement(qubits, layers, InputEncoding.ARCTAN);
    }

    /**
     * {@return {@link #paper(int, int, InputEncoding)} {@linkplain #withoutEntanglement without its CNOTs}}
     *
     * @param qubits n, 1 to {@value Circuit#MAX_QUBITS}
     * @param layers 0 to {@value #MAX_LAYERS}
     * @param encoding how input x_i enters qubit i
     * @throws IllegalArgumentException if a number is out of range
     */
    public static Circuit paperWithoutEntanglement(int qubits, int layers, InputEncoding encoding) {
        return withoutEntanglement(paper(qubits, layers, encoding));
    }

    /**
     * {@return the twin of {@link #paper} that is a classical function: {@code RY(-pi/2) RY(arctan x_i)} on every qubit
     * i, so that {@code <Z_i> = x_i / sqrt(1 + x_i²)}, monotonic and bounded by 1} Nothing is entangled and nothing
     * trained: in a layer only the linear maps learn.
     *
     * @param qubits n, 1 to {@value Circuit#MAX_QUBITS}
     * @throws IllegalArgumentException if the number is out of range
     */
    public static Circuit boundedTwin(int qubits) {
        Circuit.Builder circuit = Circuit.builder(qubits);
        each(qubits, q -> circuit.add(new RY(q, Angle.constant(-Math.PI / 2))).add(new RY(q, Angle.arctan(q))));
        return circuit.build();
    }

    /**
     * {@return the angle embedding {@code RY(x_i)} on every qubit i: {@code <Z_i> = cos x_i}} A fixed feature map with
     * nothing to train and no entanglement; the circuits below begin with it.
     *
     * @param qubits n, 1 to {@value Circuit#MAX_QUBITS}
     * @throws IllegalArgumentException if the number is out of range
     */
    public static Circuit angleEmbedding(int qubits) {
        return embedding(qubits).circuit();
    }

    /**
     * Basic entangling layers (the template of that name of Bergholm et al., arXiv 1811.04968, its rotation being RY):
     *
     * <pre>
     *   encoding    RY(x_i)                                  on every qubit i
     *   each layer  RY(theta)                                on every qubit,
     *               CNOT(i, i+1 mod n) for i = 0..n-1        (one CNOT(0, 1) at n = 2, none at n = 1)
     * </pre>
     *
     * Parameters [layer, qubit]. The rotation is RY since RX, the template's default, would leave nothing but commuting
     * strings of X between the CNOTs.
     *
     * @param qubits n, 1 to {@value Circuit#MAX_QUBITS}
     * @param layers 0 to {@value #MAX_LAYERS}
     * @return the circuit
     * @throws IllegalArgumentException if a number is out of range
     */
    public static Circuit basicEntangling(int qubits, int layers) {
        return embedding(qubits)
                .then(new BasicEntangler(qubits, layers, Pauli.Y))
                .circuit();
    }

    /**
     * Strongly entangling layers (after the circuit-centric classifier of Schuld, Bocharov, Svore and Wiebe, arXiv
     * 1804.00633):
     *
     * <pre>
     *   encoding     RY(x_i)                                 on every qubit i
     *   layer l      Rot(alpha, beta, gamma)                 on every qubit,
     *   (from 0)     CNOT(i, i+r mod n) for i = 0..n-1       with the range r = 1 + (l mod (n-1)); none at n = 1
     * </pre>
     *
     * Parameters [layer, qubit, (alpha, beta, gamma)]. Departures from the paper: it encodes the data in amplitudes and
     * lets the controlled gates have parameters; its block of range r has n / gcd(n, r) controlled gates, which leave
     * some qubits alone where r divides n, while here all n take part, as in the common implementations.
     *
     * @param qubits n, 1 to {@value Circuit#MAX_QUBITS}
     * @param layers 0 to {@value #MAX_LAYERS}
     * @return the circuit
     * @throws IllegalArgumentException if a number is out of range
     */
    public static Circuit stronglyEntangling(int qubits, int layers) {
        return embedding(qubits).then(new StronglyEntangling(qubits, layers)).circuit();
    }

    /**
     * Data re-uploading (Pérez-Salinas, Cervera-Lierta, Gil-Fuster and Latorre, arXiv 1907.02085): the inputs enter
     * again in every layer, so that expectations are Fourier series in x of a degree that grows with the layers.
     *
     * <pre>
     *   each layer    RY(x_i), Rot(alpha, beta, gamma)       on every qubit i
     *   between two   CZ(0, 1), CZ(2, 3), ...                after layers 0, 2, 4, ...
     *   layers        CZ(1, 2), CZ(3, 4), ...                after layers 1, 3, 5, ...; also CZ(n-1, 0) for even n
     * </pre>
     *
     * Parameters [layer, qubit, (alpha, beta, gamma)]. This is the paper's {@code L(i) = U(phi_i) U(x)} with one
     * component of x a qubit, and the alternating pairs of its four-qubit classifier, without the trainable weights of its
     * {@code U(theta_i + w_i x)}, which differ from layer to layer: {@link DataReuploading} has them.
     *
     * @param qubits n, 1 to {@value Circuit#MAX_QUBITS}
     * @param layers 1 to {@value #MAX_LAYERS}
     * @return the circuit
     * @throws IllegalArgumentException if a number is out of range
     */
    public static Circuit dataReuploading(int qubits, int layers) {
        Circuit.Builder circuit = Circuit.builder(qubits);
        if (checkLayers(layers) == 0) {
            throw new IllegalArgumentException(
                    "Data re-uploading with 0 layers would see no data; choose 1 to " + MAX_LAYERS + ".");
        }
        for (int layer = 0; layer < layers; layer++) {
            if (layer > 0) {
                add(circuit, new CzPairs(qubits, (layer - 1) % 2));
            }
            add(circuit, embedding(qubits));
            rotations(circuit, qubits, layer);
        }
        return circuit.build();
    }

    /**
     * {@return a circuit without its entanglement, the control that every study of it needs: all gates of several
     * qubits are left out but SWAPs, which entangle nothing} Inputs, parameters and observables stay what they are.
     *
     * @param circuit the circuit to take apart; it stays as it is
     * @throws IllegalArgumentException if an input or a parameter acts through gates of several qubits alone
     */
    public static Circuit withoutEntanglement(Circuit circuit) {
        Circuit.Builder left = Circuit.builder(circuit.qubits());
        circuit.gates().stream()
                .flatMap(Ansatz::unfold)
                .filter(gate -> gate.qubits().size() < 2 || gate instanceof SWAP)
                .forEach(left::add);
        left.measureLike(circuit);
        Circuit product = left.build();
        if (product.inputs() != circuit.inputs() || product.parameters() != circuit.parameters()) {
            throw new IllegalArgumentException(circuit + " keeps " + product.inputs() + " inputs and "
                    + product.parameters()
                    + " parameters without entanglement; use each in a gate of one qubit, too.");
        }
        return product;
    }

    private static Stream<Gate> unfold(Gate gate) {
        return gate instanceof SubCircuit sub ? sub.gates().stream().flatMap(Ansatz::unfold) : Stream.of(gate);
    }

    /**
     * Checks a number of circuit layers.
     *
     * @param layers 0 to {@value #MAX_LAYERS}
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

    private static Template embedding(int qubits) {
        return new AngleEmbedding(qubits, Pauli.Y);
    }

    private static void add(Circuit.Builder circuit, Template part) {
        part.gates(0, 0).forEach(circuit::add);
    }

    private static void rotations(Circuit.Builder circuit, int qubits, int layer) {
        each(qubits, q -> {
            int first = 3 * (layer * qubits + q);
            circuit.add(new Rot(q, Angle.parameter(first), Angle.parameter(first + 1), Angle.parameter(first + 2)));
        });
    }

    private static void each(int qubits, IntConsumer action) {
        IntStream.range(0, qubits).forEach(action);
    }
}
