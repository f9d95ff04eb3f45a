package io.github.dl4jquantum.circuit;

import static io.github.dl4jquantum.testing.Agreement.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.dl4jquantum.engine.Engine;
import io.github.dl4jquantum.engine.spi.Precision;
import io.github.dl4jquantum.testing.ComplexMatrix;
import io.github.dl4jquantum.testing.DenseSimulator;
import io.github.dl4jquantum.testing.RandomCircuits;
import io.github.dl4jquantum.testing.Tolerances;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What must hold for every circuit, gate and state. Oracles: unitarity, purity, and the dense simulator. */
@Timeout(60)
class CircuitInvariantsTest {

    /** Every kind of gate at 1,000 angles; random fixed unitaries are only as unitary as they were made. */
    @Test
    void everyGateIsUnitaryToTheLastDigits() {
        Random random = new Random(1);
        for (Gate gate : RandomCircuits.circuit(3, 1).gates()) {
            int draws = gate instanceof FixedUnitary ? 0 : gate.angles().isEmpty() ? 1 : 1000;
            for (int draw = 0; draw < draws; draw++) {
                double[] angles =
                        random.doubles(gate.angles().size(), -100, 100).toArray();
                ComplexMatrix matrix = ComplexMatrix.of(gate.matrix(angles));
                double[] identity =
                        ComplexMatrix.identity(1 << gate.qubits().size()).toArray();
                assertClose(identity, matrix.times(matrix.dagger()).toArray(), Tolerances.UNITARITY);
            }
        }
    }

    /**
     * The squares of the expectations of all 4^n Pauli strings sum to {@code 2^n |psi|^4}; this way every amplitude of
     * the engine's own state takes part.
     */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void theNormStaysOneOverAThousandRandomGates(int qubits) {
        Circuit.Builder builder = Circuit.builder(qubits);
        Random random = new Random(qubits);
        for (int gates = 0; gates < 1000; ) {
            Circuit some = RandomCircuits.circuit(qubits, random.nextLong());
            for (Gate gate : some.gates().subList(0, Math.min(some.gates().size(), 1000 - gates))) {
                builder.add(gate);
                gates++;
            }
        }
        IntStream.range(0, 1 << 2 * qubits)
                .mapToObj(string -> pauli(qubits, string))
                .forEach(builder::measure);
        Circuit circuit = builder.build();
        double[] x = RandomCircuits.values(circuit.inputs(), 1);
        double[] theta = RandomCircuits.values(circuit.parameters(), 2);
        try (var evaluator = Engine.CPU.resolve().circuit(circuit, Precision.DOUBLE)) {
            double[] z = evaluator.forward(1, x, theta, false);
            double purity = Arrays.stream(z).map(value -> value * value).sum() / (1 << qubits);
            assertEquals(1, Math.pow(purity, 0.25), Tolerances.NORM, "norm");
            assertEquals(1, z[0], Tolerances.NORM, "expectation of the identity");
        }
    }

    /** String number {@code string}: two bits a qubit, of which 0 is the identity. */
    private static Observable pauli(int qubits, int string) {
        StringBuilder text = new StringBuilder();
        for (int qubit = 0; qubit < qubits; qubit++) {
            int kind = string >> 2 * qubit & 3;
            text.append(kind == 0 ? "" : "XYZ".charAt(kind - 1) + "" + qubit + " ");
        }
        return Observable.pauli(1, text.toString());
    }

    @Test
    void aThousandRandomCircuitsAgreeWithTheDenseSimulator() {
        for (int seed = 0; seed < 1000; seed++) {
            Circuit circuit = RandomCircuits.circuit(1 + seed % 6, 5000L + seed);
            double[] x = RandomCircuits.values(circuit.inputs(), 2L * seed);
            double[] theta = RandomCircuits.values(circuit.parameters(), 2L * seed + 1);
            double[] expected = new DenseSimulator(circuit).expectations(x, theta);
            try (var evaluator = Engine.CPU.resolve().circuit(circuit, Precision.DOUBLE)) {
                assertClose(expected, evaluator.forward(1, x, theta, false), Tolerances.DOUBLE);
            }
        }
    }

    /** Up to eight gates of the whole vocabulary. */
    @Test
    void twoThousandSmallCircuitsAgreeWithTheDenseSimulator() {
        for (int seed = 0; seed < 2000; seed++) {
            Circuit circuit = RandomCircuits.some(1 + seed % 5, 8, 9000L + seed);
            double[] x = RandomCircuits.values(circuit.inputs(), 2L * seed);
            double[] theta = RandomCircuits.values(circuit.parameters(), 2L * seed + 1);
            double[] expected = new DenseSimulator(circuit).expectations(x, theta);
            try (var evaluator = Engine.CPU.resolve().circuit(circuit, Precision.DOUBLE)) {
                assertClose(expected, evaluator.forward(1, x, theta, false), Tolerances.DOUBLE);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void probabilitiesAreTheSquaresOfTheAmplitudes(int qubits) {
        Circuit.Builder builder = Circuit.builder(qubits);
        RandomCircuits.circuit(qubits, 20L + qubits).gates().forEach(builder::add);
        Circuit circuit = builder.measureProbabilities().build();
        double[] x = RandomCircuits.values(circuit.inputs(), 3);
        double[] theta = RandomCircuits.values(circuit.parameters(), 4);
        var state = new DenseSimulator(circuit).statevector(x, theta);
        double[] expected = IntStream.range(0, 1 << qubits)
                .mapToDouble(i -> Math.pow(state.real()[i], 2) + Math.pow(state.imaginary()[i], 2))
                .toArray();
        try (var evaluator = Engine.CPU.resolve().circuit(circuit, Precision.DOUBLE)) {
            assertClose(expected, evaluator.forward(1, x, theta, false), Tolerances.DOUBLE);
        }
    }
}
