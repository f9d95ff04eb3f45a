package io.github.dl4jquantum.engine.spi;

import io.github.dl4jquantum.circuit.Circuit;
import java.util.List;

/** A recurrent cell made of circuits: its equations are in the documentation of each kind. */
public sealed interface RecurrentCell extends SequenceCell permits QlstmCell, QgruCell {

    /** {@return how many circuits make a gate's bank, k: all gates, heads and candidates have as many} */
    int bank();

    /**
     * {@return all circuits that one step runs, each with angles of its own, in the order of their angles: k for the
     * first gate, k for the second, and so on} Those of a gate are the same circuit.
     */
    List<Circuit> circuits();

    /**
     * {@return the circuit of an angles' parameter, which holds the angles of k such circuits, circuit after circuit}
     *
     * @param angles one of {@link #parameters}, of role ANGLES
     */
    default Circuit circuitOf(CellParameter angles) {
        List<CellParameter> all = parameters().stream()
                .filter(parameter -> parameter.role() == CellParameter.Role.ANGLES)
                .toList();
        return circuits().stream()
                .filter(circuit -> circuit.parameters() > 0)
                .toList()
                .get(all.indexOf(angles) * bank());
    }

    /**
     * Checks what all kinds have in common.
     *
     * @param nIn size of the input of a step
     * @param nOut size of the states
     * @param projections how many linear maps feed the gates
     * @param each as many projections as there are gates
     * @param bank circuits of a gate
     * @throws IllegalArgumentException if a size is not positive, there are not 0, 1 or {@code each} projections, or a
     *     bank of several circuits has none
     */
    static void checkSizes(int nIn, int nOut, int projections, int each, int bank) {
        SequenceCell.checkSizes(nIn, nOut);
        if (bank < 1) {
            throw new IllegalArgumentException(bank + " circuits per gate; there must be at least 1.");
        }
        if (projections == 0 && bank > 1) {
            throw new IllegalArgumentException(bank
                    + " circuits per gate need a linear map to their inputs; without projections there is 1 circuit.");
        }
        if (projections != 0 && projections != 1 && projections != each) {
            throw new IllegalArgumentException(projections + " projections; this cell has 0, 1 or " + each + ".");
        }
    }

    /**
     * Checks that all outputs of a circuit are expectations.
     *
     * @param circuit of a gate
     * @throws IllegalArgumentException if an output of a circuit is a variance
     */
    static void checkExpectations(Circuit circuit) {
        if (!circuit.variances().isEmpty()) {
            throw new IllegalArgumentException("Output " + circuit.variances().first() + " of " + circuit
                    + " is a variance, but recurrent cells are made of expectations; measure the observable and its"
                    + " square instead.");
        }
    }

    /**
     * Checks that a circuit fits a cell without projections.
     *
     * @param circuit of a gate
     * @param inputs how many it must take
     * @param nOut how many expectations it must return at least
     * @throws IllegalArgumentException if a circuit does not fit a cell without projections
     */
    static void checkBare(Circuit circuit, int inputs, int nOut) {
        if (circuit.inputs() != inputs || circuit.observables().size() < nOut) {
            throw new IllegalArgumentException("Without projections a circuit must take " + inputs
                    + " inputs and return at least " + nOut + " expectations; " + circuit + " does not.");
        }
    }
}
