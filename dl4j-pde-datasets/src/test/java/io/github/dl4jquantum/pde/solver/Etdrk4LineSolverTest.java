package io.github.dl4jquantum.pde.solver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Oracles: plane waves, whose exact evolution is their symbol's exponential, and the conservation of the mean. */
@Timeout(60)
class Etdrk4LineSolverTest {

    private static final double LENGTH = 3;

    /** Damped, carried along and dispersed at once. */
    private static final Etdrk4LineSolver.Symbol SYMBOL = new Etdrk4LineSolver.Symbol() {
        @Override
        public double real(double waveNumber) {
            return 0.2 - 0.01 * waveNumber * waveNumber;
        }

        @Override
        public double imaginary(double waveNumber) {
            return 0.5 * waveNumber - 0.003 * waveNumber * waveNumber * waveNumber;
        }
    };

    private static double[] wave(int points, double waveNumber, double phase) {
        double[] values = new double[points];
        for (int j = 0; j < points; j++) {
            values[j] = Math.cos(waveNumber * j * LENGTH / points + phase);
        }
        return values;
    }

    @Test
    void withoutFluxEachWaveFollowsItsSymbol() {
        double waveNumber = 2 * Math.PI * 3 / LENGTH;
        Etdrk4LineSolver solver = new Etdrk4LineSolver("u", LENGTH, SYMBOL, 0, wave(32, waveNumber, 0));
        solver.advanceTo(1.7, 3);
        double growth = Math.exp(1.7 * (0.2 - 0.01 * waveNumber * waveNumber));
        double phase = 1.7 * (0.5 * waveNumber - 0.003 * Math.pow(waveNumber, 3));
        double[] expected = wave(32, waveNumber, phase);
        for (int j = 0; j < 32; j++) {
            assertEquals(growth * expected[j], solver.values()[j], 1e-13);
        }
        assertEquals(1.7, solver.time());
    }

    /** A wave so small that its square does not count, with the flux on: the four stages together are the exponential. */
    @Test
    void smallWavesFollowTheirSymbolWithFluxToo() {
        double waveNumber = 2 * Math.PI * 2 / LENGTH;
        double[] small = wave(32, waveNumber, 0);
        for (int j = 0; j < 32; j++) {
            small[j] *= 1e-9;
        }
        Etdrk4LineSolver solver = new Etdrk4LineSolver("u", LENGTH, SYMBOL, 0.5, small);
        solver.advanceTo(1, 5);
        double growth = Math.exp(0.2 - 0.01 * waveNumber * waveNumber);
        double[] expected = wave(32, waveNumber, 0.5 * waveNumber - 0.003 * Math.pow(waveNumber, 3));
        for (int j = 0; j < 32; j++) {
            assertEquals(growth * expected[j], 1e9 * solver.values()[j], 1e-7);
        }
    }

    /** Of e^(0.2 t) u0, since a flux has no mean. */
    @Test
    void theMeanFollowsItsOwnSymbol() {
        double[] values = wave(64, 2 * Math.PI / LENGTH, 0.3);
        for (int j = 0; j < 64; j++) {
            values[j] += 0.4;
        }
        Etdrk4LineSolver solver = new Etdrk4LineSolver("u", LENGTH, SYMBOL, 0.5, values);
        solver.advanceTo(1, 50);
        double sum = 0;
        for (double value : solver.values()) {
            sum += value;
        }
        assertEquals(0.4 * Math.exp(0.2), sum / 64, 1e-12);
    }

    @Test
    void namesFieldTimeAndPlaceWhereItDiverges() {
        double[] values = new double[16];
        values[4] = Double.NaN;
        Etdrk4LineSolver solver = new Etdrk4LineSolver("Test: u", 1, SYMBOL, 0.5, values);
        String message = assertThrows(SolverDivergedException.class, () -> solver.copyTo(new float[1][16], 0))
                .getMessage();
        assertTrue(message.startsWith("Test: u is NaN at time 0.00000, x = 0.000: "), message);
    }
}
