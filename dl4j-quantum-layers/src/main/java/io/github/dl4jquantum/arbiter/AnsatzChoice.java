package io.github.dl4jquantum.arbiter;

import io.github.dl4jquantum.circuit.Ansatz;
import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.circuit.InputEncoding;

/** The circuits of {@link Ansatz} by name: what a search can choose from, and what its JSON says. */
public enum AnsatzChoice {
    /** {@link Ansatz#paper}. */
    PAPER,
    /** {@link Ansatz#paperWithoutEntanglement}. */
    PAPER_WITHOUT_ENTANGLEMENT,
    /** {@link Ansatz#basicEntangling}. */
    BASIC_ENTANGLING,
    /** {@link Ansatz#stronglyEntangling}. */
    STRONGLY_ENTANGLING,
    /** {@link Ansatz#dataReuploading}. */
    DATA_REUPLOADING;

    /**
     * {@return the circuit}
     *
     * @param qubits n, 1 to {@value Circuit#MAX_QUBITS}
     * @param layers 0 to {@value Ansatz#MAX_LAYERS}, of data re-uploading from 1 on
     * @param encoding of the paper's circuits; the others have their own
     * @throws IllegalArgumentException if a number is out of the range of that circuit
     */
    public Circuit circuit(int qubits, int layers, InputEncoding encoding) {
        return switch (this) {
            case PAPER -> Ansatz.paper(qubits, layers, encoding);
            case PAPER_WITHOUT_ENTANGLEMENT -> Ansatz.paperWithoutEntanglement(qubits, layers, encoding);
            case BASIC_ENTANGLING -> Ansatz.basicEntangling(qubits, layers);
            case STRONGLY_ENTANGLING -> Ansatz.stronglyEntangling(qubits, layers);
            case DATA_REUPLOADING -> Ansatz.dataReuploading(qubits, layers);
        };
    }
}
