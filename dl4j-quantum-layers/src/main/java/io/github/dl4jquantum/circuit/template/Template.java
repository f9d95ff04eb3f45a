package io.github.dl4jquantum.circuit.template;

import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.circuit.Gate;
import java.util.List;

/**
 * A part of a circuit, such as an embedding of inputs or a stack of trainable layers. Parts follow each other:
 *
 * <pre>{@code
 * Circuit circuit = new IqpEmbedding(4, 1).then(new StronglyEntangling(4, 2)).circuit();
 * }</pre>
 */
public interface Template {

    /** {@return the number of qubits n} */
    int qubits();

    /** {@return the number of inputs} */
    int inputs();

    /** {@return the number of trainable parameters} */
    int parameters();

    /**
     * {@return the gates, in the order in which they act}
     *
     * @param firstInput number of the first input; the others follow
     * @param firstParameter number of the first parameter; the others follow
     */
    List<Gate> gates(int firstInput, int firstParameter);

    /**
     * {@return this part, and another one after it, with inputs and parameters of its own}
     *
     * @param next a part of as many qubits
     * @throws IllegalArgumentException if the other one has another number of qubits
     */
    default Template then(Template next) {
        return new Sequence(this, next);
    }

    /**
     * {@return the control that every study of this needs: the same inputs and parameters in gates of single qubits} A
     * rotation about two qubits becomes one about each, a controlled rotation loses its control, and other gates of
     * several qubits are left out but SWAPs, which entangle nothing.
     */
    default Template withoutEntanglement() {
        return new WithoutEntanglement(this);
    }

    /** {@return a circuit of this part alone, which measures Z on every qubit} */
    default Circuit circuit() {
        Circuit.Builder circuit = Circuit.builder(qubits());
        gates(0, 0).forEach(circuit::add);
        return circuit.build();
    }
}
