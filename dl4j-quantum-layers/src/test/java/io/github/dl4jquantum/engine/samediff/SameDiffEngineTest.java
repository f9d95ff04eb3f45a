package io.github.dl4jquantum.engine.samediff;

import static io.github.dl4jquantum.testing.Agreement.assertClose;
import static io.github.dl4jquantum.testing.Agreement.toFloat;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.circuit.Angle;
import io.github.dl4jquantum.circuit.Ansatz;
import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.circuit.H;
import io.github.dl4jquantum.circuit.RX;
import io.github.dl4jquantum.circuit.RY;
import io.github.dl4jquantum.circuit.X;
import io.github.dl4jquantum.engine.spi.CircuitEvaluator;
import io.github.dl4jquantum.engine.spi.Precision;
import io.github.dl4jquantum.engine.spi.StateTooLargeException;
import io.github.dl4jquantum.testing.DenseSimulator;
import io.github.dl4jquantum.testing.RandomCircuits;
import io.github.dl4jquantum.testing.Tolerances;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Oracle: {@link DenseSimulator} and its parameter-shift gradients. */
@Timeout(60)
class SameDiffEngineTest {

    private static final int MINIBATCH = 3;

    private final SameDiffEngine engine = new SameDiffEngine();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    void randomCircuitsMatchTheReference(int qubits) {
        Circuit circuit = RandomCircuits.circuit(qubits, 100L + qubits);
        check(circuit, RandomCircuits.values(circuit.inputs() * MINIBATCH, 1));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void thePapersCircuitMatchesTheReference(int qubits) {
        check(Ansatz.paper(qubits, 2), RandomCircuits.values(qubits * MINIBATCH, 2));
    }

    @Test
    void gradientsAreFiniteAndRightAtSpecialPoints() {
        check(Ansatz.paper(2, 1), new double[] {0, 1e-200, 1e200, -1e200, -0.0, 1e20});
    }

    private void check(Circuit circuit, double[] x) {
        DenseSimulator reference = new DenseSimulator(circuit);
        double[] theta = RandomCircuits.values(circuit.parameters(), 3);
        double[] upstream = RandomCircuits.values(circuit.observables().size() * MINIBATCH, 4);
        double[] expected = reference.expectations(MINIBATCH, x, theta);
        var expectedGradients = reference.gradients(MINIBATCH, x, theta, upstream);
        try (CircuitEvaluator<double[]> evaluator = engine.circuit(circuit, Precision.DOUBLE)) {
            assertClose(expected, evaluator.forward(MINIBATCH, x, theta, true), Tolerances.DOUBLE);
            var gradients = evaluator.backward(upstream);
            assertClose(expectedGradients.inputs(), gradients.inputs(), Tolerances.DOUBLE_GRADIENT);
            assertClose(expectedGradients.parameters(), gradients.parameters(), Tolerances.DOUBLE_GRADIENT);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void floatsMatchTheReference(int qubits) {
        Circuit circuit = RandomCircuits.circuit(qubits, 200L + qubits);
        DenseSimulator reference = new DenseSimulator(circuit);
        double[] x = RandomCircuits.values(circuit.inputs() * MINIBATCH, 5);
        double[] theta = RandomCircuits.values(circuit.parameters(), 6);
        double[] upstream = RandomCircuits.values(circuit.observables().size() * MINIBATCH, 7);
        var expected = reference.gradients(MINIBATCH, x, theta, upstream);
        try (CircuitEvaluator<float[]> evaluator = engine.circuit(circuit, Precision.FLOAT)) {
            assertClose(
                    reference.expectations(MINIBATCH, x, theta),
                    evaluator.forward(MINIBATCH, toFloat(x), toFloat(theta), true),
                    Tolerances.FLOAT);
            var gradients = evaluator.backward(toFloat(upstream));
            assertClose(expected.inputs(), gradients.inputs(), Tolerances.FLOAT);
            assertClose(expected.parameters(), gradients.parameters(), Tolerances.FLOAT);
        }
    }

    @Test
    void oneEvaluatorServesEverySizeOfMinibatch() {
        Circuit circuit = Ansatz.paper(2, 1);
        double[] theta = RandomCircuits.values(circuit.parameters(), 8);
        try (CircuitEvaluator<double[]> evaluator = engine.circuit(circuit, Precision.DOUBLE)) {
            for (int minibatch : new int[] {1, 5, 2}) {
                double[] x = RandomCircuits.values(2 * minibatch, minibatch);
                assertClose(
                        new DenseSimulator(circuit).expectations(minibatch, x, theta),
                        evaluator.forward(minibatch, x, theta, true),
                        Tolerances.DOUBLE);
                assertEquals(
                        2 * minibatch,
                        evaluator.backward(new double[2 * minibatch]).inputs().length);
            }
        }
    }

    @Test
    void aCircuitWithoutInputsGivesEveryExampleTheSame() {
        Circuit circuit = Circuit.builder(1).add(new RX(0, Angle.parameter(0))).build();
        try (CircuitEvaluator<double[]> evaluator = engine.circuit(circuit, Precision.DOUBLE)) {
            double[] z = evaluator.forward(2, new double[0], new double[] {0.4}, true);
            assertClose(new double[] {Math.cos(0.4), Math.cos(0.4)}, z, Tolerances.DOUBLE);
            var gradients = evaluator.backward(new double[] {1, 2});
            assertClose(new double[] {-3 * Math.sin(0.4)}, gradients.parameters(), Tolerances.DOUBLE_GRADIENT);
            assertEquals(0, gradients.inputs().length);
        }
    }

    @Test
    void aCircuitWithoutAnyAngleHasNoGradients() {
        Circuit circuit = Circuit.builder(1).add(new H(0)).build();
        try (CircuitEvaluator<double[]> evaluator = engine.circuit(circuit, Precision.DOUBLE)) {
            assertClose(new double[] {0}, evaluator.forward(1, new double[0], new double[0], true), Tolerances.DOUBLE);
            assertArrayEquals(
                    new double[0], evaluator.backward(new double[] {1}).parameters());
        }
    }

    /** The sizes at which ND4J's matrix products and sums fail. */
    @Test
    void oneExampleOfOneQubitWithOneAngleMatchesItsClosedForm() {
        Circuit circuit = Circuit.builder(1).add(new RY(0, Angle.input(0))).build();
        try (CircuitEvaluator<double[]> evaluator = engine.circuit(circuit, Precision.DOUBLE)) {
            double[] z = evaluator.forward(1, new double[] {0.4}, new double[0], true);
            assertClose(new double[] {Math.cos(0.4)}, z, Tolerances.DOUBLE);
            double[] gradient = evaluator.backward(new double[] {2}).inputs();
            assertClose(new double[] {-2 * Math.sin(0.4)}, gradient, Tolerances.DOUBLE_GRADIENT);
        }
    }

    /** SameDiff's session would walk 2^64 paths, did each gate not offer a shortest one. */
    @Test
    void longChainsOfFlipsStayQuick() {
        Circuit.Builder circuit = Circuit.builder(1).add(new RX(0, Angle.input(0)));
        for (int i = 0; i < 64; i++) {
            circuit.add(new X(0));
        }
        try (CircuitEvaluator<double[]> evaluator = engine.circuit(circuit.build(), Precision.DOUBLE)) {
            double[] z = evaluator.forward(1, new double[] {0.4}, new double[0], true);
            assertClose(new double[] {Math.cos(0.4)}, z, Tolerances.DOUBLE);
            double[] gradient = evaluator.backward(new double[] {1}).inputs();
            assertClose(new double[] {-Math.sin(0.4)}, gradient, Tolerances.DOUBLE_GRADIENT);
        }
    }

    @Test
    void arraysThatDoNotFitAreRefused() {
        try (CircuitEvaluator<double[]> evaluator = engine.circuit(Ansatz.paper(2, 1), Precision.DOUBLE)) {
            var wrong = assertThrows(
                    IllegalArgumentException.class, () -> evaluator.forward(3, new double[5], new double[6], false));
            assertEquals("The array of inputs has 5 numbers; 6 are needed, [3, 2].", wrong.getMessage());
            assertThrows(
                    IllegalArgumentException.class, () -> evaluator.forward(3, new double[6], new double[5], false));
        }
    }

    @Test
    void backwardNeedsADifferentiableForward() {
        try (CircuitEvaluator<double[]> evaluator = engine.circuit(Ansatz.paper(1, 1), Precision.DOUBLE)) {
            assertThrows(IllegalStateException.class, () -> evaluator.backward(new double[1]));
            evaluator.forward(1, new double[1], new double[3], false);
            assertThrows(IllegalStateException.class, () -> evaluator.backward(new double[1]));
        }
    }

    @Test
    void statesThatDoNotFitInMemoryAreRefused() {
        int minibatch = 300_000;
        Circuit circuit = Circuit.builder(16).add(new RX(0, Angle.input(0))).build();
        try (CircuitEvaluator<double[]> evaluator = engine.circuit(circuit, Precision.DOUBLE)) {
            double[] x = new double[minibatch];
            var tooLarge = assertThrows(
                    StateTooLargeException.class, () -> evaluator.forward(minibatch, x, new double[0], false));
            assertTrue(tooLarge.getMessage().contains("needs 2700000 MiB"), tooLarge.getMessage());
        }
    }

    @Test
    void differentiationKeepsStandardOutputClean() {
        PrintStream out = System.out;
        ByteArrayOutputStream seen = new ByteArrayOutputStream();
        System.setOut(new PrintStream(seen, true));
        try (CircuitEvaluator<double[]> evaluator = engine.circuit(Ansatz.paper(1, 1), Precision.DOUBLE)) {
            evaluator.forward(1, new double[1], new double[3], true);
            evaluator.backward(new double[] {1});
            System.out.println("kept");
        } finally {
            System.setOut(out);
        }
        assertEquals("kept", seen.toString().strip());
    }
}
