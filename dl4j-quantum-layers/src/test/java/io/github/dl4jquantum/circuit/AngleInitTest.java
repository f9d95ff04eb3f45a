package io.github.dl4jquantum.circuit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Statistics of initial values. Oracle: moments of the distributions, and counts of rotations by hand. */
@Timeout(10)
class AngleInitTest {

    /** 16 qubits, 256 layers: 12,288 parameters, so a standard error of 0.6% of a deviation. */
    private static final Circuit LARGE = Ansatz.withoutEntanglement(Ansatz.paper(16, 256));

    @ParameterizedTest
    @EnumSource
    void theSeedDecidesAndEveryParameterIsDrawn(AngleInit init) {
        Circuit circuit = Ansatz.paper(3, 2);
        double[] values = init.values(circuit, 7);
        assertEquals(18, values.length);
        assertArrayEquals(values, init.values(circuit, 7));
        assertFalse(Arrays.equals(values, init.values(circuit, 8)));
        assertEquals(18, Arrays.stream(values).distinct().count());
        assertEquals(0, init.values(Ansatz.angleEmbedding(2), 7).length);
    }

    @Test
    void smallNormalHasADeviationOfAHundredth() {
        assertNormal(0.01, AngleInit.SMALL_NORMAL.values(LARGE, 1));
    }

    @Test
    void uniformFillsTheCircle() {
        double[] values = AngleInit.UNIFORM.values(LARGE, 1);
        assertTrue(Arrays.stream(values).allMatch(v -> v >= 0 && v < 2 * Math.PI));
        assertEquals(Math.PI, mean(values), 0.06);
        assertEquals(2 * Math.PI / Math.sqrt(12), deviation(values), 0.03);
        assertTrue(Arrays.stream(values).max().orElseThrow() > 6.27);
    }

    /** Three trainable rotations a layer on each qubit, Z on one qubit: 1 / (4 * 1 * 768). */
    @Test
    void depthScaledNormalShrinksWithTheRotationsOfAQubit() {
        assertNormal(1 / Math.sqrt(4 * 768), AngleInit.DEPTH_SCALED_NORMAL.values(LARGE, 1));
    }

    /** Qubit 1 sees two trainable rotations of five; strings of three Paulis: 1 / (4 * 3 * 2). */
    @Test
    void depthScaledNormalCountsControlledRotationsAndTheLongestString() {
        Circuit circuit = Circuit.builder(3)
                .add(new RX(0, Angle.input(0)))
                .add(new RX(1, Angle.constant(1)))
                .add(new RX(1, Angle.parameter(0)))
                .add(new CRZ(1, 2, Angle.parameter(1)))
                .measure(Observable.z(0))
                .measure(Observable.pauli(1, "X0 Y1 Z2").plus(Observable.pauli(1, "")))
                .build();
        double expected = new Random(5).nextGaussian() / Math.sqrt(4 * 3 * 2);
        assertEquals(expected, AngleInit.DEPTH_SCALED_NORMAL.values(circuit, 5)[0], 1e-15);
    }

    private static void assertNormal(double deviation, double[] values) {
        assertEquals(0, mean(values), 5 * deviation / Math.sqrt(values.length));
        assertEquals(deviation, deviation(values), 0.03 * deviation);
        long within = Arrays.stream(values).filter(v -> Math.abs(v) < deviation).count();
        assertEquals(0.6827, (double) within / values.length, 0.02);
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    private static double deviation(double[] values) {
        double mean = mean(values);
        return Math.sqrt(Arrays.stream(values)
                .map(v -> (v - mean) * (v - mean))
                .average()
                .orElseThrow());
    }
}
