package io.github.dl4jquantum.engine.spi;

import io.github.dl4jquantum.circuit.Circuit;
import java.util.Collections;
import java.util.List;

/**
 * A QGRU cell: which circuit, of which sizes. With q_t the circuits' inputs, VQC(q) the expectations of a gate's bank of
 * k circuits (see {@link QlstmCell}),
 *
 * <pre>
 *   q_t = W_x x_t + W_h h_{t-1} + b                                     one for both gates, or one each
 *   r, z = sigm(W_k VQC_k(q_t) + b_k)                                   reset, update gate
 *   n_t = tanh(W_3 VQC_3(W_x' x_t + W_h' (r h_{t-1}) + b') + b_3)       candidate
 *   h_t = (1 - z) n_t + z h_{t-1}                                       hidden state, and the activations
 * </pre>
 *
 * <p>Without projections there are no linear maps: the circuits act on [h_{t-1}, x_t] and [r h_{t-1}, x_t], and of their
 * expectations the first nOut are used.
 *
 * <p>The one state is h. A mask multiplies h_t.
 *
 * @param circuit the circuit of gates and candidate, each with parameters of its own
 * @param nIn size of x
 * @param nOut size of h
 * @param projections how many maps lead to the gates' circuits: 1 shared by both, 2 (one per gate), or 0 for none
 * @param bank number of circuits of each gate and of the candidate, k; 1 without projections
 */
public record QgruCell(Circuit circuit, int nIn, int nOut, int projections, int bank) implements RecurrentCell {

    /** The two gates, in the order in which circuits and parameters are numbered. */
    public static final List<String> GATES = List.of("reset", "update");

    /** The third circuit. */
    public static final String CANDIDATE = "candidate";

    /**
     * Checks the components.
     *
     * @param circuit the circuit of gates and candidate, each with parameters of its own
     * @param nIn size of x
     * @param nOut size of h
     * @param projections how many maps lead to the gates' circuits: 1 shared by both, 2 (one per gate), or 0 for none
     * @param bank number of circuits of each gate and of the candidate, k; 1 without projections
     * @throws IllegalArgumentException if the circuit does not fit the sizes
     */
    public QgruCell {
        RecurrentCell.checkSizes(nIn, nOut, projections, GATES.size(), bank);
        RecurrentCell.checkExpectations(circuit);
        if (projections == 0) {
            RecurrentCell.checkBare(circuit, nIn + nOut, nOut);
        }
    }

    /**
     * A cell of one circuit per gate.
     *
     * @param circuit of both gates and the candidate
     * @param nIn size of x
     * @param nOut size of h
     * @param projections 1 shared by the gates, 2, or 0 for none
     */
    public QgruCell(Circuit circuit, int nIn, int nOut, int projections) {
        this(circuit, nIn, nOut, projections, 1);
    }

    @Override
    public List<String> states() {
        return List.of("hidden");
    }

    @Override
    public List<Circuit> circuits() {
        return Collections.nCopies((GATES.size() + 1) * bank, circuit);
    }

    @Override
    public List<CellParameter> parameters() {
        ParameterTable table = new ParameterTable(nIn, nOut, projections > 0, bank);
        int inputs = bank * circuit.inputs();
        if (projections == 1) {
            table.projection("projection", inputs);
        }
        for (String gate : GATES) {
            if (projections == GATES.size()) {
                table.projection(gate + "Projection", inputs);
            }
            table.circuits(gate, circuit);
        }
        if (projections > 0) {
            table.projection(CANDIDATE + "Projection", inputs);
        }
        table.circuits(CANDIDATE, circuit);
        return table.parameters();
    }
}
