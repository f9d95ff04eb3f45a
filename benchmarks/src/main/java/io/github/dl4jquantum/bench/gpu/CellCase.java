package io.github.dl4jquantum.bench.gpu;

import io.github.dl4jquantum.circuit.Ansatz;
import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.engine.spi.CircuitEngine;
import io.github.dl4jquantum.engine.spi.Precision;
import io.github.dl4jquantum.engine.spi.QgruCell;
import io.github.dl4jquantum.engine.spi.QlstmCell;
import io.github.dl4jquantum.engine.spi.RecurrentCell;
import io.github.dl4jquantum.engine.spi.SequenceEvaluator;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * A cell and a sequence for it: forward, and back through some of its time steps.
 *
 * @param cell the cell
 * @param minibatch number of sequences
 * @param steps number of time steps
 * @param truncated how many of them the gradient goes back through
 * @param masked whether some steps are padding
 * @param started whether the states before the first step are given
 */
record CellCase(RecurrentCell cell, int minibatch, int steps, int truncated, boolean masked, boolean started) {

    static final int BANK = 16;

    private static final int WIDTH = 16;

    /**
     * Both cells with every kind of projection, with and without banks, with circuits from few qubits to many, in
     * minibatches of all sizes: of these the first {@code count}, if there are as many.
     */
    static List<CellCase> first(int count) {
        List<CellCase> cases = new ArrayList<>();
        for (RecurrentCell cell : List.of(
                qlstm(4, 4, 1),
                qgru(4, 4, 1),
                qlstm(4, 2, 4),
                qgru(4, 2, 2),
                new QlstmCell(Ansatz.paper(5, 1), Ansatz.paper(2, 1), 3, 2, 0),
                new QgruCell(Ansatz.paper(5, 1), 3, 2, 0))) {
            cases.add(new CellCase(cell, 1, 3, 3, false, false));
            cases.add(new CellCase(cell, 33, 5, 5, true, true));
            cases.add(new CellCase(cell, 300, 5, 2, false, true));
        }
        Stream.of(
                        qlstmOfBanks(4, 4),
                        new QgruCell(Ansatz.paper(3, 1), WIDTH, WIDTH, 2, 3),
                        qlstm(2, 1, 1),
                        qgru(5, 2, 1),
                        qlstm(8, 2, 1),
                        qgru(8, 2, 1),
                        qlstm(11, 1, 1),
                        qgru(12, 1, 1))
                .forEach(cell -> cases.add(new CellCase(cell, 5, 3, 3, true, true)));
        return cases.subList(0, Math.min(count, cases.size()));
    }

    static QlstmCell qlstm(int qubits, int layers, int projections) {
        Circuit circuit = Ansatz.paper(qubits, layers);
        return new QlstmCell(circuit, circuit, WIDTH, WIDTH, projections);
    }

    /** Banks of 16 circuits, and a readout that sees more than its circuits. */
    static QlstmCell qlstmOfBanks(int qubits, int layers) {
        Circuit circuit = Ansatz.paper(qubits, layers);
        return new QlstmCell(circuit, circuit, WIDTH, WIDTH, 1, BANK, true);
    }

    static QgruCell qgru(int qubits, int layers, int projections) {
        return new QgruCell(Ansatz.paper(qubits, layers), WIDTH, WIDTH, projections);
    }

    /** Everything the cell returns, one array after the other: the same seed gives the same numbers to every engine. */
    <A> double[] evaluate(CircuitEngine engine, Precision<A> precision, long seed) {
        try (SequenceEvaluator<A> evaluator = engine.cell(cell, precision)) {
            return evaluate(evaluator, precision, seed);
        }
    }

    /** The same with an evaluator of the cell that is already there. */
    <A> double[] evaluate(SequenceEvaluator<A> evaluator, Precision<A> precision, long seed) {
        Random random = new Random(seed);
        A values = TestArrays.in(precision, TestArrays.normal(random, minibatch * cell.nIn() * steps, 1));
        A parameters = TestArrays.in(precision, TestArrays.normal(random, cell.parameterCount(), 0.3));
        A upstream =
                TestArrays.in(precision, TestArrays.normal(random, minibatch * cell.nOut() * steps, 1.0 / minibatch));
        List<A> states = new ArrayList<>();
        for (int state = 0; started && state < cell.states().size(); state++) {
            states.add(TestArrays.in(precision, TestArrays.normal(random, minibatch * cell.nOut(), 0.5)));
        }
        A mask = masked ? TestArrays.in(precision, padding()) : null;
        SequenceEvaluator.Input<A> input =
                new SequenceEvaluator.Input<>(minibatch, steps, values, mask, List.copyOf(states));
        SequenceEvaluator.Output<A> output = evaluator.forward(input, parameters, true);
        List<double[]> all = new ArrayList<>();
        all.add(TestArrays.from(output.activations()));
        output.states().arrays().forEach(state -> all.add(TestArrays.from(state)));
        var gradients = evaluator.backward(upstream, truncated);
        all.add(TestArrays.from(gradients.inputs()));
        all.add(TestArrays.from(gradients.parameters()));
        return all.stream().flatMapToDouble(DoubleStream::of).toArray();
    }

    /** Every third sequence misses its last step, every other one its first. */
    private double[] padding() {
        double[] mask = new double[minibatch * steps];
        for (int step = 0; step < steps; step++) {
            for (int example = 0; example < minibatch; example++) {
                boolean padded = step == 0 && example % 2 == 1 || step == steps - 1 && example % 3 == 0;
                mask[step * minibatch + example] = padded ? 0 : 1;
            }
        }
        return mask;
    }

    @Override
    public String toString() {
        String bank = cell.bank() == 1 ? "" : "banks of " + cell.bank() + " circuits of ";
        return cell.getClass().getSimpleName() + " of " + bank
                + cell.circuits().get(0).qubits() + " qubits, minibatch " + minibatch;
    }
}
