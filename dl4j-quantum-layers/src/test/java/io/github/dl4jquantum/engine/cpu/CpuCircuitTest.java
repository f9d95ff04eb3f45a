package io.github.dl4jquantum.engine.cpu;

import static io.github.dl4jquantum.testing.Agreement.assertClose;
import static io.github.dl4jquantum.testing.Agreement.toFloat;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.github.dl4jquantum.circuit.Angle;
import io.github.dl4jquantum.circuit.Ansatz;
import io.github.dl4jquantum.circuit.CNOT;
import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.circuit.H;
import io.github.dl4jquantum.circuit.Observable;
import io.github.dl4jquantum.circuit.RX;
import io.github.dl4jquantum.circuit.RY;
import io.github.dl4jquantum.circuit.RZ;
import io.github.dl4jquantum.engine.spi.CircuitEvaluator;
import io.github.dl4jquantum.engine.spi.Precision;
import io.github.dl4jquantum.engine.spi.StateTooLargeException;
import io.github.dl4jquantum.testing.CentralDifference;
import io.github.dl4jquantum.testing.DenseSimulator;
import io.github.dl4jquantum.testing.RandomCircuits;
import io.github.dl4jquantum.testing.Tolerances;
import java.lang.management.ManagementFactory;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Oracle: the dense simulator, and parameter-shift on it. */
@Timeout(120)
class CpuCircuitTest {

    private final CpuEngine engine = new CpuEngine();

    @AfterEach
    void restoreThreads() {
        System.clearProperty(Workers.PROPERTY);
    }

    static Stream<Circuit> circuits() {
        return Stream.concat(
                IntStream.range(0, 240).mapToObj(seed -> RandomCircuits.circuit(1 + seed % 6, seed)),
                IntStream.rangeClosed(1, 8)
                        .boxed()
                        .flatMap(n -> Stream.of(
                                Ansatz.paper(n, 0),
                                Ansatz.paper(n, 1),
                                Ansatz.paper(n, 3),
                                Ansatz.paperWithoutEntanglement(n, 2))));
    }

    @ParameterizedTest
    @MethodSource("circuits")
    void expectationsAreThoseOfTheDenseSimulator(Circuit circuit) {
        int minibatch = 3;
        double[] x = RandomCircuits.values(minibatch * circuit.inputs(), 1);
        double[] theta = RandomCircuits.values(circuit.parameters(), 2);
        for (int k = 0; k < theta.length; k++) {
            theta[k] *= 4;
        }
        double[] expected = new DenseSimulator(circuit).expectations(minibatch, x, theta);
        assertClose(
                expected,
                engine.circuit(circuit, Precision.DOUBLE).forward(minibatch, x, theta, false),
                Tolerances.DOUBLE);
        assertClose(
                expected,
                engine.circuit(circuit, Precision.FLOAT).forward(minibatch, toFloat(x), toFloat(theta), false),
                Tolerances.FLOAT);
    }

    @ParameterizedTest
    @MethodSource("circuits")
    void gradientsAreThoseOfParameterShift(Circuit circuit) {
        if (circuit.qubits() > 5) {
            return;
        }
        int minibatch = 2;
        double[] x = RandomCircuits.values(minibatch * circuit.inputs(), 3);
        double[] theta = RandomCircuits.values(circuit.parameters(), 4);
        double[] upstream =
                RandomCircuits.values(minibatch * circuit.observables().size(), 5);
        var expected = new DenseSimulator(circuit).gradients(minibatch, x, theta, upstream);
        CircuitEvaluator<double[]> exact = engine.circuit(circuit, Precision.DOUBLE);
        exact.forward(minibatch, x, theta, true);
        var actual = exact.backward(upstream);
        assertClose(expected.inputs(), actual.inputs(), Tolerances.DOUBLE_GRADIENT);
        assertClose(expected.parameters(), actual.parameters(), Tolerances.DOUBLE_GRADIENT);

        CircuitEvaluator<float[]> single = engine.circuit(circuit, Precision.FLOAT);
        single.forward(minibatch, toFloat(x), toFloat(theta), true);
        var rounded = single.backward(toFloat(upstream));
        assertClose(expected.inputs(), rounded.inputs(), Tolerances.FLOAT);
        assertClose(expected.parameters(), rounded.parameters(), Tolerances.FLOAT);
    }

    @ParameterizedTest
    @CsvSource({"8, 2, 70", "10, 1, 9"})
    void gradientsAreThoseOfCentralDifferencesForLargeStatesBeyondOneTile(int qubits, int layers, int minibatch) {
        Circuit circuit = Ansatz.paper(qubits, layers);
        double[] x = RandomCircuits.values(minibatch * circuit.inputs(), 6);
        double[] theta = RandomCircuits.values(circuit.parameters(), 7);
        double[] upstream =
                RandomCircuits.values(minibatch * circuit.observables().size(), 8);
        CircuitEvaluator<double[]> evaluator = engine.circuit(circuit, Precision.DOUBLE);
        evaluator.forward(minibatch, x, theta, true);
        var actual = evaluator.backward(upstream);
        double[] expected =
                CentralDifference.gradient(point -> evaluator.forward(minibatch, x, point, false), theta, upstream);
        // Central differences add up the errors of 70 x 8 expectations.
        assertClose(expected, actual.parameters(), 10 * Tolerances.CENTRAL_DIFFERENCE);
    }

    @Test
    void anExampleGivesTheSameInMinibatchesOfEverySize() {
        Circuit circuit = Ansatz.paper(3, 2);
        double[] theta = RandomCircuits.values(circuit.parameters(), 20);
        CircuitEvaluator<double[]> evaluator = engine.circuit(circuit, Precision.DOUBLE);
        for (int minibatch : new int[] {1, 8, 9, 32, 33, 7, 70}) {
            double[] x = RandomCircuits.values(minibatch * 3, minibatch);
            double[] upstream = RandomCircuits.values(minibatch * 3, minibatch + 1);
            var expected = new DenseSimulator(circuit).gradients(minibatch, x, theta, upstream);
            assertClose(
                    new DenseSimulator(circuit).expectations(minibatch, x, theta),
                    evaluator.forward(minibatch, x, theta, true),
                    Tolerances.DOUBLE);
            var actual = evaluator.backward(upstream);
            assertClose(expected.inputs(), actual.inputs(), Tolerances.DOUBLE_GRADIENT);
            // The error of a sum over the minibatch.
            assertClose(expected.parameters(), actual.parameters(), minibatch * Tolerances.DOUBLE_GRADIENT);
        }
    }

    /** Oracle: {@link Math}, whose sine and cosine are right for every double; twelve digits are lost without a reduction. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 3, -1e4 - .1, 1e6 + .3, -1e8 - .7, 3e12 + .1, 1e300})
    void anglesOfAnySizeKeepTheirDigits(double angle) {
        Circuit circuit = Circuit.builder(3)
                .add(new RY(0, Angle.parameter(0)))
                .add(new RX(1, Angle.parameter(0)))
                .add(new H(2))
                .add(new CNOT(0, 1))
                .add(new CNOT(0, 1))
                .add(new RZ(2, Angle.parameter(0)))
                .add(new RZ(2, Angle.constant(1)))
                .add(new RY(0, Angle.input(0)))
                .measure(Observable.z(0))
                .measure(Observable.z(1))
                .measure(Observable.pauli(1, "X2"))
                .build();
        double cos = Math.cos(angle);
        double sin = Math.sin(angle);
        double[] expected = {cos * cos - sin * sin, cos, cos * Math.cos(1) - sin * Math.sin(1)};
        double[] z =
                engine.circuit(circuit, Precision.DOUBLE).forward(1, new double[] {angle}, new double[] {angle}, false);
        assertClose(expected, z, 1e-14);
    }

    /** Oracle: {@link Math} at the very float; three times the float is not rounded before its sine is taken. */
    @ParameterizedTest
    @ValueSource(floats = {3, 3333.3f, -1e6f, 3e7f})
    void floatAnglesOfAnySizeAreThoseOfTheVeryFloat(float angle) {
        Circuit circuit = Circuit.builder(2)
                .add(new RY(0, Angle.parameter(0)))
                .add(new CNOT(0, 1))
                .add(new RY(0, Angle.input(0).scaled(3)))
                .measure(Observable.z(0))
                .measure(Observable.z(1))
                .build();
        float[] z =
                engine.circuit(circuit, Precision.FLOAT).forward(1, new float[] {angle}, new float[] {angle}, false);
        double cos = Math.cos((double) angle);
        assertClose(new double[] {cos * Math.cos(3.0 * angle), cos}, z, 1e-6);
    }

    @Test
    void sixteenQubitsAndAMinibatchOfEightNeedLessThan64MegabytesOfArrays() {
        assumeFalse(Simd.PRESENT, "until C2 has compiled them, vectors are objects");
        evaluationBytes(2); // Loads classes, whose bytes are not the arrays'.
        long bytes = evaluationBytes(16);
        assertTrue(bytes < 64_000_000, bytes + " bytes");
    }

    /** What a thread allocates for one forward and backward run of 8 examples. */
    private long evaluationBytes(int qubits) {
        Circuit circuit = Ansatz.paper(qubits, 4);
        float[] x = toFloat(RandomCircuits.values(8 * qubits, 21));
        float[] theta = toFloat(RandomCircuits.values(circuit.parameters(), 22));
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        CircuitEvaluator<float[]> evaluator = engine.circuit(circuit, Precision.FLOAT);
        evaluator.forward(8, x, theta, true);
        evaluator.backward(x);
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    @Test
    void probabilitiesAddUpToTheExpectationsOfEveryQubit() {
        int qubits = 6;
        Circuit circuit = Ansatz.paper(qubits, 1);
        Circuit.Builder measuring = Circuit.builder(qubits);
        circuit.gates().forEach(measuring::add);
        double[] x = RandomCircuits.values(qubits, 23);
        double[] theta = RandomCircuits.values(circuit.parameters(), 24);
        double[] p = engine.circuit(measuring.measureProbabilities().build(), Precision.DOUBLE)
                .forward(1, x, theta, false);
        double[] z = engine.circuit(circuit, Precision.DOUBLE).forward(1, x, theta, false);
        for (int qubit = 0; qubit < qubits; qubit++) {
            double sum = 0;
            for (int state = 0; state < p.length; state++) {
                sum += (state >> (qubits - 1 - qubit) & 1) == 0 ? p[state] : -p[state];
            }
            assertEquals(z[qubit], sum, Tolerances.DOUBLE);
        }
    }

    @ParameterizedTest
    @CsvSource({"4, 1400", "8, 130"})
    void theNumberOfThreadsChangesNoBit(int qubits, int minibatch) {
        Circuit circuit = Ansatz.paper(qubits, 3);
        float[] x = toFloat(RandomCircuits.values(minibatch * circuit.inputs(), 9));
        float[] theta = toFloat(RandomCircuits.values(circuit.parameters(), 10));
        float[] upstream = toFloat(RandomCircuits.values(minibatch * qubits, 11));
        CircuitEvaluator<float[]> one = engine.circuit(circuit, Precision.FLOAT);
        CircuitEvaluator<float[]> three = engine.circuit(circuit, Precision.FLOAT);
        System.setProperty(Workers.PROPERTY, "1");
        float[] alone = one.forward(minibatch, x, theta, true);
        System.setProperty(Workers.PROPERTY, "3");
        assertArrayEquals(alone, three.forward(minibatch, x, theta, true));
        var expected = one.backward(upstream);
        var actual = three.backward(upstream);
        assertArrayEquals(expected.inputs(), actual.inputs());
        assertArrayEquals(expected.parameters(), actual.parameters());
    }

    @Test
    void tapesThatAreNotKeptChangeNoBit() {
        Circuit circuit = Ansatz.paper(3, 2);
        int minibatch = 150;
        double[] x = RandomCircuits.values(minibatch * circuit.inputs(), 14);
        double[] theta = RandomCircuits.values(circuit.parameters(), 15);
        double[] upstream = RandomCircuits.values(minibatch * 3, 16);
        CircuitEvaluator<double[]> keeping = engine.circuit(circuit, Precision.DOUBLE);
        CircuitEvaluator<double[]> again = new CpuCircuit<>(CircuitPlan.of(circuit), Precision.DOUBLE, 0, true);
        assertArrayEquals(keeping.forward(minibatch, x, theta, true), again.forward(minibatch, x, theta, true));
        var expected = keeping.backward(upstream);
        var actual = again.backward(upstream);
        assertArrayEquals(expected.inputs(), actual.inputs());
        assertArrayEquals(expected.parameters(), actual.parameters());
    }

    /** Oracle: parameter-shift. Circuits of all gates have from 3 to 40 layers. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void layersThatAreUnappliedGiveTheSameGradients(int qubits) {
        for (int seed = 0; seed < 6; seed++) {
            checkGradients(RandomCircuits.circuit(qubits, 50 + seed), false);
        }
        checkGradients(Ansatz.paper(qubits, 5), false);
    }

    /** Oracle: parameter-shift. Blocks and columns of rows, and product states that are made row by row. */
    @ParameterizedTest
    @CsvSource({"7, true", "10, true", "10, false", "11, true", "13, true"})
    void largeCircuitsOfAllGatesHaveRightGradients(int qubits, boolean whole) {
        if (qubits < 12) { // parameter-shift takes half a minute for more
            checkGradients(RandomCircuits.circuit(qubits, 60 + qubits), whole);
        }
        checkGradients(Ansatz.paper(qubits, 1), whole);
    }

    /** @param whole whether the state after each layer is kept */
    private static void checkGradients(Circuit circuit, boolean whole) {
        int minibatch = 3;
        double[] x = RandomCircuits.values(minibatch * circuit.inputs(), 3);
        double[] theta = RandomCircuits.values(circuit.parameters(), 4);
        double[] upstream =
                RandomCircuits.values(minibatch * circuit.observables().size(), 5);
        var expected = new DenseSimulator(circuit).gradients(minibatch, x, theta, upstream);
        CircuitEvaluator<double[]> exact =
                new CpuCircuit<>(CircuitPlan.of(circuit), Precision.DOUBLE, Long.MAX_VALUE, whole);
        exact.forward(minibatch, x, theta, true);
        for (int time = 0; time < 2; time++) {
            var actual = exact.backward(upstream);
            assertClose(expected.inputs(), actual.inputs(), Tolerances.DOUBLE_GRADIENT);
            assertClose(expected.parameters(), actual.parameters(), Tolerances.DOUBLE_GRADIENT);
        }
    }

    /** Beyond the qubits of a block: un-applied layers against kept ones. Oracle of both: central differences. */
    @Test
    void layersOfNineQubitsThatAreUnappliedGiveTheSameGradients() {
        Circuit circuit = Ansatz.paper(9, 4);
        double[] x = RandomCircuits.values(circuit.inputs(), 6);
        double[] theta = RandomCircuits.values(circuit.parameters(), 7);
        double[] upstream = RandomCircuits.values(9, 8);
        CircuitEvaluator<double[]> evaluator = new CpuCircuit<>(CircuitPlan.of(circuit), Precision.DOUBLE, 0, false);
        evaluator.forward(1, x, theta, true);
        double[] expected = CentralDifference.gradient(point -> evaluator.forward(1, x, point, false), theta, upstream);
        evaluator.forward(1, x, theta, true);
        assertClose(expected, evaluator.backward(upstream).parameters(), Tolerances.CENTRAL_DIFFERENCE);
    }

    @Test
    void sixteenQubitsAreNormalised() {
        // Every qubit stays at <Z> = cos of its own rotation when nothing entangles it.
        Circuit circuit = Ansatz.paperWithoutEntanglement(16, 1);
        double[] x = new double[16];
        double[] theta = RandomCircuits.values(circuit.parameters(), 12);
        double[] z = engine.circuit(circuit, Precision.DOUBLE).forward(1, x, theta, false);
        Circuit single = Ansatz.paperWithoutEntanglement(1, 1);
        for (int q = 0; q < 16; q++) {
            double[] own = {theta[3 * q], theta[3 * q + 1], theta[3 * q + 2]};
            double expected = new DenseSimulator(single).expectations(new double[1], own)[0];
            assertEquals(expected, z[q], Tolerances.DOUBLE);
        }
    }

    @Test
    void hugeInputsApproachTheLimitOfArctan() {
        Circuit circuit = Ansatz.paper(2, 1);
        float[] theta = toFloat(RandomCircuits.values(circuit.parameters(), 13));
        CircuitEvaluator<float[]> evaluator = engine.circuit(circuit, Precision.FLOAT);
        float[] large =
                evaluator.forward(1, new float[] {1e9f, -1e9f}, theta, true).clone();
        float[] huge = evaluator.forward(1, new float[] {1e38f, -1e38f}, theta, true);
        assertArrayEquals(large, huge, 1e-6f);
        for (float gradient : evaluator.backward(new float[] {1, 1}).inputs()) {
            assertEquals(0, gradient, 1e-6f);
        }
    }

    @Test
    void aStateThatDoesNotFitIsRefusedWithTheFigure() {
        Circuit circuit = Ansatz.paper(24, Ansatz.MAX_LAYERS);
        StateTooLargeException refused =
                assertThrows(StateTooLargeException.class, () -> engine.circuit(circuit, Precision.DOUBLE));
        assertTrue(refused.getMessage().matches(".*24 qubits.* needs \\d+ MiB, but \\d+ MiB.*"), refused.getMessage());
    }

    @Test
    void wrongLengthsAndMissingForwardAreRefused() {
        CircuitEvaluator<float[]> evaluator = engine.circuit(Ansatz.paper(2, 1), Precision.FLOAT);
        String message = assertThrows(
                        IllegalArgumentException.class, () -> evaluator.forward(3, new float[5], new float[6], false))
                .getMessage();
        assertTrue(message.contains("5") && message.contains("3 x 2 = 6"), message);
        assertThrows(IllegalStateException.class, () -> evaluator.backward(new float[2]));
    }
}
