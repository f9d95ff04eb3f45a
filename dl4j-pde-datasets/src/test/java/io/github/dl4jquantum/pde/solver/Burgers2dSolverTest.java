package io.github.dl4jquantum.pde.solver;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.pde.problem.Burgers2dExact;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class Burgers2dSolverTest {

    /** Of coordinates mirrored at 1/2, so that all walls have exact zeros. */
    private static final Flow2d VORTEX = flow((x, y) -> sine(1, x) * sine(2, y), (x, y) -> -sine(2, x) * sine(1, y));

    private static double sine(int k, double x) {
        return x > 0.5 ? (k % 2 == 1 ? 1 : -1) * sine(k, 1 - x) : Math.sin(k * Math.PI * x);
    }

    /** Oracle: Fletcher's exact solution, with steps so short that their error vanishes; the error must fall as h^10. */
    @Test
    void convergesWithOrderTenInSpace() {
        double coarse = errorAgainstExact(17, 50, 64);
        double middle = errorAgainstExact(25, 50, 64);
        double fine = errorAgainstExact(33, 50, 64);
        assertEquals(10, Math.log(coarse / middle) / Math.log(24 / 16.0), 0.8);
        assertEquals(10, Math.log(middle / fine) / Math.log(32 / 24.0), 0.7);
        assertTrue(fine < 1e-10, "error " + fine);
    }

    /** Oracle: Fletcher's exact solution; 4 in h is 2 in dt, the order of a boundary that moves. */
    @Test
    void convergesWithOrderFourAtTheLargestStableSteps() {
        double coarse = errorAgainstExact(33, 30, 1);
        double fine = errorAgainstExact(65, 30, 1);
        assertEquals(4, order(coarse, fine), 0.5);
        assertTrue(fine < 1e-7, "error " + fine);
    }

    /** Oracle: sine collocation with dense derivative matrices, written here; the error must fall as h^4 or faster. */
    @Test
    void wallFlowsAreASpectralMethods() {
        double[][][] reference = SineCollocation.solve(33, 30, VORTEX, 0.5, 300);
        double coarse = distance(vortex(17, 30, 0.5, 300), 17, reference);
        double fine = distance(vortex(33, 30, 0.5, 300), 33, reference);
        assertTrue(fine < 1e-4, "distance " + fine);
        assertTrue(order(coarse, fine) > 3.7, coarse + " became " + fine);
    }

    private static double distance(Burgers2dSolver solver, int points, double[][][] reference) {
        int every = 32 / (points - 1);
        double largest = 0;
        for (int row = 0; row < points; row++) {
            for (int column = 0; column < points; column++) {
                double u = reference[0][row * every][column * every];
                double v = reference[1][row * every][column * every];
                largest = Math.max(largest, Math.abs(solver.u(row, column) - u));
                largest = Math.max(largest, Math.abs(solver.v(row, column) - v));
            }
        }
        return largest;
    }

    /** Oracle: the steady shock u = -tanh(Re (x - 1/2) / 2), whose boundary values are fixed and not zero. */
    @Test
    void fixedBoundaryValuesOtherThanZeroAreOfOrderTwo() {
        assertEquals(2, order(drift(17), drift(33)), 0.3);
        assertEquals(2, order(drift(33), drift(65)), 0.3);
    }

    private static double drift(int points) {
        double reynolds = 6;
        Flow2d shock = flow((x, y) -> -Math.tanh(reynolds * (x - 0.5) / 2), (x, y) -> 0);
        Burgers2dSolver solver = new Burgers2dSolver(points, reynolds, shock);
        solver.advanceTo(2, (int) Math.ceil(2 / new Burgers2dLimits(points, reynolds, 1).largestStep()));
        double drift = 0;
        for (int row = 0; row < points; row++) {
            for (int column = 0; column < points; column++) {
                drift = Math.max(drift, Math.abs(solver.u(row, column) - shock.u(column / (points - 1.0), 0, 0)));
                assertEquals(0, solver.v(row, column));
            }
        }
        return drift;
    }

    /** Oracle: growth itself, of the fastest mode and of rounding errors. */
    @Test
    void isStableAtTheLimitAndNotAbove() {
        int points = 33;
        double limit = new Burgers2dLimits(points, 60, 1).largestStep();
        Burgers2dSolver stable = vortex(points, 60, 400 * limit, 400);
        Burgers2dSolver unstable = vortex(points, 60, 400 * 1.1 * limit, 400);
        assertTrue(Math.abs(stable.u(points / 4, points / 2)) < 1);
        assertThrows(SolverDivergedException.class, () -> unstable.copyTo(new float[2][points * points], 0));
    }

    /** Oracle: the same grid with steps so short that their error vanishes; the error must fall as dt^4. */
    @Test
    void convergesWithOrderFourInTime() {
        Burgers2dSolver reference = vortex(17, 30, 0.4, 640);
        double coarse = difference(vortex(17, 30, 0.4, 20), reference, 17);
        double middle = difference(vortex(17, 30, 0.4, 40), reference, 17);
        double fine = difference(vortex(17, 30, 0.4, 80), reference, 17);
        assertEquals(4, order(coarse, middle), 0.2);
        assertEquals(4, order(middle, fine), 0.2);
    }

    /** Oracle: the equation's symmetry under exchange of the axes, (x, u) with (y, v). */
    @Test
    void axesAreExchangeable() {
        Flow2d flow = flow((x, y) -> Math.sin(Math.PI * x) * y * (1 - y), (x, y) -> x * x * (1 - x) * y);
        Flow2d mirrored = flow((x, y) -> flow.v(y, x, 0), (x, y) -> flow.u(y, x, 0));
        Burgers2dSolver solver = new Burgers2dSolver(17, 20, flow);
        Burgers2dSolver mirror = new Burgers2dSolver(17, 20, mirrored);
        solver.advanceTo(0.3, 20);
        mirror.advanceTo(0.3, 20);
        for (int row = 0; row < 17; row++) {
            for (int column = 0; column < 17; column++) {
                assertEquals(solver.u(row, column), mirror.v(column, row), 1e-14);
                assertEquals(solver.v(row, column), mirror.u(column, row), 1e-14);
            }
        }
    }

    @Test
    void namesFieldTimeAndPlaceWhereItDiverges() {
        Burgers2dSolver unstable = vortex(33, 30, 50, 500);
        String message = assertThrows(SolverDivergedException.class, () -> unstable.copyTo(new float[2][33 * 33], 0))
                .getMessage();
        assertTrue(message.matches("Burgers: u is .* at time 50\\.0000, x = .*, y = .*: .*"), message);
    }

    @Test
    void copiesRowsWithXFastest() {
        Burgers2dSolver solver = new Burgers2dSolver(3, 1, flow((x, y) -> x + 10 * y, (x, y) -> 2 - x));
        float[] u = new float[10];
        float[] v = new float[10];
        solver.copyTo(new float[][] {u, v}, 1);
        assertArrayEquals(new float[] {0, 0, 0.5f, 1, 5, 5.5f, 6, 10, 10.5f, 11}, u);
        assertArrayEquals(new float[] {0, 2, 1.5f, 1, 2, 1.5f, 1, 2, 1.5f, 1}, v);
    }

    private static double errorAgainstExact(int points, double reynolds, int shorter) {
        double end = 0.5;
        Burgers2dExact exact = new Burgers2dExact(reynolds, 0);
        Burgers2dSolver solver = new Burgers2dSolver(points, reynolds, exact);
        double limit = new Burgers2dLimits(points, reynolds, 1).largestStep();
        solver.advanceTo(end, shorter * (int) Math.ceil(end / limit));
        double error = 0;
        for (int row = 0; row < points; row++) {
            for (int column = 0; column < points; column++) {
                double x = column / (points - 1.0);
                double y = row / (points - 1.0);
                error = Math.max(error, Math.abs(solver.u(row, column) - exact.u(x, y, end)));
                error = Math.max(error, Math.abs(solver.v(row, column) - exact.v(x, y, end)));
            }
        }
        return error;
    }

    private static Burgers2dSolver vortex(int points, double reynolds, double end, int steps) {
        Burgers2dSolver solver = new Burgers2dSolver(points, reynolds, VORTEX);
        solver.advanceTo(end, steps);
        return solver;
    }

    private static double difference(Burgers2dSolver a, Burgers2dSolver b, int points) {
        double difference = 0;
        for (int row = 0; row < points; row++) {
            for (int column = 0; column < points; column++) {
                difference = Math.max(difference, Math.abs(a.u(row, column) - b.u(row, column)));
                difference = Math.max(difference, Math.abs(a.v(row, column) - b.v(row, column)));
            }
        }
        return difference;
    }

    private static double order(double coarse, double fine) {
        return Math.log(coarse / fine) / Math.log(2);
    }

    private static Flow2d flow(Component u, Component v) {
        return new Flow2d() {
            @Override
            public double u(double x, double y, double time) {
                return u.at(x, y);
            }

            @Override
            public double v(double x, double y, double time) {
                return v.at(x, y);
            }

            @Override
            public boolean boundaryMoves() {
                return false;
            }
        };
    }

    private interface Component {
        double at(double x, double y);
    }
}
