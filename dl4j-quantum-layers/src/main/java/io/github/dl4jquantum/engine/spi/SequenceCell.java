package io.github.dl4jquantum.engine.spi;

import java.util.List;

/** A cell that a {@link SequenceEvaluator} runs over sequences: its sizes, states and parameters. */
public sealed interface SequenceCell permits RecurrentCell, GruCell {

    /** {@return the size of the input of a step} */
    int nIn();

    /** {@return the size of the states and of the activations} */
    int nOut();

    /** {@return the names of the states, in the order in which evaluators take and return them} */
    List<String> states();

    /** {@return the parameters, in the order in which they lie in memory} */
    List<CellParameter> parameters();

    /** {@return the number of parameters, counted number by number} */
    default int parameterCount() {
        List<CellParameter> all = parameters();
        return all.isEmpty() ? 0 : all.get(all.size() - 1).end();
    }

    /**
     * Checks a number of states.
     *
     * @param given what a caller passes for the states
     * @throws IllegalArgumentException if some are given, but not one for each of {@link #states}
     */
    default void checkCount(List<?> given) {
        if (!given.isEmpty() && given.size() != states().size()) {
            throw new IllegalArgumentException(given.size() + " states were given; the cell has " + states() + ".");
        }
    }

    /**
     * Checks the sizes of a cell.
     *
     * @param nIn size of the input of a step
     * @param nOut size of the states and of the activations
     * @throws IllegalArgumentException if a size is not positive
     */
    static void checkSizes(int nIn, int nOut) {
        if (nIn < 1 || nOut < 1) {
            throw new IllegalArgumentException("nIn " + nIn + " and nOut " + nOut + " must be at least 1.");
        }
    }
}
