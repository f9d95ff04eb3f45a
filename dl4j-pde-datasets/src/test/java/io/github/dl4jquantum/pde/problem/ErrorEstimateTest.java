package io.github.dl4jquantum.pde.problem;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.pde.solver.Flow2d;
import io.github.dl4jquantum.pde.solver.SineCollocation;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Oracles: a spectral method with code of its own, and indices by hand. */
@Timeout(120)
class ErrorEstimateTest {
    private static Burgers2d.Builder flow() {
        return Burgers2d.builder().grid(17).reynolds(30).saveInterval(0.1).snapshots(6);
    }

    @Test
    void theEstimateIsTheDistanceFromAnotherMethodsSolution() {
        Trajectory own = flow().build().generate(1, 3).get(0);
        Flow2d start = InitialFlow.of(InitialFamily.RANDOM_SMOOTH).flow(30, 3, 0);
        double squares = 0;
        double all = 0;
        double largest = 0;
        for (int time = 0; time < 6; time++) {
            double[][][] reference = SineCollocation.solve(33, 30, start, 0.1 * time, 60 * time);
            for (int i = 0; i < 289; i++) {
                for (int field = 0; field < 2; field++) {
                    double value = own.snapshot(own.fields().get(field), time)[i];
                    double error = value - reference[field][2 * (i / 17)][2 * (i % 17)];
                    squares += error * error;
                    all += value * value;
                    largest = Math.max(largest, Math.abs(error));
                }
            }
        }
        double error = Math.sqrt(squares / all);
        assertTrue(error > 1e-5, "an error to find: " + error);
        ErrorEstimate estimate = ErrorEstimate.of(ErrorEstimateTest::flow, 3);
        assertTrue(error < estimate.space() && estimate.space() < 1.5 * error, error + " estimated as " + estimate);
        assertTrue(largest < estimate.largest() && estimate.largest() < 1.5 * largest, largest + ": " + estimate);
        assertTrue(estimate.time() < 0.05 * error, "RK4 at a stable step: " + estimate);
    }

    @Test
    void theWorstCornerOfASweepCounts() {
        ErrorEstimate low = ErrorEstimate.of(() -> flow().reynolds(10), 3);
        ErrorEstimate high = ErrorEstimate.of(() -> flow().reynolds(30), 3);
        ErrorEstimate sweep =
                ErrorEstimate.of(ErrorEstimateTest::flow, Map.of("reynolds", new ParameterSweep.Range(10, 30)), 3);
        assertEquals(Math.max(low.space(), high.space()), sweep.space());
        assertEquals(Math.max(low.time(), high.time()), sweep.time());
    }

    @Test
    void solutionsOnAFinerGridAreSavedAtTheirOwnPoints() {
        GrayScott2d.Builder options = GrayScott2d.builder().snapshots(2);
        float[] saved = options.grid(64).build().generate(1, 5).get(0).snapshot("v", 1);
        float[] all = options.grid(128).build().generate(1, 5).get(0).snapshot("v", 1);
        assertEquals(128, options.grid(64).solverGrid());
        for (int i = 0; i < saved.length; i++) {
            assertEquals(all[i / 64 * 2 * 128 + i % 64 * 2], saved[i], "point " + i);
        }
    }

    @Test
    void theFinerGridHoldsThePointsOfTheCoarse() {
        assertArrayEquals(new int[] {0, 2, 8, 10}, Refinement.PERIODIC.indices(new int[] {2, 2}, 1));
        assertArrayEquals(new int[] {0, 2, 4}, Refinement.WITH_BOUNDARY.indices(new int[] {3}, 1));
        assertEquals(5, Refinement.WITH_BOUNDARY.points(3));
        assertArrayEquals(new int[] {1, 3, 5}, Refinement.WITHIN_BOUNDARY.indices(new int[] {3}, 1));
        assertEquals(7, Refinement.WITHIN_BOUNDARY.points(3));
        assertArrayEquals(new int[] {0, 4, 32, 36}, Refinement.PERIODIC.indices(new int[] {2, 2}, 2));
        assertArrayEquals(new int[] {3, 7, 11}, Refinement.WITHIN_BOUNDARY.indices(new int[] {3}, 2));
    }
}
