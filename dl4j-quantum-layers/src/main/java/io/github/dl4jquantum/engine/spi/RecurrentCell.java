package io.github.dl4jquantum.engine.spi;

import io.github.dl4jquantum.circuit.Circuit;
import java.util.List;

/** A recurrent cell made of circuits: its equations are in the documentation of each kind. */
public sealed interface RecurrentCell permits QlstmCell, QgruCell {

    /** Size of the input of a step. */
    int nIn();

    /** Size of the states and of the activations. */
    int nOut();

    /** Names of the states, in the order in which engines take and return them. */
    List<String> states();

    /** The parameters, in the order in which they lie in memory. */
    List<CellParameter> parameters();

    /** The circuits that one step runs, each with angles of its own, in the order of their angles. */
    List<Circuit> circuits();

    /** Number of parameters, circuits included. */
    default int parameterCount() {
        List<CellParameter> all = parameters();
        return all.isEmpty() ? 0 : all.get(all.size() - 1).end();
    }

    /** @throws IllegalArgumentException if a size is not positive, or there are not 0, 1 or {@code each} projections */
    static void checkSizes(int nIn, int nOut, int projections, int each) {
        if (nIn < 1 || nOut < 1) {
            throw new IllegalArgumentException("nIn " + nIn + " and nOut " + nOut + " must be at least 1.");
        }
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
