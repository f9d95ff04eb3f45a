package io.github.dl4jquantum.engine.spi;

import io.github.dl4jquantum.circuit.Circuit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A QLSTM cell: which circuits, of which sizes. With q_t the circuits' inputs, z = VQC(q) the expectations of a gate's
 * circuits,
 *
 * <pre>
 *   q_t = W_x x_t + W_h h_{t-1} + b                                     one for all gates, or one each
 *   f, i, g, o = W_k VQC_k(q_t) + b_k                                   forget, input, candidate, output gate
 *   c_t = sigm(f) c_{t-1} + sigm(i) tanh(g);   m_t = sigm(o) tanh(c_t)
 *   h_t = W_5 VQC_5(W_5' m_t + b_5') + b_5                                hidden state
 *   y_t = W_6 VQC_6(W_6' m_t + b_6') + b_6                                readout, the activations
 * </pre>
 *
 * <p>VQC is a bank of k circuits of n inputs and z observables, each with angles of its own: q has k n numbers, of which
 * circuit j takes those from j n to (j + 1) n - 1; their k z expectations, circuit after circuit, go through the gate's
 * one linear map. Where the gates share q_t, circuit j of every gate sees the same n numbers. A direct readout adds
 * W_m m_t to y_t.
 *
 * <p>Without projections there are no linear maps: q_t = [h_{t-1}, x_t], of each circuit's expectations the first nOut
 * are used, and VQC 5 and 6 act on m_t alone.
 *
 * <p>The states are h and c, in this order. A mask multiplies h_t, c_t and y_t.
 *
 * @param gates the circuit of the four gates, each with parameters of its own
 * @param heads the circuit of hidden state and readout, each with parameters of its own
 * @param nIn size of x
 * @param nOut size of h, c, m and y
 * @param projections how many maps lead to the gates' circuits: 1 shared by all, 4 (one per gate), or 0 for none
 * @param bank number of circuits of each gate and head, k; 1 without projections
 * @param directReadout whether y_t sees m_t besides the readout's circuits; not without projections
 */
public record QlstmCell(
        Circuit gates, Circuit heads, int nIn, int nOut, int projections, int bank, boolean directReadout)
        implements RecurrentCell {

    /** The four gates, in the order in which circuits and parameters are numbered. */
    public static final List<String> GATES = List.of("forget", "input", "candidate", "output");

    /** The two heads. */
    public static final List<String> HEADS = List.of("hidden", "readout");

    /** The map from m_t to y_t of a direct readout. */
    public static final String DIRECT = "readoutDirect";

    /**
     * Checks the components.
     *
     * @param gates the circuit of the four gates, each with parameters of its own
     * @param heads the circuit of hidden state and readout, each with parameters of its own
     * @param nIn size of x
     * @param nOut size of h, c, m and y
     * @param projections how many maps lead to the gates' circuits: 1 shared by all, 4 (one per gate), or 0 for none
     * @param bank number of circuits of each gate and head, k; 1 without projections
     * @param directReadout whether y_t sees m_t besides the readout's circuits; not without projections
     * @throws IllegalArgumentException if the circuits do not fit the sizes
     */
    public QlstmCell {
        RecurrentCell.checkSizes(nIn, nOut, projections, GATES.size(), bank);
        RecurrentCell.checkExpectations(gates);
        RecurrentCell.checkExpectations(heads);
        if (projections == 0) {
            RecurrentCell.checkBare(gates, nIn + nOut, nOut);
            RecurrentCell.checkBare(heads, nOut, nOut);
            if (directReadout) {
                throw new IllegalArgumentException(
                        "A direct readout is a linear map; a cell without projections has none of them.");
            }
        }
    }

    /**
     * A cell of one circuit per gate, whose readout sees its circuit alone.
     *
     * @param gates circuit of the four gates
     * @param heads circuit of the hidden state and the output
     * @param nIn size of x
     * @param nOut size of h and y
     * @param projections 1 shared by the gates, 4, or 0 for none
     */
    public QlstmCell(Circuit gates, Circuit heads, int nIn, int nOut, int projections) {
        this(gates, heads, nIn, nOut, projections, 1, false);
    }

    @Override
    public List<String> states() {
        return List.of("hidden", "cell");
    }

    @Override
    public List<Circuit> circuits() {
        List<Circuit> circuits = new ArrayList<>(Collections.nCopies(GATES.size() * bank, gates));
        circuits.addAll(Collections.nCopies(HEADS.size() * bank, heads));
        return circuits;
    }

    @Override
    public List<CellParameter> parameters() {
        ParameterTable table = new ParameterTable(nIn, nOut, projections > 0, bank);
        if (projections == 1) {
            table.projection("projection", bank * gates.inputs());
        }
        for (String gate : GATES) {
            if (projections == GATES.size()) {
                table.projection(gate + "Projection", bank * gates.inputs());
            }
            table.circuits(gate, gates);
        }
        for (String head : HEADS) {
            if (projections > 0) {
                table.affine(head + "Projection", nOut, bank * heads.inputs());
            }
            table.circuits(head, heads);
        }
        if (directReadout) {
            table.linear(DIRECT, nOut, nOut);
        }
        return table.parameters();
    }
}
