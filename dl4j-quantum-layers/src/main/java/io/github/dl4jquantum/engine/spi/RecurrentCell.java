package io.github.dl4jquantum.engine.spi;

import io.github.dl4jquantum.circuit.Circuit;
import java.util.List;

/** A recurrent cell made of circuits: its equations are in the documentation of each kind. */
public sealed interface RecurrentCell extends SequenceCell permits QlstmCell, QgruCell {

    /** The circuits that one step runs, each with angles of its own, in the order of their angles. */
    List<Circuit> circuits();

    /** The circuit of an angles' parameter. */
    default Circuit circuitOf(CellParameter angles) {
        List<CellParameter> all = parameters().stream()
                .filter(parameter -> parameter.role() == CellParameter.Role.ANGLES)
                .toList();
        return circuits().stream()
                .filter(circuit -> circuit.parameters() > 0)
                .toList()
                .get(all.indexOf(angles));
    }

    /** @throws IllegalArgumentException if a size is not positive, or there are not 0, 1 or {@code each} projections */
    static void checkSizes(int nIn, int nOut, int projections, int each) {
        SequenceCell.checkSizes(nIn, nOut);
        if (projections != 0 && projections != 1 && projections != each) {
            throw new IllegalArgumentException(projections + " projections; this cell has 0, 1 or " + each + ".");
        }
    }

    /** @throws IllegalArgumentException if a circuit does not fit a cell without projections */
    static void checkBare(Circuit circuit, int inputs, int nOut) {
        if (circuit.inputs() != inputs || circuit.observables().size() < nOut) {
            throw new IllegalArgumentException("Without projections a circuit must take " + inputs
                    + " inputs and return at least " + nOut + " expectations; " + circuit + " does not.");
        }
    }
}
