package io.github.dl4jquantum.engine.spi;

import java.util.List;

/**
 * A classical GRU cell, without circuits:
 *
 * <pre>
 *   r, z = sigm(W_k x_t + U_k h_{t-1} + b_k)             reset, update gate
 *   n_t = tanh(W_n x_t + U_n (r h_{t-1}) + b_n)          candidate
 *   h_t = (1 - z) n_t + z h_{t-1}                        hidden state, and the activations
 * </pre>
 *
 * <p>The one state is h. A mask multiplies h_t. No {@link CircuitEngine} is asked for it: it runs in the CPU engine's loops.
 *
 * @param nIn size of x
 * @param nOut size of h
 */
public record GruCell(int nIn, int nOut) implements SequenceCell {

    /** Reset gate, update gate and candidate, in the order of their parameters. */
    public static final List<String> GATES = List.of("reset", "update", "candidate");

    /**
     * Checks the components.
     *
     * @param nIn size of x
     * @param nOut size of h
     * @throws IllegalArgumentException if a size is not positive
     */
    public GruCell {
        SequenceCell.checkSizes(nIn, nOut);
    }

    @Override
    public List<String> states() {
        return List.of("hidden");
    }

    @Override
    public List<CellParameter> parameters() {
        ParameterTable table = new ParameterTable(nIn, nOut, false, 1);
        GATES.forEach(gate -> table.projection(gate, nOut));
        return table.parameters();
    }
}
