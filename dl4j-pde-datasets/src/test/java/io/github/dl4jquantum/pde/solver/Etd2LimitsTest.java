package io.github.dl4jquantum.pde.solver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Oracles: the growth of one mode, worked out by hand, and the solver itself on a linear reaction. */
@Timeout(20)
class Etd2LimitsTest {

    @Test
    void withoutDiffusionGrowthIsThatOfTheSecondOrderRungeKuttaMethod() {
        // R = 1 + m + m^2 / 2 at m = -1/2 and at m = i.
        assertEquals(0.625, Etd2Limits.growth(0, -0.5, 0), 1e-15);
        assertEquals(Math.hypot(0.5, 1), Etd2Limits.growth(0, 0, 1), 1e-15);
    }

    @Test
    void everyReactionWithinTheDiscIsDampedWithAnyDiffusion() {
        for (double z = 0; z > -50; z = 1.3 * z - 0.01) {
            for (double angle = 0; angle < 2 * Math.PI; angle += 0.1) {
                double growth = Etd2Limits.growth(z, Math.cos(angle) - 1, Math.sin(angle));
                assertTrue(growth <= 1 + 1e-12, "z = " + z + ", angle " + angle + ": " + growth);
            }
        }
        assertTrue(Etd2Limits.growth(0, -2.01, 0) > 1, "the disc is no smaller than it must be");
        assertEquals(0.9, Etd2Limits.reaction(2), 1e-15);
    }

    @Test
    void advectionIsDampedBelowItsLimitAndGrowsAbove() {
        double limit = Etd2Limits.advection(0.1, 1, 1, 45);
        assertTrue(largestGrowth(limit) <= 1 + 1e-12, "limit " + limit);
        assertTrue(largestGrowth(1.2 * limit) > 1, "limit " + limit);
    }

    private static double largestGrowth(double dt) {
        double largest = 0;
        for (double k = 1; k <= 45; k += 0.1) {
            largest = Math.max(largest, Etd2Limits.growth(-0.1 * k * k * dt, 0, k * dt));
        }
        return largest;
    }

    @Test
    void theSolverDecaysBelowTheReactionLimitAndGrowsAbove() {
        assertTrue(Math.abs(linear(1.9)) < 1);
        assertTrue(Math.abs(linear(2.2)) > 1);
    }

    /** u' = -u from 1, with 50 steps of the given size. */
    private static double linear(double dt) {
        SpectralGrid grid = SpectralGrid.periodic(3, 2, 1);
        Reaction decay = (time, values, rates) -> {
            for (int row = 0; row < 3; row++) {
                for (int column = 0; column < 3; column++) {
                    rates[0][row][column] = -values[0][row][column];
                }
            }
        };
        Etd2Solver solver = new Etd2Solver(grid, List.of("u"), new double[] {1}, decay, grid.sample(place -> 1));
        solver.advanceTo(50 * dt, 50);
        return solver.value(0, 4);
    }
}
