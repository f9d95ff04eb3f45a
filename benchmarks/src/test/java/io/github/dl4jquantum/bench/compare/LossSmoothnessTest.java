package io.github.dl4jquantum.bench.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Oracle: the formulas by hand. */
@Timeout(10)
class LossSmoothnessTest {
    private static final double EXACT = 1e-12;

    @Test
    void aLossThatFallsByOneFactorIsPerfectlySmooth() {
        List<Double> losses = List.of(1.0, 0.1, 0.01, 0.001);
        assertEquals(0, LossSmoothness.roughness(losses), EXACT);
        assertEquals(0, LossSmoothness.excessVariation(losses), EXACT);
    }

    @Test
    void aBendIsRoughButNoExcess() {
        // log10: 0, -1, -1.5, -1.5; second differences 0.5, 0.5
        List<Double> losses = List.of(1.0, 0.1, Math.pow(10, -1.5), Math.pow(10, -1.5));
        assertEquals(0.5, LossSmoothness.roughness(losses), EXACT);
        assertEquals(0, LossSmoothness.excessVariation(losses), EXACT);
    }

    @Test
    void excessIsTwiceWhatRisesAgain() {
        // log10: 0, -2, -1, -3: a rise of 1
        assertEquals(2, LossSmoothness.excessVariation(List.of(1.0, 0.01, 0.1, 0.001)), EXACT);
        assertEquals((3 + 3) / 2.0, LossSmoothness.roughness(List.of(1.0, 0.01, 0.1, 0.001)), EXACT);
    }

    @Test
    void theUnitOfTheLossDoesNotCount() {
        List<Double> losses = List.of(3.0, 1.0, 2.0, 0.2);
        List<Double> scaled = losses.stream().map(loss -> 1000 * loss).toList();
        assertEquals(LossSmoothness.roughness(losses), LossSmoothness.roughness(scaled), EXACT);
        assertEquals(LossSmoothness.excessVariation(losses), LossSmoothness.excessVariation(scaled), EXACT);
    }

    @Test
    void twoEpochsCannotBend() {
        assertEquals(0, LossSmoothness.roughness(List.of(1.0, 0.5)), EXACT);
    }
}
