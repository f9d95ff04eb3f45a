package io.github.dl4jquantum.engine.spi;

import io.github.dl4jquantum.circuit.Circuit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A QLSTM cell: which circuits, of which sizes. With q_t the circuits' inputs, z = VQC(q) their expectations,
 *
 * <pre>
 *   q_t = W_x x_t + W_h h_{t-1} + b                                     one for all gates, or one each
 *   f, i, g, o = W_k VQC_k(q_t) + b_k                                   forget, input, candidate, output gate
 *   c_t = sigm(f) c_{t-1} + sigm(i) tanh(g);   m_t = sigm(o) tanh(c_t)
 *   h_t = W_5 VQC_5(W_5' m_t + b_5') + b_5                                hidden state
 *   y_t = W_6 VQC_6(W_6' m_t + b_6') + b_6                                readout, the activations
 * </pre>
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
 */
public record QlstmCell(Circuit gates, Circuit heads, int nIn, int nOut, int projections) implements RecurrentCell {

    /** The four gates, in the order in which circuits and parameters are numbered. */
    public static final List<String> GATES = List.of("forget", "input", "candidate", "output");

    /** The two heads. */
    public static final List<String> HEADS = List.of("hidden", "readout");

    /** @throws IllegalArgumentException if the circuits do not fit the sizes */
    public QlstmCell {
        RecurrentCell.checkSizes(nIn, nOut, projections, GATES.size());
        if (projections == 0) {
            RecurrentCell.checkBare(gates, nIn + nOut, nOut);
            RecurrentCell.checkBare(heads, nOut, nOut);
        }
    }

    @Override
    public List<String> states() {
        return List.of("hidden", "cell");
    }

    @Override
    public List<Circuit> circuits() {
        List<Circuit> circuits = new ArrayList<>(Collections.nCopies(GATES.size(), gates));
        circuits.addAll(Collections.nCopies(HEADS.size(), heads));
        return circuits;
    }

    @Override
    public List<CellParameter> parameters() {
        ParameterTable table = new ParameterTable(nIn, nOut, projections > 0);
        if (projections == 1) {
            table.projection("projection", gates.inputs());
        }
        for (String gate : GATES) {
            if (projections == GATES.size()) {
                table.projection(gate + "Projection", gates.inputs());
            }
            table.circuit(gate, gates);
        }
        for (String head : HEADS) {
            if (projections > 0) {
                table.affine(head + "Projection", nOut, heads.inputs());
            }
            table.circuit(head, heads);
        }
        return table.parameters();
    }
}
