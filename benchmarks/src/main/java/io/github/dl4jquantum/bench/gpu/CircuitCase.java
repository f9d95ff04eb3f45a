package io.github.dl4jquantum.bench.gpu;

import io.github.dl4jquantum.circuit.Ansatz;
import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.engine.spi.CircuitEngine;
import io.github.dl4jquantum.engine.spi.CircuitEvaluator;
import io.github.dl4jquantum.engine.spi.Precision;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * A circuit and a minibatch for it.
 *
 * @param circuit the circuit
 * @param minibatch number of examples
 * @param seed of inputs, parameters and upstream gradients
 */
record CircuitCase(Circuit circuit, int minibatch, long seed) {

    private static final int MOST_QUBITS = 13;
    private static final int SMALL = 6;

    /** The case of that number: every fourth is the paper's circuit, the others are random ones. */
    static CircuitCase numbered(int number) {
        Random random = new Random(number);
        int qubits = 1 + number % MOST_QUBITS;
        Circuit circuit =
                number % 4 == 3 ? Ansatz.paper(qubits, 1 + random.nextInt(4)) : RandomCircuit.of(qubits, random);
        return new CircuitCase(circuit, 1 + random.nextInt(qubits <= SMALL ? 300 : 20), number);
    }

    /** Expectations, gradients of the inputs and of the parameters, one array after the other. */
    <A> double[] evaluate(CircuitEngine engine, Precision<A> precision) {
        try (CircuitEvaluator<A> evaluator = engine.circuit(circuit, precision)) {
            return evaluate(evaluator, precision);
        }
    }

    /** The same with an evaluator of the circuit that is already there. */
    <A> double[] evaluate(CircuitEvaluator<A> evaluator, Precision<A> precision) {
        Random random = new Random(seed);
        A inputs = TestArrays.in(precision, TestArrays.normal(random, minibatch * circuit.inputs(), 1));
        A parameters = TestArrays.in(precision, TestArrays.normal(random, circuit.parameters(), 2));
        A upstream = TestArrays.in(
                precision,
                TestArrays.normal(random, minibatch * circuit.observables().size(), 1.0 / minibatch));
        double[] expectations = TestArrays.from(evaluator.forward(minibatch, inputs, parameters, true));
        var gradients = evaluator.backward(upstream);
        return DoubleStream.concat(
                        DoubleStream.of(expectations),
                        DoubleStream.concat(
                                DoubleStream.of(TestArrays.from(gradients.inputs())),
                                DoubleStream.of(TestArrays.from(gradients.parameters()))))
                .toArray();
    }

    /** The first {@code count} cases. */
    static Iterable<CircuitCase> first(int count) {
        return IntStream.range(0, count).mapToObj(CircuitCase::numbered)::iterator;
    }

    @Override
    public String toString() {
        return "case " + seed + ", " + circuit.qubits() + " qubits, minibatch " + minibatch;
    }
}
