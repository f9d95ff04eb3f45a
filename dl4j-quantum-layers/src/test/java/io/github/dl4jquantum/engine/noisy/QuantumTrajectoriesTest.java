package io.github.dl4jquantum.engine.noisy;

import static io.github.dl4jquantum.testing.Agreement.assertClose;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.circuit.Ansatz;
import io.github.dl4jquantum.circuit.CNOT;
import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.circuit.H;
import io.github.dl4jquantum.circuit.Observable;
import io.github.dl4jquantum.engine.spi.UnsupportedCircuitException;
import io.github.dl4jquantum.noise.Depolarizing;
import io.github.dl4jquantum.noise.NoiseModel;
import io.github.dl4jquantum.testing.DenseNoise;
import io.github.dl4jquantum.testing.DenseSimulator;
import io.github.dl4jquantum.testing.RandomCircuits;
import io.github.dl4jquantum.testing.RandomNoise;
import io.github.dl4jquantum.testing.Tolerances;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Oracles: the dense density matrix, the dense simulator, and a state worked by hand. */
@Timeout(120)
class QuantumTrajectoriesTest {

    private static Circuit circuit(long seed) {
        return RandomCircuits.circuit(3, seed)
                .measuring(List.of(
                        Observable.z(0),
                        Observable.pauli(0.7, "X0 Y2").plus(Observable.pauli(-1.3, "Z0 Z1")),
                        Observable.pauli(2, "Y1").plus(Observable.pauli(0.25, ""))));
    }

    @Test
    void meansAreThoseOfTheDensityMatrixWithinTheirErrors() {
        for (int seed = 0; seed < 3; seed++) {
            Circuit circuit = circuit(seed);
            double[] x = RandomCircuits.values(circuit.inputs(), seed + 1);
            double[] theta = RandomCircuits.values(circuit.parameters(), seed + 2);
            NoiseModel noise = RandomNoise.everything();
            double[] expected = new DenseNoise(circuit, noise).expectations(x, theta);
            var estimate = new QuantumTrajectories(circuit, noise).estimate(x, theta, 4000, 9);
            for (int k = 0; k < expected.length; k++) {
                double error = estimate.errors()[k];
                assertTrue(error > 0 && error < 0.04, "error " + error);
                assertEquals(expected[k], estimate.expectations()[k], 4.5 * error);
            }
        }
    }

    @Test
    void withoutNoiseEachTrajectoryIsTheState() {
        Circuit circuit = circuit(5);
        double[] x = RandomCircuits.values(circuit.inputs(), 6);
        double[] theta = RandomCircuits.values(circuit.parameters(), 7);
        var estimate = new QuantumTrajectories(circuit, NoiseModel.NONE).estimate(x, theta, 2, 1);
        assertClose(new DenseSimulator(circuit).expectations(x, theta), estimate.expectations(), Tolerances.DOUBLE);
        assertClose(new double[3], estimate.errors(), Tolerances.DOUBLE);
    }

    /** H is turned by no error; each of 11 CNOTs depolarises its pair, which leaves X...X as it is with 1 - 16 p / 15. */
    @Test
    void aGhzStateOfTwelveQubitsFades() {
        double p = 0.03;
        NoiseModel noise = NoiseModel.builder("pairs")
                .after("CNOT", new Depolarizing(2, p))
                .readout(0.02, 0.02)
                .build();
        Circuit.Builder ghz = Circuit.builder(12).add(new H(0));
        StringBuilder string = new StringBuilder("X0");
        for (int q = 1; q < 12; q++) {
            ghz.add(new CNOT(q - 1, q));
            string.append(" X").append(q);
        }
        Circuit circuit = ghz.measure(Observable.pauli(1, string.toString())).build();
        double expected = Math.pow(1 - 16 * p / 15, 11) * Math.pow(0.96, 12);
        var estimate = new QuantumTrajectories(circuit, noise).estimate(new double[0], new double[0], 1500, 2);
        assertEquals(expected, estimate.expectations()[0], 4.5 * estimate.errors()[0]);
        assertTrue(estimate.errors()[0] < 0.03);
        assertArrayEquals(
                estimate.expectations(),
                new QuantumTrajectories(circuit, noise)
                        .estimate(new double[0], new double[0], 1500, 2)
                        .expectations());
    }

    @Test
    void whatDoesNotFitIsRefusedWithAFigure() {
        var error = assertThrows(
                UnsupportedCircuitException.class, () -> new QuantumTrajectories(Ansatz.paper(17, 1), NoiseModel.NONE));
        assertTrue(error.getMessage().contains("131,072"), error.getMessage());
        var few = new QuantumTrajectories(Ansatz.paper(2, 1), NoiseModel.NONE);
        assertThrows(IllegalArgumentException.class, () -> few.estimate(new double[2], new double[6], 1, 1));
        assertThrows(IllegalArgumentException.class, () -> few.estimate(new double[1], new double[6], 2, 1));
    }
}
