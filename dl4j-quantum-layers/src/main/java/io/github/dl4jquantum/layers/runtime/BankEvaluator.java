package io.github.dl4jquantum.layers.runtime;

import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.engine.spi.CircuitEngine;
import io.github.dl4jquantum.engine.spi.CircuitEvaluator;
import io.github.dl4jquantum.engine.spi.Precision;
import java.util.ArrayList;
import java.util.List;

/**
 * A bank of circuits that differ in inputs and angles alone, one evaluator each. Arrays hold the minibatch innermost,
 * so that a circuit's part of each of them is in one piece.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
final class BankEvaluator<A> implements CircuitEvaluator<A> {

    private final Circuit circuit;
    private final Precision<A> precision;
    private final List<CircuitEvaluator<A>> evaluators = new ArrayList<>();
    private int minibatch;

    /** @param count number of circuits */
    BankEvaluator(CircuitEngine engine, Circuit circuit, int count, Precision<A> precision) {
        this.circuit = circuit;
        this.precision = precision;
        for (int i = 0; i < count; i++) {
            evaluators.add(engine.circuit(circuit, precision));
        }
    }

    @Override
    public A forward(int minibatch, A inputs, A parameters, boolean differentiable) {
        this.minibatch = minibatch;
        int observables = minibatch * circuit.observables().size();
        A z = precision.allocate(evaluators.size() * observables);
        for (int j = 0; j < evaluators.size(); j++) {
            A x = part(inputs, j, minibatch * circuit.inputs());
            A theta = part(parameters, j, circuit.parameters());
            System.arraycopy(
                    evaluators.get(j).forward(minibatch, x, theta, differentiable), 0, z, j * observables, observables);
        }
        return z;
    }

    @Override
    public Gradients<A> backward(A upstream) {
        int inputs = minibatch * circuit.inputs();
        int parameters = circuit.parameters();
        A ofInputs = precision.allocate(evaluators.size() * inputs);
        A ofParameters = precision.allocate(evaluators.size() * parameters);
        for (int j = 0; j < evaluators.size(); j++) {
            A own = part(upstream, j, minibatch * circuit.observables().size());
            Gradients<A> gradients = evaluators.get(j).backward(own);
            System.arraycopy(gradients.inputs(), 0, ofInputs, j * inputs, inputs);
            System.arraycopy(gradients.parameters(), 0, ofParameters, j * parameters, parameters);
        }
        return new Gradients<>(ofInputs, ofParameters);
    }

    private A part(A all, int index, int length) {
        if (evaluators.size() == 1) {
            return all;
        }
        A part = precision.allocate(length);
        System.arraycopy(all, index * length, part, 0, length);
        return part;
    }

    @Override
    public void close() {
        evaluators.forEach(CircuitEvaluator::close);
    }
}
