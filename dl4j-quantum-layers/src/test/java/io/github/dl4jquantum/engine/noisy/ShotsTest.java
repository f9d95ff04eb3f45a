package io.github.dl4jquantum.engine.noisy;

import static io.github.dl4jquantum.testing.Agreement.assertClose;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.circuit.Angle;
import io.github.dl4jquantum.circuit.Ansatz;
import io.github.dl4jquantum.circuit.CNOT;
import io.github.dl4jquantum.circuit.CRY;
import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.circuit.H;
import io.github.dl4jquantum.circuit.Observable;
import io.github.dl4jquantum.circuit.RX;
import io.github.dl4jquantum.circuit.RY;
import io.github.dl4jquantum.engine.spi.Precision;
import io.github.dl4jquantum.noise.Depolarizing;
import io.github.dl4jquantum.noise.NoiseModel;
import io.github.dl4jquantum.testing.DenseNoise;
import io.github.dl4jquantum.testing.DenseSimulator;
import io.github.dl4jquantum.testing.RandomCircuits;
import io.github.dl4jquantum.testing.RandomNoise;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Oracles: the dense density matrix for means, binomial and multinomial theory for their scatter; seeds are fixed. */
@Timeout(120)
class ShotsTest {

    private static final double[] NONE = {};

    private static NoisyEngine engine(NoiseModel noise, int shots, long seed) {
        return new NoisyEngine(noise, new Shots(shots, seed, false), Mitigation.NONE);
    }

    private static Circuit turned(Observable... observables) {
        Circuit.Builder circuit = Circuit.builder(2)
                .add(new RY(0, Angle.constant(0.9)))
                .add(new RX(1, Angle.constant(1.3)))
                .add(new CNOT(0, 1));
        Arrays.stream(observables).forEach(circuit::measure);
        return circuit.build();
    }

    @Test
    void frequenciesFollowTheNoisyDistribution() {
        Circuit circuit = Circuit.builder(2)
                .add(new RY(0, Angle.constant(0.9)))
                .add(new RX(1, Angle.constant(1.3)))
                .add(new CNOT(0, 1))
                .measureProbabilities()
                .build();
        NoiseModel noise = RandomNoise.everything();
        double[] expected = new DenseNoise(circuit, noise).expectations(NONE, NONE);
        int shots = 200_000;
        double[] found =
                engine(noise, shots, 1).circuit(circuit, Precision.DOUBLE).forward(1, NONE, NONE, false);
        double chiSquare = 0;
        for (int k = 0; k < 4; k++) {
            chiSquare += shots * Math.pow(found[k] - expected[k], 2) / expected[k];
        }
        assertTrue(chiSquare < 16.27, "chi-square " + chiSquare); // 0.999 quantile of 3 degrees of freedom
        assertTrue(chiSquare > 0.02, "chi-square " + chiSquare); // 0.001 quantile: samples do scatter
    }

    @Test
    void meansAreUnbiasedAndScatterAsTheorySays() {
        Circuit circuit = turned(Observable.pauli(1, "X0 Y1"), Observable.pauli(-2, "Z1"));
        NoiseModel noise = RandomNoise.everything();
        double[] expected = new DenseNoise(circuit, noise).expectations(NONE, NONE);
        int examples = 4000;
        int shots = 20;
        double[] z = engine(noise, shots, 2).circuit(circuit, Precision.DOUBLE).forward(examples, NONE, NONE, false);
        for (int k = 0; k < 2; k++) {
            double[] own = Arrays.copyOfRange(z, k * examples, (k + 1) * examples);
            double mean = Arrays.stream(own).average().orElseThrow();
            double variance = Arrays.stream(own)
                    .map(value -> Math.pow(value - mean, 2))
                    .average()
                    .orElseThrow();
            double weight = k == 0 ? 1 : 4;
            double theory = (weight - expected[k] * expected[k]) / shots;
            assertEquals(expected[k], mean, 4 * Math.sqrt(theory / examples));
            assertEquals(1, variance / theory, 4 * Math.sqrt(2.0 / examples));
        }
    }

    @Test
    void stringsThatFitOneBasisAreReadTogether() {
        Circuit bell = Circuit.builder(2)
                .add(new H(0))
                .add(new CNOT(0, 1))
                .measure(Observable.pauli(1, "Z0"))
                .measure(Observable.pauli(1, "Z1"))
                .measure(Observable.pauli(1, "Z0 Z1"))
                .measure(Observable.pauli(1, "X0").plus(Observable.pauli(0.25, "")))
                .build();
        NoisyEngine engine = engine(NoiseModel.NONE, 101, 3);
        double[] z = engine.circuit(bell, Precision.DOUBLE).forward(1, NONE, NONE, false);
        assertEquals(z[0], z[1]); // both qubits of a shot agree
        assertEquals(1, z[2]);
        assertEquals(1, Math.abs(Math.round(101 * (z[3] - 0.25)) % 2)); // an odd number of shots has an odd sum
        assertEquals(new NoisyEngine.Cost(2, 0), engine.cost(bell));
    }

    private static Circuit trained() {
        Angle shared = Angle.parameter(0);
        return Circuit.builder(2)
                .add(new RY(0, Angle.arctan(0)))
                .add(new RX(1, shared.scaled(0.7)))
                .add(new CRY(0, 1, Angle.parameter(1).times(Angle.input(1))))
                .add(new RX(0, shared))
                .add(new CNOT(1, 0))
                .measure(Observable.z(0))
                .measure(Observable.pauli(0.5, "X0 Y1"))
                .build();
    }

    @Test
    void gradientsByShotsAreTheShiftedOnes() {
        Circuit circuit = trained();
        NoiseModel noise = RandomNoise.everything();
        double[] x = {0.4, -0.8};
        double[] theta = {0.9, 1.4};
        double[] upstream = {1, -1.5};
        var expected = new DenseNoise(circuit, noise).gradients(x, theta, upstream);
        NoisyEngine engine = engine(noise, 400_000, 4);
        assertEquals(new NoisyEngine.Cost(2, 2 * (2 + 2 + 4 + 2)), engine.cost(circuit));
        var evaluator = engine.circuit(circuit, Precision.DOUBLE);
        evaluator.forward(1, x, theta, true);
        var actual = evaluator.backward(upstream);
        // Each mean scatters by less than 1.8 / sqrt(400,000) = 0.003.
        assertArrayEquals(expected.inputs(), actual.inputs(), 0.015);
        assertArrayEquals(expected.parameters(), actual.parameters(), 0.015);
    }

    @Test
    void exactGradientsAreThoseOfTheDensityMatrix() {
        Circuit circuit = trained();
        NoiseModel noise = RandomNoise.everything();
        double[] x = {0.4, -0.8};
        double[] theta = {0.9, 1.4};
        double[] upstream = {1, -1.5};
        var expected = new DenseNoise(circuit, noise).gradients(x, theta, upstream);
        var evaluator =
                new NoisyEngine(noise, new Shots(10, 5, true), Mitigation.NONE).circuit(circuit, Precision.DOUBLE);
        evaluator.forward(1, x, theta, true);
        assertClose(expected.parameters(), evaluator.backward(upstream).parameters(), 1e-9);
    }

    @Test
    void samplesDoNotDependOnTheNumberOfThreads() throws Exception {
        Circuit circuit = Ansatz.paper(2, 1);
        double[] x = RandomCircuits.values(2 * 100, 1);
        double[] theta = RandomCircuits.values(circuit.parameters(), 2);
        List<double[]> results = new ArrayList<>();
        for (int threads : new int[] {1, 4}) {
            ForkJoinPool pool = new ForkJoinPool(threads);
            results.add(pool.submit(() -> engine(RandomNoise.everything(), 50, 6)
                            .circuit(circuit, Precision.DOUBLE)
                            .forward(100, x, theta, false))
                    .get());
            pool.shutdown();
        }
        assertArrayEquals(results.get(0), results.get(1));
        double[] other = engine(RandomNoise.everything(), 50, 7)
                .circuit(circuit, Precision.DOUBLE)
                .forward(100, x, theta, false);
        assertFalse(Arrays.equals(results.get(0), other));
    }

    @Test
    void invertedReadoutIsIdealOnAverage() {
        Circuit circuit = turned(Observable.pauli(1, "X0 Y1"), Observable.z(1));
        NoiseModel noise = RandomNoise.everything();
        double[] ideal = new DenseNoise(circuit, noise.withoutReadout()).expectations(NONE, NONE);
        Mitigation inverted = new Mitigation(true, List.of(1));
        assertClose(
                ideal,
                new NoisyEngine(noise, null, inverted)
                        .circuit(circuit, Precision.DOUBLE)
                        .forward(1, NONE, NONE, false),
                1e-12);
        double[] sampled = new NoisyEngine(noise, new Shots(1_000_000, 8, false), inverted)
                .circuit(circuit, Precision.DOUBLE)
                .forward(1, NONE, NONE, false);
        // Misreading moves these by more than 0.02; scattering is below 1.3 / 1000.
        assertArrayEquals(ideal, sampled, 0.006);
    }

    @Test
    void extrapolationOfADepolarisedRotationIsTheClosedForm() {
        // One RX and p = 0.03: <Z> = l cos t with l = 1 - 4 p / 3; l³ at folding 3. Weights 3/2 and -1/2.
        Circuit circuit = Circuit.builder(1).add(new RX(0, Angle.parameter(0))).build();
        NoiseModel noise = NoiseModel.builder("depolarised")
                .after(1, new Depolarizing(1, 0.03))
                .build();
        double left = 1.5 * 0.96 - 0.5 * Math.pow(0.96, 3);
        NoisyEngine engine = new NoisyEngine(noise, null, new Mitigation(false, List.of(1, 3)));
        var evaluator = engine.circuit(circuit, Precision.DOUBLE);
        double[] z = evaluator.forward(1, NONE, new double[] {0.7}, true);
        assertEquals(left * Math.cos(0.7), z[0], 1e-12);
        assertEquals(-left * Math.sin(0.7), evaluator.backward(new double[] {1}).parameters()[0], 1e-12);
    }

    @Test
    void foldedGatesMeanTheSame() {
        Circuit circuit = RandomCircuits.wide(3, 9);
        double[] x = RandomCircuits.values(circuit.inputs(), 1);
        double[] theta = RandomCircuits.values(circuit.parameters(), 2);
        assertClose(
                new DenseSimulator(circuit).expectations(x, theta),
                new DenseSimulator(GateFolding.fold(circuit, 5)).expectations(x, theta),
                1e-10);
    }

    @Test
    void nonsenseIsRefused() {
        assertTrue(assertThrows(IllegalArgumentException.class, () -> new Shots(0, 1, false))
                .getMessage()
                .contains("0 shots"));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> new Mitigation(false, List.of(1, 2)))
                .getMessage()
                .contains("odd"));
        NoiseModel blind = NoiseModel.builder("blind").readout(0.4, 0.6).build();
        assertTrue(assertThrows(
                        IllegalArgumentException.class,
                        () -> new NoisyEngine(blind, null, new Mitigation(true, List.of(1))))
                .getMessage()
                .contains("cannot be inverted"));
    }
}
