package io.github.dl4jquantum.pde.problem;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Oracles: Fletcher's exact solution of Burgers' equation, and indices by hand. */
@Timeout(120)
class ErrorEstimateTest {
    private static Burgers2d.Builder front() {
        return Burgers2d.builder()
                .initial(InitialFamily.PAPER)
                .grid(24)
                .reynolds(40)
                .saveInterval(0.1)
                .snapshots(6);
    }

    @Test
    void theEstimateIsTheDistanceFromTheExactSolution() {
        Trajectory own = front().build().generate(1, 3).get(0);
        double squares = 0;
        double all = 0;
        double largest = 0;
        for (int time = 0; time < 6; time++) {
            for (int i = 0; i < 576; i++) {
                double x = i % 24 / 23.0;
                double y = i / 24 / 23.0;
                double front = 1 / (4 * (1 + Math.exp((-4 * x + 4 * y - own.times()[time]) * 40 / 32)));
                double[] exact = {0.75 - front, 0.75 + front};
                for (int field = 0; field < 2; field++) {
                    double value = own.snapshot(own.fields().get(field), time)[i];
                    squares += Math.pow(value - exact[field], 2);
                    all += value * value;
                    largest = Math.max(largest, Math.abs(value - exact[field]));
                }
            }
        }
        double error = Math.sqrt(squares / all);
        assertTrue(error > 1e-5, "an error to find: " + error);
        ErrorEstimate estimate = ErrorEstimate.of(ErrorEstimateTest::front, 3);
        assertEquals(error, estimate.space(), 0.2 * error);
        assertEquals(largest, estimate.largest(), 0.3 * largest);
        assertTrue(estimate.time() < 0.05 * error, "RK4 at a stable step: " + estimate);
    }

    @Test
    void theWorstCornerOfASweepCounts() {
        ErrorEstimate low = ErrorEstimate.of(() -> front().reynolds(10), 3);
        ErrorEstimate high = ErrorEstimate.of(() -> front().reynolds(40), 3);
        ErrorEstimate sweep =
                ErrorEstimate.of(ErrorEstimateTest::front, Map.of("reynolds", new ParameterSweep.Range(10, 40)), 3);
        assertEquals(Math.max(low.space(), high.space()), sweep.space());
        assertEquals(Math.max(low.time(), high.time()), sweep.time());
    }

    @Test
    void theFinerGridHoldsThePointsOfTheCoarse() {
        assertArrayEquals(new int[] {0, 2, 8, 10}, Refinement.PERIODIC.indices(new int[] {2, 2}));
        assertArrayEquals(new int[] {0, 2, 4}, Refinement.WITH_BOUNDARY.indices(new int[] {3}));
        assertEquals(5, Refinement.WITH_BOUNDARY.points(3));
        assertArrayEquals(new int[] {1, 3, 5}, Refinement.WITHIN_BOUNDARY.indices(new int[] {3}));
        assertEquals(7, Refinement.WITHIN_BOUNDARY.points(3));
    }
}
