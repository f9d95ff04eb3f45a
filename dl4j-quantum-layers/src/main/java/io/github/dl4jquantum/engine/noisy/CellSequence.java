package io.github.dl4jquantum.engine.noisy;

import io.github.dl4jquantum.engine.noisy.Tape.Node;
import io.github.dl4jquantum.engine.spi.CircuitEngine;
import io.github.dl4jquantum.engine.spi.CircuitEvaluator;
import io.github.dl4jquantum.engine.spi.CircuitEvaluator.Gradients;
import io.github.dl4jquantum.engine.spi.Precision;
import io.github.dl4jquantum.engine.spi.RecurrentCell;
import io.github.dl4jquantum.engine.spi.SequenceEvaluator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A recurrent cell step by step, each of its circuits by an evaluator of its own.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
final class CellSequence<A> implements SequenceEvaluator<A> {

    private final RecurrentCell cell;
    private final Precision<A> precision;
    private final List<CircuitEvaluator<A>> evaluators = new ArrayList<>();
    private final CellSteps<A> equations;
    private final List<Node> inputs = new ArrayList<>();
    private final List<Node> activations = new ArrayList<>();
    private final List<Integer> begins = new ArrayList<>();
    private Tape<A> tape;
    private int minibatch;

    CellSequence(RecurrentCell cell, CircuitEngine engine, Precision<A> precision) {
        this.cell = cell;
        this.precision = precision;
        cell.circuits().forEach(circuit -> evaluators.add(engine.circuit(circuit, precision)));
        equations = new CellSteps<>(cell, evaluators);
    }

    @Override
    public Output<A> forward(Input<A> input, A parameters, boolean differentiable) {
        minibatch = input.minibatch();
        NoisyTiles.checkLength("values", input.values(), minibatch, cell.nIn() * input.steps());
        NoisyTiles.checkLength("parameters", parameters, 1, cell.parameterCount());
        if (input.mask() != null) {
            NoisyTiles.checkLength("mask", input.mask(), minibatch, input.steps());
        }
        Tape<A> now = new Tape<>(minibatch, NoisyTiles.toDoubles(parameters), precision);
        inputs.clear();
        activations.clear();
        begins.clear();
        List<Node> states = states(now, input.states().arrays());
        double[] values = NoisyTiles.toDoubles(input.values());
        double[] mask = input.mask() == null ? null : NoisyTiles.toDoubles(input.mask());
        int size = cell.nOut() * minibatch;
        double[] all = new double[size * input.steps()];
        for (int time = 0; time < input.steps(); time++) {
            begins.add(now.position());
            int length = cell.nIn() * minibatch;
            Node x = now.value(Arrays.copyOfRange(values, time * length, (time + 1) * length));
            double[] own = mask == null ? null : Arrays.copyOfRange(mask, time * minibatch, (time + 1) * minibatch);
            List<Node> results = equations.run(now, x, states, own);
            inputs.add(x);
            activations.add(results.get(0));
            states = results.subList(1, results.size());
            System.arraycopy(results.get(0).value(), 0, all, time * size, size);
        }
        tape = differentiable ? now : null;
        List<A> last = states.stream()
                .map(state -> NoisyTiles.fromDoubles(state.value(), precision))
                .toList();
        return new Output<>(NoisyTiles.fromDoubles(all, precision), last);
    }

    private List<Node> states(Tape<A> now, List<A> given) {
        cell.checkCount(given);
        List<Node> states = new ArrayList<>();
        for (int k = 0; k < cell.states().size(); k++) {
            if (given.isEmpty()) {
                states.add(now.value(new double[cell.nOut() * minibatch]));
            } else {
                NoisyTiles.checkLength("states", given.get(k), minibatch, cell.nOut());
                states.add(now.value(NoisyTiles.toDoubles(given.get(k))));
            }
        }
        return states;
    }

    @Override
    public Gradients<A> backward(A upstream, int steps) {
        if (tape == null) {
            throw new IllegalStateException("backward needs a differentiable forward before it.");
        }
        NoisyTiles.checkLength("upstream", upstream, minibatch, cell.nOut() * activations.size());
        double[] gradients = NoisyTiles.toDoubles(upstream);
        tape.clear();
        int first = Math.max(0, activations.size() - steps);
        int size = cell.nOut() * minibatch;
        for (int time = first; time < activations.size(); time++) {
            System.arraycopy(gradients, time * size, activations.get(time).gradient(), 0, size);
        }
        double[] ofParameters = tape.backward(begins.get(first));
        int length = cell.nIn() * minibatch;
        double[] ofInputs = new double[length * inputs.size()];
        for (int time = first; time < inputs.size(); time++) {
            System.arraycopy(inputs.get(time).gradient(), 0, ofInputs, time * length, length);
        }
        return new Gradients<>(
                NoisyTiles.fromDoubles(ofInputs, precision), NoisyTiles.fromDoubles(ofParameters, precision));
    }

    @Override
    public void close() {
        evaluators.forEach(CircuitEvaluator::close);
        tape = null;
    }
}
