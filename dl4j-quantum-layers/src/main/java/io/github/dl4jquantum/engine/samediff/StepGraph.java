package io.github.dl4jquantum.engine.samediff;

import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.engine.spi.CellParameter;
import io.github.dl4jquantum.engine.spi.QgruCell;
import io.github.dl4jquantum.engine.spi.QlstmCell;
import io.github.dl4jquantum.engine.spi.RecurrentCell;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * One time step of a cell as a graph: from x_t, the states before, the step's mask and the parameters, each a
 * placeholder, to y_t and the states after.
 *
 * <p>Circuits that differ in their parameters alone are evaluated as one with several times the minibatch, and each
 * example brings its circuit's angles along. That takes a third of the operations.
 */
abstract class StepGraph {

    static final String X = "x";
    static final String MASK = "mask";
    static final String ACTIVATIONS = "y";

    final SameDiff sd = SameDiff.create();
    final SDVariable x;
    final SDVariable mask;

    private final boolean mapped;
    private final int bank;
    private final int nOut;
    private final Map<String, SDVariable> parameters = new HashMap<>();
    private final SDVariable ones;

    /** @param mapped whether linear maps lead to and from the circuits */
    StepGraph(RecurrentCell cell, DataType type, boolean mapped) {
        this.mapped = mapped;
        nOut = cell.nOut();
        bank = cell.bank();
        for (CellParameter p : cell.parameters()) {
            parameters.put(p.name(), sd.placeHolder(p.name(), type, shape(p)));
        }
        x = sd.placeHolder(X, type, -1, cell.nIn());
        mask = sd.placeHolder(MASK, type, -1, 1);
        ones = sd.onesLike(mask);
    }

    /** The graph of a cell's step. */
    static DifferentiableGraph of(RecurrentCell cell, DataType type) {
        StepGraph step = cell instanceof QlstmCell qlstm
                ? new QlstmStepGraph(qlstm, type)
                : new QgruStepGraph((QgruCell) cell, type);
        List<String> inputs = new ArrayList<>(List.of(X));
        List<String> outputs = new ArrayList<>(List.of(ACTIVATIONS));
        for (String state : cell.states()) {
            inputs.add(state);
            outputs.add(after(state));
        }
        cell.parameters().forEach(p -> inputs.add(p.name()));
        return new DifferentiableGraph(step.sd, type, outputs, inputs);
    }

    /** The name of a state after the step; before the step it has its own. */
    static String after(String state) {
        return state + "After";
    }

    /** The shape of a parameter's placeholder. */
    static long[] shape(CellParameter p) {
        return p.role() == CellParameter.Role.ANGLES ? new long[] {p.columns()} : new long[] {p.rows(), p.columns()};
    }

    /** A circuit's inputs from x and h. */
    final SDVariable projected(String name, SDVariable h) {
        return mapped ? affine(name, x).add(product(h, name + "RW")) : sd.concat(1, h, x);
    }

    final SDVariable affine(String name, SDVariable values) {
        return product(values, name + "W").add(parameters.get(name + "B"));
    }

    final SDVariable product(SDVariable values, String name) {
        return Products.right(values, parameters.get(name));
    }

    /** W_k VQC_k(q_k) + b_k for gates k whose circuits differ in their parameters alone; [minibatch, nOut] each. */
    final List<SDVariable> evaluate(Circuit circuit, List<String> names, List<SDVariable> q) {
        Circuit measured = mapped ? circuit : measuring(circuit, nOut);
        int count = names.size();
        int observables = measured.observables().size();
        Bank circuits = new Bank(sd, measured, bank);
        SDVariable inputs = stacked(q.stream().map(circuits::inputs).toList());
        SDVariable z = SDCircuit.expectations(sd, measured, inputs, angles(circuits, names));
        SDVariable[] each = count == 1 ? new SDVariable[] {z} : sd.unstack(z.reshape(count, -1, observables), 0, count);
        return IntStream.range(0, count)
                .mapToObj(k -> mapped ? affine(names.get(k), circuits.joined(each[k])) : each[k])
                .toList();
    }

    /** Row by row the parameters of the circuit that the row belongs to, [gates * k * minibatch, parameters]. */
    private SDVariable angles(Bank circuits, List<String> names) {
        if (circuits.circuit().parameters() == 0) {
            return null;
        }
        return stacked(names.stream()
                .map(name -> circuits.angles(parameters.get(name + "Angles"), ones))
                .toList());
    }

    private SDVariable stacked(List<SDVariable> rows) {
        return rows.size() == 1 ? rows.get(0) : sd.concat(0, rows.toArray(SDVariable[]::new));
    }

    private static Circuit measuring(Circuit circuit, int observables) {
        Circuit.Builder builder = Circuit.builder(circuit.qubits());
        circuit.gates().forEach(builder::add);
        circuit.observables().stream().limit(observables).forEach(builder::measure);
        return builder.build();
    }
}
