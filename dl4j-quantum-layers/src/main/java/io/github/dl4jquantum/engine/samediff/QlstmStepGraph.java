package io.github.dl4jquantum.engine.samediff;

import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.engine.spi.CellParameter;
import io.github.dl4jquantum.engine.spi.QlstmCell;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * One time step of a {@link QlstmCell} as a graph: from x_t, h_{t-1}, c_{t-1}, the step's mask and the parameters, each
 * a placeholder, to y_t, h_t and c_t.
 *
 * <p>The four gates share their circuit, so they are evaluated as one with four times the minibatch, and each example
 * brings its gate's angles along; the two heads likewise. That takes a third of the operations.
 */
final class QlstmStepGraph {

    static final String X = "x";
    static final String HIDDEN = "hIn";
    static final String CELL = "cIn";
    static final String MASK = "mask";
    static final String NEXT_HIDDEN = "hOut";
    static final String NEXT_CELL = "cOut";
    static final String ACTIVATIONS = "y";

    private final QlstmCell cell;
    private final SameDiff sd = SameDiff.create();
    private final Map<String, SDVariable> parameters = new HashMap<>();
    private final SDVariable ones;

    private QlstmStepGraph(QlstmCell cell, DataType type) {
        this.cell = cell;
        for (CellParameter p : cell.parameters()) {
            parameters.put(p.name(), sd.placeHolder(p.name(), type, shape(p)));
        }
        SDVariable x = sd.placeHolder(X, type, -1, cell.nIn());
        SDVariable h = sd.placeHolder(HIDDEN, type, -1, cell.nOut());
        SDVariable c = sd.placeHolder(CELL, type, -1, cell.nOut());
        SDVariable mask = sd.placeHolder(MASK, type, -1, 1);
        ones = sd.onesLike(mask);

        List<SDVariable> z = gates(x, h);
        SDVariable forget = sd.nn().sigmoid(z.get(0));
        SDVariable input = sd.nn().sigmoid(z.get(1));
        SDVariable candidate = sd.nn().tanh(z.get(2));
        SDVariable output = sd.nn().sigmoid(z.get(3));
        SDVariable next = forget.mul(c).add(input.mul(candidate));
        List<SDVariable> heads = heads(output.mul(sd.nn().tanh(next)));
        heads.get(0).mul(mask).rename(NEXT_HIDDEN);
        next.mul(mask).rename(NEXT_CELL);
        heads.get(1).mul(mask).rename(ACTIVATIONS);
    }

    static DifferentiableGraph of(QlstmCell cell, DataType type) {
        QlstmStepGraph step = new QlstmStepGraph(cell, type);
        List<String> inputs = new ArrayList<>(List.of(X, HIDDEN, CELL));
        cell.parameters().forEach(p -> inputs.add(p.name()));
        return new DifferentiableGraph(step.sd, type, List.of(ACTIVATIONS, NEXT_HIDDEN, NEXT_CELL), inputs);
    }

    /** The shape of a parameter's placeholder. */
    static long[] shape(CellParameter p) {
        return p.role() == CellParameter.Role.ANGLES ? new long[] {p.columns()} : new long[] {p.rows(), p.columns()};
    }

    private List<SDVariable> gates(SDVariable x, SDVariable h) {
        SDVariable shared =
                switch (cell.projections()) {
                    case 0 -> sd.concat(1, h, x);
                    case 1 -> projected("projection", x, h);
                    default -> null;
                };
        List<SDVariable> q = QlstmCell.GATES.stream()
                .map(gate -> shared == null ? projected(gate + "Projection", x, h) : shared)
                .toList();
        return evaluate(cell.gates(), QlstmCell.GATES, q);
    }

    private SDVariable projected(String name, SDVariable x, SDVariable h) {
        return affine(name, x).add(Products.right(h, parameters.get(name + "RW")));
    }

    private List<SDVariable> heads(SDVariable m) {
        List<SDVariable> q = QlstmCell.HEADS.stream()
                .map(head -> cell.projections() > 0 ? affine(head + "Projection", m) : m)
                .toList();
        return evaluate(cell.heads(), QlstmCell.HEADS, q);
    }

    /** W_k VQC_k(q_k) + b_k for circuits k that differ in their parameters alone; [minibatch, nOut] each. */
    private List<SDVariable> evaluate(Circuit circuit, List<String> names, List<SDVariable> q) {
        Circuit measured = cell.projections() > 0 ? circuit : measuring(circuit, cell.nOut());
        int count = names.size();
        int observables = measured.observables().size();
        SDVariable z = SDCircuit.expectations(sd, measured, stacked(q), angles(circuit, names));
        SDVariable[] each = sd.unstack(z.reshape(count, -1, observables), 0, count);
        return cell.projections() > 0
                ? Stream.iterate(0, k -> k < count, k -> k + 1)
                        .map(k -> affine(names.get(k), each[k]))
                        .toList()
                : Arrays.asList(each);
    }

    /** Row by row the parameters of the circuit that the row belongs to, [count * minibatch, parameters]. */
    private SDVariable angles(Circuit circuit, List<String> names) {
        if (circuit.parameters() == 0) {
            return null;
        }
        List<SDVariable> rows = names.stream()
                .map(name -> ones.mul(parameters.get(name + "Angles")))
                .toList();
        return stacked(rows);
    }

    private SDVariable stacked(List<SDVariable> rows) {
        return sd.concat(0, rows.toArray(SDVariable[]::new));
    }

    private SDVariable affine(String name, SDVariable x) {
        return Products.right(x, parameters.get(name + "W")).add(parameters.get(name + "B"));
    }

    private static Circuit measuring(Circuit circuit, int observables) {
        Circuit.Builder builder = Circuit.builder(circuit.qubits());
        circuit.gates().forEach(builder::add);
        circuit.observables().stream().limit(observables).forEach(builder::measure);
        return builder.build();
    }
}
