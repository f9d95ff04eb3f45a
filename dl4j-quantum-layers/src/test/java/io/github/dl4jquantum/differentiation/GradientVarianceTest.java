package io.github.dl4jquantum.differentiation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.circuit.Angle;
import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.circuit.Observable;
import io.github.dl4jquantum.circuit.RY;
import io.github.dl4jquantum.circuit.RZ;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Oracles: sample variances and integrals over angles by hand. */
@Timeout(60)
class GradientVarianceTest {

    private static final double[] NONE = {};

    /** 1, 3 and 5 have variance 4; -1, -1 and 2 have 3; what is always 0 counts for nothing. */
    @Test
    void itIsTheSampleVarianceOfWhatWasAdded() {
        GradientVariance variance = new GradientVariance(3);
        variance.add(new double[] {1, -1, 0});
        variance.add(new double[] {3, -1, 0});
        variance.add(new double[] {5, 2, 0});
        assertArrayEquals(new double[] {4, 3, 0}, variance.perParameter(), 1e-12);
        assertEquals(3.5, variance.mean(), 1e-12);
    }

    /**
     * Z on all of n qubits turned by RY: z = prod cos theta_q, whose derivatives have mean 0 and variance
     * (1/2)^n: a barren plateau of a global observable. The RZ after them does nothing.
     */
    @Test
    void aGlobalObservablesGradientsVanishAsTwoToTheMinusN() {
        for (int n : new int[] {1, 3, 5}) {
            Circuit.Builder builder = Circuit.builder(n);
            StringBuilder all = new StringBuilder();
            for (int q = 0; q < n; q++) {
                builder.add(new RY(q, Angle.parameter(q)));
                all.append("Z").append(q).append(' ');
            }
            builder.add(new RZ(0, Angle.parameter(n)));
            Circuit circuit =
                    builder.measure(Observable.pauli(1, all.toString().trim())).build();
            GradientVariance found = GradientVariance.of(circuit, 0, NONE, 4000, 1);
            double expected = Math.pow(0.5, n);
            assertEquals(expected, found.mean(), 0.1 * expected);
            assertEquals(0, found.perParameter()[n], 1e-20);
        }
    }

    @Test
    void tooFewDrawsAndOtherLengthsAreRefused() {
        Circuit circuit = Circuit.builder(1).add(new RY(0, Angle.parameter(0))).build();
        assertTrue(assertThrows(IllegalArgumentException.class, () -> GradientVariance.of(circuit, 0, NONE, 1, 1))
                .getMessage()
                .contains("1 draws"));
        assertThrows(IllegalArgumentException.class, () -> new GradientVariance(2).add(new double[1]));
    }
}
