package io.github.dl4jquantum.circuit;

import static io.github.dl4jquantum.testing.Agreement.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.dl4jquantum.engine.Engine;
import io.github.dl4jquantum.engine.spi.Precision;
import io.github.dl4jquantum.testing.DenseSimulator;
import io.github.dl4jquantum.testing.RandomCircuits;
import io.github.dl4jquantum.testing.Tolerances;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Ready circuits through the CPU engine. Oracles: the dense simulator, parameter-shift on it, and closed forms of
 * circuits that are not entangled.
 */
@Timeout(60)
class AnsatzNumbersTest {

    static Stream<Circuit> circuits() {
        return IntStream.rangeClosed(1, 4)
                .boxed()
                .flatMap(n -> Stream.of(
                        Ansatz.angleEmbedding(n),
                        Ansatz.basicEntangling(n, 2),
                        Ansatz.stronglyEntangling(n, 3),
                        Ansatz.dataReuploading(n, 3)))
                .flatMap(circuit -> Stream.of(circuit, Ansatz.withoutEntanglement(circuit)));
    }

    @ParameterizedTest
    @MethodSource("circuits")
    void expectationsAndGradientsAreThoseOfTheDenseSimulator(Circuit circuit) {
        int minibatch = 2;
        double[] x = RandomCircuits.values(minibatch * circuit.inputs(), 1);
        double[] theta = AngleInit.UNIFORM.values(circuit, 2);
        double[] upstream = RandomCircuits.values(minibatch * circuit.qubits(), 3);
        DenseSimulator reference = new DenseSimulator(circuit);
        try (var evaluator = Engine.CPU.resolve().circuit(circuit, Precision.DOUBLE)) {
            assertClose(
                    reference.expectations(minibatch, x, theta),
                    evaluator.forward(minibatch, x, theta, true),
                    Tolerances.DOUBLE);
            var expected = reference.gradients(minibatch, x, theta, upstream);
            var actual = evaluator.backward(upstream);
            assertClose(expected.inputs(), actual.inputs(), Tolerances.DOUBLE_GRADIENT);
            assertClose(expected.parameters(), actual.parameters(), Tolerances.DOUBLE_GRADIENT);
        }
    }

    @Test
    void angleEmbeddingGivesCosines() {
        double[] x = {0.3, -2, 9};
        double[] z = new DenseSimulator(Ansatz.angleEmbedding(3)).expectations(x, new double[0]);
        assertClose(new double[] {Math.cos(0.3), Math.cos(-2), Math.cos(9)}, z, Tolerances.DOUBLE);
    }

    @Test
    void basicLayersWithoutEntanglementAddTheirAngles() {
        Circuit circuit = Ansatz.withoutEntanglement(Ansatz.basicEntangling(2, 2));
        double[] z =
                new DenseSimulator(circuit).expectations(new double[] {0.3, -0.7}, new double[] {0.1, 0.2, 0.4, 0.8});
        assertClose(new double[] {Math.cos(0.8), Math.cos(0.3)}, z, Tolerances.DOUBLE);
    }

    /** With all parameters 0, one qubit that sees x in each of three layers turns by 3 x. */
    @Test
    void reuploadingRaisesTheFrequency() {
        double z = new DenseSimulator(Ansatz.dataReuploading(1, 3)).expectations(new double[] {0.4}, new double[9])[0];
        assertEquals(Math.cos(1.2), z, Tolerances.DOUBLE);
    }
}
