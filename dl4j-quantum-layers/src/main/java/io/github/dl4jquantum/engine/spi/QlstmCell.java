package io.github.dl4jquantum.engine.spi;

import io.github.dl4jquantum.circuit.Circuit;
import java.util.ArrayList;
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
public record QlstmCell(Circuit gates, Circuit heads, int nIn, int nOut, int projections) {

    /** The four gates, in the order in which circuits and parameters are numbered. */
    public static final List<String> GATES = List.of("forget", "input", "candidate", "output");

    /** The two heads. */
    public static final List<String> HEADS = List.of("hidden", "readout");

    /** @throws IllegalArgumentException if the circuits do not fit the sizes */
    public QlstmCell {
        if (nIn < 1 || nOut < 1) {
            throw new IllegalArgumentException("nIn " + nIn + " and nOut " + nOut + " must be at least 1.");
        }
        if (projections != 0 && projections != 1 && projections != GATES.size()) {
            throw new IllegalArgumentException(projections + " projections; a QLSTM has 0, 1 or 4.");
        }
        if (projections == 0) {
            checkBare(gates, nIn + nOut, nOut);
            checkBare(heads, nOut, nOut);
        }
    }

    private static void checkBare(Circuit circuit, int inputs, int nOut) {
        if (circuit.inputs() != inputs || circuit.observables().size() < nOut) {
            throw new IllegalArgumentException("Without projections a circuit must take " + inputs
                    + " inputs and return at least " + nOut + " expectations; " + circuit + " does not.");
        }
    }

    /** The parameters, in the order in which they lie in memory. */
    public List<CellParameter> parameters() {
        Table table = new Table(nIn, nOut);
        boolean mapped = projections > 0;
        if (projections == 1) {
            table.projection("projection", gates.inputs());
        }
        for (String gate : GATES) {
            if (projections == GATES.size()) {
                table.projection(gate + "Projection", gates.inputs());
            }
            table.circuit(gate, gates, mapped ? nOut : 0);
        }
        for (String head : HEADS) {
            if (mapped) {
                table.affine(head + "Projection", nOut, heads.inputs());
            }
            table.circuit(head, heads, mapped ? nOut : 0);
        }
        return List.copyOf(table.rows);
    }

    /** Number of parameters, circuits included. */
    public int parameterCount() {
        List<CellParameter> all = parameters();
        return all.isEmpty() ? 0 : all.get(all.size() - 1).end();
    }

    private static final class Table {

        private final int nIn;
        private final int nOut;
        private final List<CellParameter> rows = new ArrayList<>();
        private int next;

        Table(int nIn, int nOut) {
            this.nIn = nIn;
            this.nOut = nOut;
        }

        void projection(String name, int out) {
            add(name + "W", CellParameter.Role.WEIGHT, nIn, out);
            add(name + "RW", CellParameter.Role.RECURRENT_WEIGHT, nOut, out);
            add(name + "B", CellParameter.Role.BIAS, 1, out);
        }

        void affine(String name, int in, int out) {
            add(name + "W", CellParameter.Role.WEIGHT, in, out);
            add(name + "B", CellParameter.Role.BIAS, 1, out);
        }

        void circuit(String name, Circuit circuit, int mapped) {
            if (circuit.parameters() > 0) {
                add(name + "Angles", CellParameter.Role.ANGLES, 1, circuit.parameters());
            }
            if (mapped > 0) {
                affine(name, circuit.observables().size(), mapped);
            }
        }

        private void add(String name, CellParameter.Role role, int rows, int columns) {
            CellParameter parameter = new CellParameter(name, role, rows, columns, next);
            this.rows.add(parameter);
            next = parameter.end();
        }
    }
}
