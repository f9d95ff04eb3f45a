package io.github.dl4jquantum.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.dl4jquantum.circuit.Angle;
import io.github.dl4jquantum.circuit.CNOT;
import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.circuit.H;
import io.github.dl4jquantum.circuit.PhaseShift;
import io.github.dl4jquantum.circuit.RY;
import io.github.dl4jquantum.circuit.X;
import io.github.dl4jquantum.testing.DenseSimulator;
import io.github.dl4jquantum.testing.RandomCircuits;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Oracles: the dense simulator; states worked by hand. */
@Timeout(20)
class StatevectorTest {

    private static final double[] NONE = {};
    private static final double HALF = Math.sqrt(.5);

    @Test
    void amplitudesAreThoseOfTheReference() {
        for (int seed = 0; seed < 20; seed++) {
            Circuit circuit = RandomCircuits.circuit(1 + seed % 5, seed);
            double[] x = RandomCircuits.values(circuit.inputs(), 1);
            double[] theta = RandomCircuits.values(circuit.parameters(), 2);
            var expected = new DenseSimulator(circuit).statevector(x, theta);
            Statevector state = Statevector.of(circuit, x, theta);
            assertArrayEquals(expected.real(), state.real(), 1e-12);
            assertArrayEquals(expected.imaginary(), state.imaginary(), 1e-12);
        }
    }

    @Test
    void theGlobalPhaseOfAPhaseShiftIsThere() {
        Circuit circuit = Circuit.builder(1)
                .add(new X(0))
                .add(new PhaseShift(0, Angle.constant(Math.PI / 2)))
                .build();
        Statevector state = Statevector.of(circuit, NONE, NONE);
        assertArrayEquals(new double[] {0, 1}, state.imaginary(), 1e-15);
        assertArrayEquals(new double[] {0, 1}, state.probabilities(), 1e-15);
    }

    /** |<0|RY(t)|0>|² = cos²(t / 2). */
    @Test
    void fidelityIsTheSquareOfTheOverlap() {
        Statevector zero =
                Statevector.of(Circuit.builder(1).add(new RY(0, Angle.input(0))).build(), new double[1], NONE);
        Statevector turned =
                Statevector.of(Circuit.builder(1).add(new RY(0, Angle.input(0))).build(), new double[] {.8}, NONE);
        assertEquals(Math.pow(Math.cos(.4), 2), zero.fidelity(turned), 1e-15);
        Statevector two = Statevector.of(Circuit.builder(2).add(new X(0)).build(), NONE, NONE);
        assertThrows(IllegalArgumentException.class, () -> zero.fidelity(two));
    }

    /** Half of a Bell pair is maximally mixed; the third qubit, |+>, is pure, and keeps its place before qubit 0's. */
    @Test
    void qubitsAreTracedOut() {
        Statevector state = Statevector.of(
                Circuit.builder(3)
                        .add(new H(0))
                        .add(new CNOT(0, 1))
                        .add(new RY(2, Angle.constant(Math.PI / 3)))
                        .build(),
                NONE,
                NONE);
        Statevector.DensityMatrix half = state.reduced(List.of(1));
        assertArrayEquals(new double[] {.5, 0, 0, .5}, half.real(), 1e-15);
        assertEquals(.5, half.purity(), 1e-15);
        double c = Math.cos(Math.PI / 6);
        double s = Math.sin(Math.PI / 6);
        assertArrayEquals(
                new double[] {c * c, c * s, s * c, s * s},
                state.reduced(List.of(2)).real(),
                1e-15);
        double[] diagonal = {c * c / 2, c * c / 2, s * s / 2, s * s / 2};
        Statevector.DensityMatrix both = state.reduced(List.of(2, 0));
        for (int k = 0; k < 4; k++) {
            assertEquals(diagonal[k], both.real()[5 * k], 1e-15);
        }
        assertEquals(1, state.reduced(List.of(0, 1)).purity(), 1e-14);
        assertEquals(HALF * HALF, state.reduced(List.of(0, 1)).real()[3], 1e-15);
        assertThrows(IllegalArgumentException.class, () -> state.reduced(List.of(0, 0)));
        assertThrows(IllegalArgumentException.class, () -> state.reduced(List.of(3)));
    }
}
