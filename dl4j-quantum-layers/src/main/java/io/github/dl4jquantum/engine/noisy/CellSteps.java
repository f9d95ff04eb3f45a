package io.github.dl4jquantum.engine.noisy;

import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.engine.noisy.Tape.Node;
import io.github.dl4jquantum.engine.spi.CellParameter;
import io.github.dl4jquantum.engine.spi.CircuitEvaluator;
import io.github.dl4jquantum.engine.spi.QgruCell;
import io.github.dl4jquantum.engine.spi.QlstmCell;
import io.github.dl4jquantum.engine.spi.RecurrentCell;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The equations of {@link QlstmCell} and {@link QgruCell}, one time step each.
 *
 * @param <A> the precision of circuits
 */
final class CellSteps<A> {

    private final RecurrentCell cell;
    private final List<CircuitEvaluator<A>> evaluators;
    private final Map<String, CellParameter> parameters;

    /** @param evaluators of the cell's circuits, in their order */
    CellSteps(RecurrentCell cell, List<CircuitEvaluator<A>> evaluators) {
        this.cell = cell;
        this.evaluators = evaluators;
        parameters = cell.parameters().stream().collect(Collectors.toMap(CellParameter::name, Function.identity()));
    }

    /**
     * One step.
     *
     * @param states before it
     * @param mask one number for each example, or null
     * @return the activations, then the states after it
     */
    List<Node> run(Tape<A> tape, Node x, List<Node> states, double[] mask) {
        List<Node> results =
                cell instanceof QlstmCell qlstm ? lstm(tape, qlstm, x, states) : gru(tape, (QgruCell) cell, x, states);
        return mask == null
                ? results
                : results.stream().map(node -> tape.mask(node, mask)).toList();
    }

    private List<Node> lstm(Tape<A> tape, QlstmCell lstm, Node x, List<Node> states) {
        Node h = states.get(0);
        List<Node> gates = gates(tape, QlstmCell.GATES, lstm.projections(), lstm.gates(), x, h);
        Node kept = tape.multiply(tape.sigmoid(gates.get(0)), states.get(1));
        Node c = tape.add(kept, tape.multiply(tape.sigmoid(gates.get(1)), tape.tanh(gates.get(2))));
        Node m = tape.multiply(tape.sigmoid(gates.get(3)), tape.tanh(c));
        List<Node> heads = new ArrayList<>();
        for (String head : QlstmCell.HEADS) {
            Node q = lstm.projections() == 0
                    ? m
                    : tape.affine(m, parameters.get(head + "ProjectionW"), parameters.get(head + "ProjectionB"));
            int first = (QlstmCell.GATES.size() + heads.size()) * lstm.bank();
            heads.add(circuits(tape, head, lstm.heads(), first, q));
        }
        Node y = heads.get(1);
        if (lstm.directReadout()) {
            y = tape.add(y, tape.affine(m, parameters.get(QlstmCell.DIRECT + "W"), null));
        }
        return List.of(y, heads.get(0), c);
    }

    private List<Node> gru(Tape<A> tape, QgruCell gru, Node x, List<Node> states) {
        Node h = states.get(0);
        List<Node> gates = gates(tape, QgruCell.GATES, gru.projections(), gru.circuit(), x, h);
        Node z = tape.sigmoid(gates.get(1));
        Node reset = tape.multiply(tape.sigmoid(gates.get(0)), h);
        Node q = projected(tape, gru.projections() == 0 ? null : QgruCell.CANDIDATE + "Projection", x, reset);
        int first = QgruCell.GATES.size() * gru.bank();
        Node n = tape.tanh(circuits(tape, QgruCell.CANDIDATE, gru.circuit(), first, q));
        Node next = tape.add(tape.multiply(tape.complement(z), n), tape.multiply(z, h));
        return List.of(next, next);
    }

    private List<Node> gates(Tape<A> tape, List<String> names, int projections, Circuit circuit, Node x, Node h) {
        Node shared =
                switch (projections) {
                    case 0 -> projected(tape, null, x, h);
                    case 1 -> projected(tape, "projection", x, h);
                    default -> null;
                };
        List<Node> gates = new ArrayList<>();
        for (String name : names) {
            Node q = shared == null ? projected(tape, name + "Projection", x, h) : shared;
            gates.add(circuits(tape, name, circuit, gates.size() * cell.bank(), q));
        }
        return gates;
    }

    /** W_x x + W_h h + b, or [h, x] where there is no projection. */
    private Node projected(Tape<A> tape, String name, Node x, Node h) {
        if (name == null) {
            return tape.concat(List.of(h, x));
        }
        return tape.add(
                tape.affine(x, parameters.get(name + "W"), parameters.get(name + "B")),
                tape.affine(h, parameters.get(name + "RW"), null));
    }

    /** A bank of circuits, and the map from all their expectations. */
    private Node circuits(Tape<A> tape, String name, Circuit circuit, int first, Node q) {
        CellParameter angles = parameters.get(name + "Angles");
        List<Node> expectations = new ArrayList<>();
        for (int j = 0; j < cell.bank(); j++) {
            Node own = tape.slice(q, j * circuit.inputs(), circuit.inputs());
            int offset = angles == null ? 0 : angles.offset() + j * circuit.parameters();
            expectations.add(tape.circuit(evaluators.get(first + j), own, offset, circuit.parameters()));
        }
        CellParameter weights = parameters.get(name + "W");
        Node z = tape.concat(expectations);
        return weights == null ? tape.slice(z, 0, cell.nOut()) : tape.affine(z, weights, parameters.get(name + "B"));
    }
}
