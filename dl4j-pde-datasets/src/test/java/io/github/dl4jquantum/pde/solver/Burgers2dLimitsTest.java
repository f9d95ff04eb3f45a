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
                double real = -(second(a) + second(b)) / (h * h * reynolds);
                double imaginary = -(first(a) + first(b)) / h;
                assertTrue(amplification(dt * real, dt * imaginary) <= 1 + 1e-12, "mode " + a + ", " + b);
            }
        }
    }

    @Test
    void theLimitIsNoSmallerThanItMustBe() {
        double h = 1.0 / 32;
        double reynolds = 32;
        double dt = new Burgers2dLimits(33, reynolds, 1).largestStep();
        double fastest = -2 * second(Math.PI) / (h * h * reynolds);
        assertTrue(amplification(dt * fastest, 0) < 1);
        assertTrue(amplification(1.1 * dt * fastest, 0) > 1);
    }

    @Test
    void remediesLieAtTheLimit() {
        Burgers2dLimits tooCoarse = new Burgers2dLimits(64, 500, 1.5);
        assertEquals(2, new Burgers2dLimits(64, tooCoarse.largestReynolds(), 1.5).cellReynolds(), 1e-12);
        int grid = (int) tooCoarse.smallestGrid();
        assertTrue(new Burgers2dLimits(grid, 500, 1.5).cellReynolds() <= 2);
        assertTrue(new Burgers2dLimits(grid - 1, 500, 1.5).cellReynolds() > 2);
    }

    /** Minus h^2 times the second difference of exp(i a x / h), divided by it: Fornberg's weights of order 10. */
    private static double second(double a) {
        return 5269.0 / 1800
                - 10.0 / 3 * Math.cos(a)
                + 10.0 / 21 * Math.cos(2 * a)
                - 5.0 / 63 * Math.cos(3 * a)
                + 5.0 / 504 * Math.cos(4 * a)
                - 1.0 / 1575 * Math.cos(5 * a);
    }

    /** -i h times the first difference, of order 12. */
    private static double first(double a) {
        return 12.0 / 7 * Math.sin(a)
                - 15.0 / 28 * Math.sin(2 * a)
                + 10.0 / 63 * Math.sin(3 * a)
                - 1.0 / 28 * Math.sin(4 * a)
                + 2.0 / 385 * Math.sin(5 * a)
                - 1.0 / 2772 * Math.sin(6 * a);
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
