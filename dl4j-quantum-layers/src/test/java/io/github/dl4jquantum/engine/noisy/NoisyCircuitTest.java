package io.github.dl4jquantum.engine.noisy;

import static io.github.dl4jquantum.testing.Agreement.assertClose;
import static io.github.dl4jquantum.testing.Agreement.toFloat;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.circuit.Ansatz;
import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.circuit.H;
import io.github.dl4jquantum.engine.cpu.CpuEngine;
import io.github.dl4jquantum.engine.spi.Precision;
import io.github.dl4jquantum.engine.spi.UnsupportedCircuitException;
import io.github.dl4jquantum.noise.AmplitudeDamping;
import io.github.dl4jquantum.noise.NoiseModel;
import io.github.dl4jquantum.noise.ThermalRelaxation;
import io.github.dl4jquantum.testing.DenseNoise;
import io.github.dl4jquantum.testing.GateCircuits;
import io.github.dl4jquantum.testing.RandomCircuits;
import io.github.dl4jquantum.testing.RandomNoise;
import io.github.dl4jquantum.testing.Tolerances;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Oracles: a dense density matrix under Kraus operators, with parameter-shift; the CPU engine where nothing is noisy. */
@Timeout(120)
class NoisyCircuitTest {

    private static final double SAME = 1e-12;

    static Stream<Circuit> gates() {
        return GateCircuits.all();
    }

    static Stream<Circuit> circuits() {
        return Stream.of(
                Ansatz.paper(1, 1),
                Ansatz.paper(3, 2),
                RandomCircuits.circuit(2, 1),
                RandomCircuits.circuit(3, 2),
                RandomCircuits.wide(3, 3));
    }

    @ParameterizedTest
    @MethodSource("gates")
    void everyGateWithoutNoiseIsTheCpuEngines(Circuit circuit) {
        assertNoiseless(circuit, 20); // a tile of 32 lanes
    }

    @ParameterizedTest
    @MethodSource("circuits")
    void withoutNoiseNumbersAreTheCpuEngines(Circuit circuit) {
        assertNoiseless(circuit, 70); // two of 64
    }

    private static void assertNoiseless(Circuit circuit, int minibatch) {
        double[] x = RandomCircuits.values(minibatch * circuit.inputs(), 1);
        double[] theta = RandomCircuits.values(circuit.parameters(), 2);
        double[] upstream =
                RandomCircuits.values(minibatch * circuit.observables().size(), 3);
        try (var pure = new CpuEngine().circuit(circuit, Precision.DOUBLE);
                var noisy = new NoisyEngine(NoiseModel.NONE).circuit(circuit, Precision.DOUBLE)) {
            assertClose(pure.forward(minibatch, x, theta, true), noisy.forward(minibatch, x, theta, true), SAME);
            var expected = pure.backward(upstream);
            var actual = noisy.backward(upstream);
            assertClose(expected.inputs(), actual.inputs(), SAME);
            assertClose(expected.parameters(), actual.parameters(), SAME * minibatch);
        }
    }

    @ParameterizedTest
    @MethodSource("circuits")
    void expectationsAndGradientsAreThoseOfKrausOperatorsAndShifts(Circuit circuit) {
        NoiseModel noise = withOthersExact(RandomNoise.everything());
        DenseNoise dense = new DenseNoise(circuit, noise);
        double[] x = RandomCircuits.values(circuit.inputs(), 4);
        double[] theta = RandomCircuits.values(circuit.parameters(), 5);
        double[] upstream = RandomCircuits.values(circuit.observables().size(), 6);
        var gradients = dense.gradients(x, theta, upstream);
        try (var noisy = new NoisyEngine(noise).circuit(circuit, Precision.DOUBLE)) {
            assertClose(dense.expectations(x, theta), noisy.forward(1, x, theta, true), SAME);
            var actual = noisy.backward(upstream);
            assertClose(gradients.inputs(), actual.inputs(), Tolerances.DOUBLE_GRADIENT);
            assertClose(gradients.parameters(), actual.parameters(), Tolerances.DOUBLE_GRADIENT);
        }
        try (var noisy = new NoisyEngine(noise).circuit(circuit, Precision.FLOAT)) {
            assertClose(
                    dense.expectations(x, theta), noisy.forward(1, toFloat(x), toFloat(theta), true), Tolerances.FLOAT);
            assertClose(
                    gradients.parameters(), noisy.backward(toFloat(upstream)).parameters(), Tolerances.FLOAT);
        }
    }

    private static NoiseModel withOthersExact(NoiseModel noise) {
        return new NoiseModel(noise.name(), noise.gates(), noise.readout(), true);
    }

    @ParameterizedTest
    @MethodSource("circuits")
    void statesAreHermitianPositiveAndOfTraceOne(Circuit circuit) {
        NoiseModel noise = withOthersExact(RandomNoise.everything());
        double[] x = RandomCircuits.values(circuit.inputs(), 7);
        double[] theta = RandomCircuits.values(circuit.parameters(), 8);
        double[] r = new NoisyEngine(noise).pauliExpectations(circuit, x, theta);
        assertEquals(1, r[0]);
        // Real Pauli expectations make rho Hermitian; it is positive as the dense one, which is sum K rho K†.
        double[] rho = new DenseNoise(circuit, noise).state(x, theta);
        assertArrayEquals(rho, PauliMatrices.sum(circuit.qubits(), r), SAME);
        for (double probability : PauliMatrices.diagonal(circuit.qubits(), r)) {
            assertTrue(probability > -SAME, "probability " + probability);
        }
    }

    @Test
    void examplesDoNotDependOnEachOtherNorOnTheTiles() {
        Circuit circuit = Ansatz.paper(3, 2);
        NoiseModel noise = RandomNoise.everything();
        int minibatch = 70;
        double[] x = RandomCircuits.values(minibatch * circuit.inputs(), 9);
        double[] theta = RandomCircuits.values(circuit.parameters(), 10);
        double[] one = new double[circuit.inputs()];
        for (int input = 0; input < one.length; input++) {
            one[input] = x[input * minibatch + 65];
        }
        double[] expected = new DenseNoise(circuit, noise).expectations(one, theta);
        try (var noisy = new NoisyEngine(noise).circuit(circuit, Precision.DOUBLE)) {
            double[] z = noisy.forward(minibatch, x, theta, false);
            for (int k = 0; k < expected.length; k++) {
                assertEquals(expected[k], z[k * minibatch + 65], SAME);
            }
        }
    }

    @Test
    void relaxationOfASuperpositionIsTheClosedForm() {
        // |+> for t = 0.5 T1 = 0.7 T2: <X> = e^(-t/T2), <Z> = 1 - e^(-t/T1).
        NoiseModel noise = NoiseModel.builder("relaxation")
                .after("H", new ThermalRelaxation(1, 0.5 / 0.7, 0.5))
                .build();
        double[] r = new NoisyEngine(noise)
                .pauliExpectations(Circuit.builder(1).add(new H(0)).build(), new double[0], new double[0]);
        assertArrayEquals(new double[] {1, Math.exp(-0.7), 0, 1 - Math.exp(-0.5)}, r, 1e-15);
    }

    @Test
    void eightQubitsRunAndNineAreRefused() {
        NoiseModel noise =
                NoiseModel.builder("damped").after(2, new AmplitudeDamping(0.1)).build();
        Circuit circuit = Ansatz.paper(8, 1);
        float[] x = new float[8];
        float[] theta = new float[circuit.parameters()];
        try (var noisy = new NoisyEngine(noise).circuit(circuit, Precision.FLOAT)) {
            assertEquals(8, noisy.forward(1, x, theta, true).length);
            assertEquals(
                    24, noisy.backward(new float[] {1, 1, 1, 1, 1, 1, 1, 1}).parameters().length);
        }
        var error = assertThrows(UnsupportedCircuitException.class, () -> new NoisyEngine(noise)
                .circuit(Ansatz.paper(9, 1), Precision.FLOAT));
        assertTrue(error.getMessage().contains("9 qubits") && error.getMessage().contains("at most 8"));
    }
}
