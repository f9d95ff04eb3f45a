package io.github.dl4jquantum.noise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.testing.ComplexMatrix;
import io.github.dl4jquantum.testing.GateChecks;
import io.github.dl4jquantum.testing.RandomNoise;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Oracle: what each channel makes of a state with four different entries, worked out by hand. */
@Timeout(60)
class ChannelTest {

    private static final double SAME = 1e-14;

    /** What the oracle's exponential series leaves. */
    private static final double SERIES = 1e-12;

    /** [[0.7, 0.2 - 0.1 i], [0.2 + 0.1 i, 0.3]]. */
    private static final ComplexMatrix RHO =
            ComplexMatrix.of(2, new double[] {0.7, 0.2, 0.2, 0.3}, new double[] {0, -0.1, 0.1, 0});

    private static double[] apply(Channel channel, ComplexMatrix rho) {
        ComplexMatrix sum = rho.times(0, 0);
        for (KrausOperator k : channel.kraus()) {
            ComplexMatrix matrix = ComplexMatrix.of(k.size(), k.real(), k.imaginary());
            sum = sum.plus(matrix.times(rho).times(matrix.dagger()));
        }
        return sum.toArray();
    }

    private static void assertMakes(Channel channel, double zero, double one, double re, double im) {
        assertArrayEquals(new double[] {zero, re, re, one, 0, -im, im, 0}, apply(channel, RHO), SAME);
    }

    @Test
    void channelsOfOneQubitAreTheirClosedForms() {
        assertMakes(new AmplitudeDamping(0.36), 0.7 + 0.36 * 0.3, 0.64 * 0.3, 0.8 * 0.2, 0.8 * 0.1);
        assertMakes(new PhaseDamping(0.36), 0.7, 0.3, 0.8 * 0.2, 0.8 * 0.1);
        assertMakes(new BitFlip(0.25), 0.6, 0.4, 0.2, 0.05);
        assertMakes(new PhaseFlip(0.25), 0.7, 0.3, 0.1, 0.05);
        // (1 - l) rho + l I / 2, l = 4 p / 3
        assertMakes(new Depolarizing(1, 0.3), 0.6 * 0.7 + 0.2, 0.6 * 0.3 + 0.2, 0.6 * 0.2, 0.6 * 0.1);
        double left = Math.exp(-0.5);
        double coherence = Math.exp(-0.8);
        assertMakes(
                new ThermalRelaxation(2, 1.25, 1),
                0.7 + (1 - left) * 0.3,
                left * 0.3,
                coherence * 0.2,
                coherence * 0.1);
        // A turn by pi about X swaps the populations and conjugates the coherence.
        assertMakes(new OverRotation("X", Math.PI), 0.3, 0.7, 0.2, -0.1);
    }

    @Test
    void channelsOfTwoQubitsAreTheirClosedForms() {
        ComplexMatrix pair = RHO.kron(GateChecks.ZERO);
        double l = 0.3 * 16 / 15;
        assertArrayEquals(
                pair.times(1 - l, 0)
                        .plus(ComplexMatrix.identity(4).times(l / 4, 0))
                        .toArray(),
                apply(new Depolarizing(2, 0.3), pair),
                SAME);
        ComplexMatrix turn = GateChecks.evolution(GateChecks.Z.kron(GateChecks.X), 0.2);
        assertArrayEquals(
                turn.times(pair).times(turn.dagger()).toArray(), apply(new OverRotation("ZX", 0.4), pair), SERIES);
        ComplexMatrix both = GateChecks.evolution(GateChecks.Y.kron(GateChecks.Y), 0.2);
        assertArrayEquals(
                both.times(pair).times(both.dagger()).toArray(), apply(new OverRotation("YY", 0.4), pair), SERIES);
    }

    static Stream<Channel> channels() {
        return RandomNoise.everything().gates().stream().map(GateNoise::channel);
    }

    @ParameterizedTest
    @MethodSource("channels")
    void tracesArePreserved(Channel channel) {
        assertEquals(channel.qubits(), new KrausChannel(channel.kraus()).qubits());
    }

    private static void assertRefused(Executable executable, String... parts) {
        String message =
                assertThrows(IllegalArgumentException.class, executable).getMessage();
        for (String part : parts) {
            assertTrue(message.contains(part), message);
        }
    }

    @Test
    void nonsenseIsRefusedWithTheValueTheLimitAndTheRemedy() {
        assertRefused(() -> new Depolarizing(1, 1.5), "1.5", "[0, 1]");
        assertRefused(() -> new Depolarizing(3, 0.1), "3 qubits", "1 or 2");
        assertRefused(() -> new BitFlip(-0.1), "-0.1", "[0, 1]");
        assertRefused(() -> new PhaseDamping(Double.NaN), "NaN", "[0, 1]");
        assertRefused(() -> new ThermalRelaxation(10, 21, 1), "T2 21.0", "2 T1 = 20.0");
        assertRefused(() -> new ThermalRelaxation(0, 1, 1), "T1 is 0.0", "above 0");
        assertRefused(() -> new ThermalRelaxation(1, 1, -1), "-1.0", "0 or more");
        assertRefused(() -> new OverRotation("II", 1), "'II'", "I, X, Y, Z");
        assertRefused(
                () -> new KrausChannel(List.of(KrausOperator.real(1, 0, 0, 0.9))), "not trace preserving", "1.0E-9");
        assertRefused(() -> new KrausOperator(new double[9], new double[9]), "9", "16 for two");
        assertRefused(() -> Depolarizing.ofInfidelity(1, 0.7), "0.7", "0.66");
    }
}
