package io.github.dl4jquantum.pde.solver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class Burgers2dLimitsTest {

    /** Oracle: the scheme's eigenvalues and RK4's amplification factor, both evaluated here. */
    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.5, 1, 1.5, 2})
    void everyFrozenModeIsDampedAtTheLargestStep(double cellReynolds) {
        int points = 33;
        double h = 1.0 / (points - 1);
        double reynolds = cellReynolds / h;
        double dt = new Burgers2dLimits(points, reynolds, 1).largestStep();
        for (double a = 0; a < 2 * Math.PI; a += 0.1) {
            for (double b = 0; b < 2 * Math.PI; b += 0.1) {
                double real = -2 / (h * h * reynolds) * (2 - Math.cos(a) - Math.cos(b));
                double imaginary = -(Math.sin(a) + Math.sin(b)) / h;
                assertTrue(amplification(dt * real, dt * imaginary) <= 1 + 1e-12, "mode " + a + ", " + b);
            }
        }
    }

    @Test
    void theLimitIsNoSmallerThanItMustBe() {
        double h = 1.0 / 32;
        double reynolds = 32;
        double dt = new Burgers2dLimits(33, reynolds, 1).largestStep();
        double fastest = -8 / (h * h * reynolds);
        assertTrue(amplification(dt * fastest, 0) < 1);
        assertTrue(amplification(1.2 * dt * fastest, 0) > 1);
    }

    @Test
    void remediesLieAtTheLimit() {
        Burgers2dLimits tooCoarse = new Burgers2dLimits(64, 500, 1.5);
        assertEquals(2, new Burgers2dLimits(64, tooCoarse.largestReynolds(), 1.5).cellReynolds(), 1e-12);
        int grid = (int) tooCoarse.smallestGrid();
        assertTrue(new Burgers2dLimits(grid, 500, 1.5).cellReynolds() <= 2);
        assertTrue(new Burgers2dLimits(grid - 1, 500, 1.5).cellReynolds() > 2);
    }

    /** |1 + z + z^2/2 + z^3/6 + z^4/24|, by Horner's rule. */
    private static double amplification(double x, double y) {
        double real = 1;
        double imaginary = 0;
        for (int k = 4; k >= 1; k--) {
            double next = 1 + (x * real - y * imaginary) / k;
            imaginary = (x * imaginary + y * real) / k;
            real = next;
        }
        return Math.hypot(real, imaginary);
    }
}
