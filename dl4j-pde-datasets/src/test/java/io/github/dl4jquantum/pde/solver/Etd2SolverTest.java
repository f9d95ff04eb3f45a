package io.github.dl4jquantum.pde.solver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.pde.problem.GrayScott2dManufactured;
import io.github.dl4jquantum.pde.problem.HamiltonJacobiBellman2dExact;
import io.github.dl4jquantum.pde.problem.MichaelisMenten3dManufactured;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Oracles: exact and manufactured solutions, and the same problem on a finer grid. */
@Timeout(120)
class Etd2SolverTest {

    private static final GrayScottReaction GRAY_SCOTT = new GrayScottReaction(0.03, 0.062);
    private static final GrayScott2dManufactured WAVES = new GrayScott2dManufactured(GRAY_SCOTT, 2e-3, 1e-3);
    private static final HamiltonJacobiBellman2dExact VALLEYS = new HamiltonJacobiBellman2dExact(0.3, 0.8, 1, 2);
    private static final MichaelisMentenReaction UPTAKE = new MichaelisMentenReaction(3, 0.5);

    @Test
    void grayScottConvergesWithOrderTwoInTime() {
        assertOrder(2, grayScottError(32, 10), grayScottError(32, 20), grayScottError(32, 40));
    }

    @Test
    void grayScottConvergesFasterThanAnyPowerInSpace() {
        assertSpectral(grayScottError(4, 3200), grayScottError(8, 3200), grayScottError(16, 3200));
    }

    @Test
    void hamiltonJacobiConvergesWithOrderTwoInTime() {
        assertOrder(2, valleyError(32, 20), valleyError(32, 40), valleyError(32, 80));
    }

    @Test
    void hamiltonJacobiConvergesFasterThanAnyPowerInSpace() {
        assertSpectral(valleyError(4, 3200), valleyError(8, 3200), valleyError(16, 3200));
    }

    @Test
    void michaelisMentenConvergesWithOrderTwoInTime() {
        assertOrder(2, uptakeError(10), uptakeError(20), uptakeError(40));
    }

    /** The odd continuation of u / (1 + u) has a kink in its second derivative at the wall. */
    @Test
    void michaelisMentenConvergesWithOrderFourInSpace() {
        Etd2Solver reference = uptakeFromSines(71);
        double coarse = differenceOnNestedGrids(uptakeFromSines(5), 5, reference, 71);
        double middle = differenceOnNestedGrids(uptakeFromSines(11), 11, reference, 71);
        double fine = differenceOnNestedGrids(uptakeFromSines(23), 23, reference, 71);
        assertOrder(4, coarse, middle, fine);
    }

    /** Oracle: without diffusion u e^u = u0 e^(u0 - t), solved here by Newton's method. */
    @Test
    void michaelisMentenWithoutDiffusionFollowsLambertsFunction() {
        SpectralGrid grid = SpectralGrid.zeroBoundary(4, 3, 1);
        Etd2Solver solver = new Etd2Solver(
                grid,
                List.of("u"),
                new double[] {1e-12},
                new MichaelisMentenReaction(1, 1),
                grid.sample(place -> 0.2 + place[0] * place[1]));
        solver.advanceTo(1, 400);
        double start = 0.2 + grid.coordinate(1) * grid.coordinate(2);
        double u = start;
        for (int i = 0; i < 50; i++) {
            u -= (u + Math.log(u) - (start + Math.log(start) - 1)) / (1 + 1 / u);
        }
        assertEquals(u, solver.value(0, (1 * 4 + 2) * 4 + 3), 1e-6);
    }

    @Test
    void namesFieldTimeAndPlaceWhereItDiverges() {
        SpectralGrid grid = SpectralGrid.periodic(8, 2, 1);
        Etd2Solver solver = new Etd2Solver(
                grid,
                List.of("Test: u"),
                new double[] {1},
                (time, values, rates) -> {},
                grid.sample(place -> place[0] == 0.25 && place[1] == 0.5 ? Double.NaN : 0));
        String message = assertThrows(SolverDivergedException.class, () -> solver.copyTo(new float[1][64], 0))
                .getMessage();
        assertTrue(message.startsWith("Test: u is NaN at time 0.00000, x = 0.5000, y = 0.2500: "), message);
    }

    private static double grayScottError(int points, int steps) {
        double end = 2;
        SpectralGrid grid = SpectralGrid.periodic(points, 2, 1);
        Etd2Solver solver = new Etd2Solver(
                grid,
                List.of("u", "v"),
                new double[] {WAVES.diffusivityU(), WAVES.diffusivityV()},
                WAVES.reaction(grid),
                grid.sample(place -> WAVES.u(place[1], place[0], 0)),
                grid.sample(place -> WAVES.v(place[1], place[0], 0)));
        solver.advanceTo(end, steps);
        return Math.max(
                difference(solver, 0, grid.sample(place -> WAVES.u(place[1], place[0], end))),
                difference(solver, 1, grid.sample(place -> WAVES.v(place[1], place[0], end))));
    }

    private static double valleyError(int points, int steps) {
        SpectralGrid grid = SpectralGrid.periodic(points, 2, 2 * Math.PI);
        Etd2Solver solver = new Etd2Solver(
                grid,
                List.of("v"),
                new double[] {VALLEYS.viscosity()},
                new HamiltonianReaction(grid),
                grid.sample(place -> VALLEYS.value(place[1], place[0], 0)));
        solver.advanceTo(1, steps);
        return difference(solver, 0, grid.sample(place -> VALLEYS.value(place[1], place[0], 1)));
    }

    private static double uptakeError(int steps) {
        MichaelisMenten3dManufactured exact = new MichaelisMenten3dManufactured(UPTAKE, 0.02);
        SpectralGrid grid = SpectralGrid.zeroBoundary(7, 3, 1);
        Etd2Solver solver = new Etd2Solver(
                grid,
                List.of("u"),
                new double[] {exact.diffusivity()},
                exact.reaction(grid),
                grid.sample(place -> exact.u(place[2], place[1], place[0], 0)));
        solver.advanceTo(1, steps);
        return difference(solver, 0, grid.sample(place -> exact.u(place[2], place[1], place[0], 1)));
    }

    private static Etd2Solver uptakeFromSines(int points) {
        SpectralGrid grid = SpectralGrid.zeroBoundary(points, 3, 1);
        MichaelisMentenReaction uptake = new MichaelisMentenReaction(1, 1);
        MichaelisMenten3dManufactured start = new MichaelisMenten3dManufactured(uptake, 0.2);
        Etd2Solver solver = new Etd2Solver(
                grid,
                List.of("u"),
                new double[] {start.diffusivity()},
                uptake,
                grid.sample(place -> start.u(place[2], place[1], place[0], 0)));
        solver.advanceTo(0.5, 8);
        return solver;
    }

    private static double differenceOnNestedGrids(Etd2Solver coarse, int points, Etd2Solver fine, int finePoints) {
        int every = (finePoints + 1) / (points + 1);
        double difference = 0;
        for (int z = 0; z < points; z++) {
            for (int y = 0; y < points; y++) {
                for (int x = 0; x < points; x++) {
                    int there = ((every * (z + 1) - 1) * finePoints + every * (y + 1) - 1) * finePoints
                            + every * (x + 1)
                            - 1;
                    double here = coarse.value(0, (z * points + y) * points + x);
                    difference = Math.max(difference, Math.abs(here - fine.value(0, there)));
                }
            }
        }
        return difference;
    }

    private static double difference(Etd2Solver solver, int field, double[][] exact) {
        double difference = 0;
        int columns = exact[0].length;
        for (int i = 0; i < exact.length * columns; i++) {
            difference = Math.max(difference, Math.abs(solver.value(field, i) - exact[i / columns][i % columns]));
        }
        return difference;
    }

    private static void assertOrder(double expected, double coarse, double middle, double fine) {
        assertEquals(expected, order(coarse, middle), 0.2);
        assertEquals(expected, order(middle, fine), 0.2);
    }

    /** Doubling the points raises the observed order, which an algebraic scheme's keeps. */
    private static void assertSpectral(double coarse, double middle, double fine) {
        double first = order(coarse, middle);
        double second = order(middle, fine);
        assertTrue(first > 2 && second > 1.5 * first && second > 6, first + ", " + second);
    }

    private static double order(double coarse, double fine) {
        return Math.log(coarse / fine) / Math.log(2);
    }
}
