package io.github.dl4jquantum.engine.samediff;

import io.github.dl4jquantum.engine.spi.CellParameter;
import io.github.dl4jquantum.engine.spi.CircuitEvaluator;
import io.github.dl4jquantum.engine.spi.RecurrentCell;
import io.github.dl4jquantum.engine.spi.SequenceEvaluator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A cell over a sequence: the graph of one step, called step by step forward and back. */
final class GraphSequenceEvaluator<A> implements SequenceEvaluator<A> {

    private final RecurrentCell cell;
    private final List<CellParameter> parameters;
    private final PlainArrays<A> arrays;
    private final DifferentiableGraph graph;
    private final List<Map<String, INDArray>> tape = new ArrayList<>();
    private int minibatch;

    GraphSequenceEvaluator(RecurrentCell cell, PlainArrays<A> arrays) {
        this.cell = cell;
        this.arrays = arrays;
        parameters = cell.parameters();
        graph = Detached.run(() -> StepGraph.of(cell, arrays.type()));
    }

    @Override
    public Output<A> forward(Input<A> input, A values, boolean differentiable) {
        check(input, values);
        StateMemory.check(cell, input.minibatch(), differentiable, arrays.precision());
        tape.clear();
        minibatch = input.minibatch();
        return Detached.run(() -> run(input, values, differentiable));
    }

    private Output<A> run(Input<A> input, A values, boolean differentiable) {
        Map<String, INDArray> fixed = new HashMap<>();
        for (CellParameter p : parameters) {
            fixed.put(p.name(), arrays.read(values, p.offset(), StepGraph.shape(p)));
        }
        Map<String, INDArray> states = new HashMap<>();
        for (int k = 0; k < cell.states().size(); k++) {
            states.put(cell.states().get(k), state(input, k));
        }
        A activations = arrays.zeros(stepSize() * input.steps());
        for (int t = 0; t < input.steps(); t++) {
            Map<String, INDArray> point = new HashMap<>(fixed);
            point.put(StepGraph.X, arrays.read(input.values(), t * inputSize(), minibatch, cell.nIn()));
            point.put(StepGraph.MASK, mask(input, t));
            point.putAll(states);
            Map<String, INDArray> next = graph.evaluate(point);
            arrays.write(next.get(StepGraph.ACTIVATIONS), activations, t * stepSize());
            cell.states().forEach(state -> states.put(state, next.get(StepGraph.after(state))));
            if (differentiable) {
                tape.add(point);
            }
        }
        return new Output<>(
                activations,
                cell.states().stream()
                        .map(state -> arrays.write(states.get(state)))
                        .toList());
    }

    @Override
    public CircuitEvaluator.Gradients<A> backward(A upstream, int steps) {
        if (tape.isEmpty()) {
            throw new IllegalStateException("A differentiable forward must come before backward.");
        }
        arrays.check("The upstream gradient", upstream, minibatch, cell.nOut(), tape.size());
        return Detached.run(() -> pullBack(upstream, Math.max(0, tape.size() - steps)));
    }

    private CircuitEvaluator.Gradients<A> pullBack(A upstream, int firstStep) {
        A dValues = arrays.zeros(inputSize() * tape.size());
        Map<String, INDArray> sums = new HashMap<>();
        Map<String, INDArray> upstreams = new HashMap<>();
        cell.states().forEach(state -> upstreams.put(StepGraph.after(state), zeroState()));
        for (int t = tape.size() - 1; t >= firstStep; t--) {
            upstreams.put(StepGraph.ACTIVATIONS, arrays.read(upstream, t * stepSize(), minibatch, cell.nOut()));
            Map<String, INDArray> gradients = graph.gradients(tape.get(t), upstreams);
            cell.states().forEach(state -> upstreams.put(StepGraph.after(state), gradients.get(state)));
            arrays.write(gradients.get(StepGraph.X), dValues, t * inputSize());
            parameters.forEach(p -> sums.merge(p.name(), gradients.get(p.name()), INDArray::addi));
        }
        A dParameters = arrays.zeros(cell.parameterCount());
        parameters.stream()
                .filter(p -> sums.containsKey(p.name()))
                .forEach(p -> arrays.write(sums.get(p.name()), dParameters, p.offset()));
        return new CircuitEvaluator.Gradients<>(dValues, dParameters);
    }

    @Override
    public void close() {
        tape.clear();
    }

    private void check(Input<A> input, A values) {
        int n = input.minibatch();
        arrays.check("The sequence", input.values(), n, cell.nIn(), input.steps());
        arrays.check("The array of parameters", values, cell.parameterCount());
        if (input.mask() != null) {
            arrays.check("The mask", input.mask(), n, input.steps());
        }
        List<A> states = input.states().arrays();
        cell.checkCount(states);
        states.forEach(state -> arrays.check("A state", state, n, cell.nOut()));
    }

    private int inputSize() {
        return minibatch * cell.nIn();
    }

    private int stepSize() {
        return minibatch * cell.nOut();
    }

    private INDArray state(Input<A> input, int index) {
        List<A> states = input.states().arrays();
        return states.isEmpty() ? zeroState() : arrays.read(states.get(index), 0, minibatch, cell.nOut());
    }

    private INDArray zeroState() {
        return Nd4j.zeros(arrays.type(), minibatch, cell.nOut());
    }

    private INDArray mask(Input<A> input, int t) {
        return input.mask() == null
                ? Nd4j.ones(arrays.type(), minibatch, 1)
                : arrays.read(input.mask(), t * minibatch, minibatch, 1);
    }
}
