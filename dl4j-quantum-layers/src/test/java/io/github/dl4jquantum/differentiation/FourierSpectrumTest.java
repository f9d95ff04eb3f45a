package io.github.dl4jquantum.differentiation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.circuit.Angle;
import io.github.dl4jquantum.circuit.Ansatz;
import io.github.dl4jquantum.circuit.CRY;
import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.circuit.H;
import io.github.dl4jquantum.circuit.RX;
import io.github.dl4jquantum.circuit.RY;
import io.github.dl4jquantum.testing.DenseSimulator;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Oracles: series by hand, and a dense simulation between the points that were sampled. */
@Timeout(60)
class FourierSpectrumTest {

    private static final double EXACT = 1e-12;
    private static final double[] NONE = {};

    /** z = cos(3 x + theta) = Re e^{i theta} e^{3 i x}. */
    @Test
    void aRotationHasTheFrequencyOfItsFactor() {
        Circuit circuit = Circuit.builder(1)
                .add(new RY(0, Angle.input(0).scaled(2)))
                .add(new RY(0, Angle.input(0).plus(Angle.parameter(0))))
                .build();
        FourierSpectrum found = FourierSpectrum.of(circuit, 0, 0, new double[1], new double[] {0.4}, 1);
        assertArrayEquals(new double[] {0, 0, 0, 0.5}, found.magnitudes(), EXACT);
        assertEquals(0.5 * Math.cos(0.4), found.real()[3], EXACT);
        assertEquals(0.5 * Math.sin(0.4), found.imaginary()[3], EXACT);
    }

    /** H CRY(x) H: z_0 = cos(x / 2), half the frequency, z_1 = (1 + cos x) / 2. */
    @Test
    void aControlledRotationHasHalfOfItToo() {
        Circuit circuit = Circuit.builder(2)
                .add(new H(0))
                .add(new CRY(0, 1, Angle.input(0)))
                .add(new H(0))
                .build();
        assertArrayEquals(
                new double[] {0, 0.5, 0},
                FourierSpectrum.of(circuit, 0, 0, new double[1], NONE, 0.5).magnitudes(),
                EXACT);
        assertArrayEquals(
                new double[] {0.5, 0, 0.25},
                FourierSpectrum.of(circuit, 1, 0, new double[1], NONE, 0.5).magnitudes(),
                EXACT);
    }

    @Test
    void theSeriesIsTheExpectationBetweenTheSamples() {
        Circuit circuit = Ansatz.dataReuploading(2, 3);
        Random random = new Random(5);
        double[] x = random.doubles(circuit.inputs(), -1, 1).toArray();
        double[] theta = random.doubles(circuit.parameters(), -2, 2).toArray();
        FourierSpectrum found = FourierSpectrum.of(circuit, 1, 0, x, theta, 1);
        for (double at = -4; at < 4; at += 0.37) {
            x[0] = at;
            assertEquals(new DenseSimulator(circuit).expectations(x, theta)[1], found.value(at), 1e-10);
        }
    }

    @Test
    void whatHasNoSeriesOfThatUnitIsRefused() {
        Circuit arctan = Circuit.builder(1).add(new RX(0, Angle.arctan(0))).build();
        assertRefused(arctan, 1, "not linear");
        Circuit square = Circuit.builder(1)
                .add(new RX(0, Angle.input(0).times(Angle.input(0))))
                .build();
        assertRefused(square, 1, "not linear");
        Circuit half =
                Circuit.builder(1).add(new RX(0, Angle.input(0).scaled(0.5))).build();
        assertRefused(half, 1, "Unit 1.0");
        assertRefused(half, 0, "Unit 0.0");
        assertThrows(IllegalArgumentException.class, () -> FourierSpectrum.of(half, 1, 0, new double[1], NONE, 0.5));
    }

    private static void assertRefused(Circuit circuit, double unit, String part) {
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> FourierSpectrum.of(circuit, 0, 0, new double[1], NONE, unit))
                .getMessage();
        assertTrue(message.contains(part), message);
    }
}
