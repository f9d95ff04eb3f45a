package io.github.dl4jquantum.engine.cuda;

import static io.github.dl4jquantum.testing.Agreement.assertClose;
import static io.github.dl4jquantum.testing.Agreement.toFloat;

import io.github.dl4jquantum.circuit.Angle;
import io.github.dl4jquantum.circuit.Ansatz;
import io.github.dl4jquantum.circuit.CNOT;
import io.github.dl4jquantum.circuit.CRZ;
import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.circuit.Observable;
import io.github.dl4jquantum.circuit.RX;
import io.github.dl4jquantum.circuit.RY;
import io.github.dl4jquantum.engine.cpu.CpuEngine;
import io.github.dl4jquantum.engine.spi.CircuitEvaluator;
import io.github.dl4jquantum.engine.spi.Precision;
import io.github.dl4jquantum.testing.RandomCircuits;
import io.github.dl4jquantum.testing.Tolerances;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The kernels on the emulated driver. Oracle: the CPU engine, in expectations and gradients. */
@Timeout(120)
class CudaCircuitTest {

    @BeforeEach
    void emulate() {
        EmulatedDriver.require();
    }

    @ParameterizedTest
    @CsvSource({"1, 40", "2, 50", "3, 60", "4, 80", "5, 50", "6, 10", "7, 5", "8, 4", "10, 1"})
    void randomCircuitsAreEqual(int qubits, int count) {
        for (int seed = 0; seed < count; seed++) {
            assertEqual(RandomCircuits.circuit(qubits, seed), 1 + seed % 5, seed);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1, 2, 70",
        "2, 2, 70",
        "3, 2, 33",
        "4, 4, 33",
        "5, 2, 9",
        "6, 2, 5",
        "8, 1, 2",
        "9, 1, 2",
        "10, 1, 2",
        "12, 1, 2"
    })
    void thePapersCircuitIsEqualBeyondOneBlock(int qubits, int layers, int minibatch) {
        assertEqual(Ansatz.paper(qubits, layers), minibatch, 1);
    }

    /** Of many turns a float has few digits left for the angle, unless it is reduced in double. */
    @Test
    void anglesOfManyTurnsAreEqualInFloat() {
        Circuit circuit = Circuit.builder(1).add(new RY(0, Angle.input(0))).build();
        float[] x = {1_000.25f, -20_000.5f, 300_000.75f};
        try (CircuitEvaluator<float[]> evaluator = CudaEngine.open().circuit(circuit, Precision.FLOAT)) {
            float[] z = evaluator.forward(3, x, new float[0], false);
            double[] cosines = {Math.cos(x[0]), Math.cos(x[1]), Math.cos(x[2])};
            assertClose(cosines, z, Tolerances.FLOAT / 10);
        }
    }

    /** A block's teams take one example after the other, and rotations by inputs within the circuit change with each. */
    @Test
    void teamsThatTakeSeveralExamplesAreEqual() {
        Circuit circuit = Circuit.builder(5)
                .add(new RY(0, Angle.arctan(0)))
                .add(new CNOT(0, 4))
                .add(new RX(4, Angle.input(1)))
                .add(new RY(2, Angle.parameter(0)))
                .add(new CRZ(4, 2, Angle.input(0)))
                .measure(Observable.z(4))
                .measure(Observable.pauli(2, "X2"))
                .build();
        assertEqual(circuit, 8195, 1);
    }

    static void assertEqual(Circuit circuit, int minibatch, int seed) {
        double[] x = RandomCircuits.values(minibatch * circuit.inputs(), 100 + seed);
        double[] theta = RandomCircuits.values(circuit.parameters(), 200 + seed);
        double[] upstream =
                RandomCircuits.values(minibatch * circuit.observables().size(), 300 + seed);
        CircuitEvaluator<double[]> expected = new CpuEngine().circuit(circuit, Precision.DOUBLE);
        double[] z = expected.forward(minibatch, x, theta, true);
        var gradients = expected.backward(upstream);
        double sums = Tolerances.DOUBLE * minibatch;
        try (CircuitEvaluator<double[]> actual = CudaEngine.open().circuit(circuit, Precision.DOUBLE)) {
            assertClose(z, actual.forward(minibatch, x, theta, true), Tolerances.DOUBLE);
            var own = actual.backward(upstream);
            assertClose(gradients.inputs(), own.inputs(), Tolerances.DOUBLE);
            assertClose(gradients.parameters(), own.parameters(), sums);
        }
        try (CircuitEvaluator<float[]> single = CudaEngine.open().circuit(circuit, Precision.FLOAT)) {
            assertClose(z, single.forward(minibatch, toFloat(x), toFloat(theta), true), Tolerances.FLOAT);
            var own = single.backward(toFloat(upstream));
            assertClose(gradients.inputs(), own.inputs(), Tolerances.FLOAT);
            assertClose(gradients.parameters(), own.parameters(), Tolerances.FLOAT * minibatch);
        }
    }
}
