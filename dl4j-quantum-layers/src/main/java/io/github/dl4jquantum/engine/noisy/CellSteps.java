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
        List<Node> seen = QlstmCell.HEADS.stream()
                .map(head -> lstm.projections() == 0
                        ? m
                        : tape.affine(m, parameters.get(head + "ProjectionW"), parameters.get(head + "ProjectionB")))
                .toList();
        int first = QlstmCell.GATES.size() * lstm.bank();
        List<Node> heads = circuits(tape, QlstmCell.HEADS, lstm.heads(), first, seen);
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
        Node n = tape.tanh(circuits(tape, List.of(QgruCell.CANDIDATE), gru.circuit(), first, List.of(q))
                .get(0));
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
        List<Node> seen = names.stream()
                .map(name -> shared == null ? projected(tape, name + "Projection", x, h) : shared)
                .toList();
        return circuits(tape, names, circuit, 0, seen);
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

    /**
     * Banks of circuits, which do not wait for each other, and the map from all expectations of each.
     *
     * @param first the evaluator of the first bank's first circuit
     * @param seen what each bank's circuits see
     */
    private List<Node> circuits(Tape<A> tape, List<String> names, Circuit circuit, int first, List<Node> seen) {
        List<Node> inputs = new ArrayList<>();
        List<Integer> offsets = new ArrayList<>();
        for (int k = 0; k < names.size(); k++) {
            CellParameter angles = parameters.get(names.get(k) + "Angles");
            for (int j = 0; j < cell.bank(); j++) {
                inputs.add(tape.slice(seen.get(k), j * circuit.inputs(), circuit.inputs()));
                offsets.add(angles == null ? 0 : angles.offset() + j * circuit.parameters());
            }
        }
        List<Node> expectations =
                tape.circuits(evaluators.subList(first, first + inputs.size()), inputs, offsets, circuit.parameters());
        List<Node> mapped = new ArrayList<>();
        for (int k = 0; k < names.size(); k++) {
            Node z = tape.concat(expectations.subList(k * cell.bank(), (k + 1) * cell.bank()));
            CellParameter weights = parameters.get(names.get(k) + "W");
            mapped.add(
                    weights == null
                            ? tape.slice(z, 0, cell.nOut())
                            : tape.affine(z, weights, parameters.get(names.get(k) + "B")));
        }
        return mapped;
    }
}
