package io.github.dl4jquantum.testing;

import static io.github.dl4jquantum.testing.Agreement.assertClose;
import static io.github.dl4jquantum.testing.Agreement.toFloat;

import io.github.dl4jquantum.circuit.Angle;
import io.github.dl4jquantum.circuit.CZ;
import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.circuit.Gate;
import io.github.dl4jquantum.circuit.Observable;
import io.github.dl4jquantum.circuit.RY;
import io.github.dl4jquantum.circuit.T;
import io.github.dl4jquantum.engine.spi.CircuitEngine;
import io.github.dl4jquantum.engine.spi.CircuitEvaluator;
import io.github.dl4jquantum.engine.spi.Precision;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * For every kind of gate a circuit of three qubits that it acts in twice, once by inputs and once by parameters, on states
 * without any symmetry; and what an engine must say of it.
 */
public final class GateCircuits {

    private static final int QUBITS = 3;
    private static final int MINIBATCH = 2;

    private GateCircuits() {}

    /** A circuit for each kind of gate. */
    public static Stream<Circuit> all() {
        return IntStream.range(0, RandomGates.all().size()).mapToObj(GateCircuits::circuit);
    }

    private static Circuit circuit(int kind) {
        Random random = new Random(kind);
        RandomGates.Kind tried = RandomGates.all().get(kind);
        int[] count = new int[2];
        Circuit.Builder circuit = Circuit.builder(QUBITS);
        mix(circuit);
        circuit.add(gate(tried, new int[] {0, 2, 1}, () -> Angle.input(count[0]++), random));
        mix(circuit);
        circuit.add(gate(
                tried, new int[] {1, 0, 2}, () -> Angle.parameter(count[1]++).scaled(-0.7), random));
        return circuit.measure(Observable.z(0))
                .measure(Observable.pauli(0.5, "X0 Y1").plus(Observable.pauli(-1, "Y2")))
                .build();
    }

    private static Gate gate(RandomGates.Kind kind, int[] qubits, Supplier<Angle> angle, Random random) {
        return kind.maker().make(Arrays.copyOf(qubits, kind.qubits()), angle, random);
    }

    private static void mix(Circuit.Builder circuit) {
        for (int qubit = 0; qubit < QUBITS; qubit++) {
            circuit.add(new RY(qubit, Angle.constant(0.4 + qubit))).add(new T(qubit));
        }
        circuit.add(new CZ(0, 1)).add(new CZ(1, 2));
    }

    /** Asserts that expectations and both gradients are those of the dense simulator. */
    public static void check(CircuitEngine engine, Circuit circuit, boolean inFloatToo) {
        DenseSimulator reference = new DenseSimulator(circuit);
        double[] x = RandomCircuits.values(MINIBATCH * circuit.inputs(), 1);
        double[] theta = RandomCircuits.values(circuit.parameters(), 2);
        double[] upstream =
                RandomCircuits.values(MINIBATCH * circuit.observables().size(), 3);
        double[] z = reference.expectations(MINIBATCH, x, theta);
        var expected = reference.gradients(MINIBATCH, x, theta, upstream);
        try (CircuitEvaluator<double[]> evaluator = engine.circuit(circuit, Precision.DOUBLE)) {
            assertClose(z, evaluator.forward(MINIBATCH, x, theta, true), Tolerances.DOUBLE);
            var actual = evaluator.backward(upstream);
            assertClose(expected.inputs(), actual.inputs(), Tolerances.DOUBLE_GRADIENT);
            assertClose(expected.parameters(), actual.parameters(), Tolerances.DOUBLE_GRADIENT);
        }
        if (!inFloatToo) {
            return;
        }
        try (CircuitEvaluator<float[]> evaluator = engine.circuit(circuit, Precision.FLOAT)) {
            assertClose(z, evaluator.forward(MINIBATCH, toFloat(x), toFloat(theta), true), Tolerances.FLOAT);
            var actual = evaluator.backward(toFloat(upstream));
            assertClose(expected.inputs(), actual.inputs(), Tolerances.FLOAT);
            assertClose(expected.parameters(), actual.parameters(), Tolerances.FLOAT);
        }
    }
}
