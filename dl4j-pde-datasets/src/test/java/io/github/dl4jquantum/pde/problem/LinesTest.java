package io.github.dl4jquantum.pde.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.pde.solver.Etdrk4LineSolver;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The problems on a line. Oracles: exact solutions, and where there is none the growth rates of small waves. */
@Timeout(120)
class LinesTest {

    private static double error(double[] values, double length, DoubleUnaryOperator exact) {
        double largest = 0;
        for (int j = 0; j < values.length; j++) {
            largest = Math.max(largest, Math.abs(values[j] - exact.applyAsDouble(j * length / values.length)));
        }
        return largest;
    }

    private static void assertOrder(double order, double coarse, double middle, double fine) {
        double first = Math.log(coarse / middle) / Math.log(2);
        double second = Math.log(middle / fine) / Math.log(2);
        assertEquals(order, first, 0.35, "errors " + coarse + ", " + middle + ", " + fine);
        assertEquals(order, second, 0.25, "errors " + coarse + ", " + middle + ", " + fine);
    }

    @Test
    void advectionIsExactAtTimesBetweenPointsToo() {
        Advection1d problem = Advection1d.builder()
                .speed(-0.37)
                .grid(32)
                .saveInterval(0.7)
                .snapshots(3)
                .build();
        Trajectory trajectory = problem.generate(1, 5).get(0);
        DoubleUnaryOperator start = PeriodicLine.smooth(1, 3, 1, TrajectoryRandom.of(5, 0));
        for (int snapshot = 0; snapshot < 3; snapshot++) {
            float[] values = trajectory.snapshot("u", snapshot);
            double moved = -0.37 * 0.7 * snapshot;
            for (int j = 0; j < 32; j++) {
                assertEquals(start.applyAsDouble(j / 32.0 - moved), values[j], 1e-6);
            }
        }
    }

    private static double burgersError(int points, int steps) {
        Burgers1dExact exact = new Burgers1dExact(0.05, 0.9);
        Etdrk4LineSolver solver = Burgers1d.solver(0.05, PeriodicLine.sample(points, x -> exact.u(x, 0)));
        solver.advanceTo(0.4, steps);
        return error(solver.values(), 1, x -> exact.u(x, 0.4));
    }

    @Test
    void burgersConvergesWithOrderFourInTime() {
        assertOrder(4, burgersError(256, 10), burgersError(256, 20), burgersError(256, 40));
    }

    @Test
    void burgersConvergesFasterThanAnyPowerInSpace() {
        double coarse = burgersError(16, 400);
        double middle = burgersError(32, 400);
        double fine = burgersError(64, 400);
        assertTrue(middle < coarse / 50 && fine < middle / 500, coarse + ", " + middle + ", " + fine);
    }

    /** The default time step on the default grid, where a shock has formed. */
    @Test
    void burgersIsAccurateByDefault() {
        assertTrue(burgersError(128, 160) < 1e-7, "error " + burgersError(128, 160));
    }

    private static double solitonError(int points, int steps) {
        KortewegDeVries1dExact exact = new KortewegDeVries1dExact(0.022, 0.3, 2);
        Etdrk4LineSolver solver = KortewegDeVries1d.solver(
                0.022, PeriodicLine.sample(points, x -> exact.u(KortewegDeVries1d.LENGTH * x, 0)));
        solver.advanceTo(1, steps);
        return error(solver.values(), KortewegDeVries1d.LENGTH, x -> exact.u(x, 1));
    }

    @Test
    void aSolitonConvergesWithOrderFourInTime() {
        assertOrder(4, solitonError(256, 200), solitonError(256, 400), solitonError(256, 800));
    }

    @Test
    void aSolitonConvergesFasterThanAnyPowerInSpace() {
        double coarse = solitonError(64, 3000);
        double middle = solitonError(128, 3000);
        double fine = solitonError(256, 3000);
        assertTrue(middle < coarse / 30 && fine < middle / 30, coarse + ", " + middle + ", " + fine);
    }

    /** Mass and energy, the first two of infinitely many invariants, and the solitons' height. */
    @Test
    void kortewegDeVriesKeepsItsInvariants() {
        KortewegDeVries1d problem = KortewegDeVries1d.builder()
                .initial(InitialFamily.PAPER)
                .saveInterval(1.15)
                .snapshots(2)
                .build();
        Trajectory trajectory = problem.generate(1, 1).get(0);
        assertEquals(sum(trajectory.snapshot("u", 0), 1), sum(trajectory.snapshot("u", 1), 1), 1e-3);
        assertEquals(sum(trajectory.snapshot("u", 0), 2), sum(trajectory.snapshot("u", 1), 2), 2e-3);
        double highest = 0;
        for (float u : trajectory.snapshot("u", 1)) {
            highest = Math.max(highest, u);
        }
        // Zabusky and Kruskal 1965, figure 1: the highest at 3.6 / pi stands between 2.3 and 2.7.
        assertTrue(highest > 2.2 && highest < 2.8, "highest " + highest);
    }

    private static double sum(float[] values, int power) {
        double sum = 0;
        for (float value : values) {
            sum += Math.pow(value, power);
        }
        return sum;
    }

    /** e^((k^2 - k^4) t). */
    @Test
    void smallWavesOfKuramotoSivashinskyGrowAndFadeAsTheyShould() {
        for (int mode : new int[] {1, 2, 3, 4}) {
            double k = 2 * Math.PI * mode / 22;
            Etdrk4LineSolver solver = KuramotoSivashinsky1d.solver(
                    22, PeriodicLine.sample(64, x -> 1e-8 * Math.cos(2 * Math.PI * mode * x)));
            solver.advanceTo(3, 6);
            double growth = Math.exp(3 * (k * k - k * k * k * k));
            assertEquals(growth, solver.values()[0] * 1e8, 1e-6 * growth);
        }
    }

    private static double[] chaos(int points, int steps) {
        Etdrk4LineSolver solver = KuramotoSivashinsky1d.solver(
                22, PeriodicLine.sample(points, x -> Math.cos(2 * Math.PI * x) * (1 + Math.sin(2 * Math.PI * x))));
        solver.advanceTo(20, steps);
        return solver.values();
    }

    private static double chaosError(int steps, double[] reference) {
        double[] values = chaos(64, steps);
        double largest = 0;
        for (int j = 0; j < 64; j++) {
            largest = Math.max(largest, Math.abs(values[j] - reference[j]));
        }
        return largest;
    }

    /** With order 3 at larger steps, where the waves that are damped most lag behind. */
    @Test
    void kuramotoSivashinskyConvergesWithOrderFourInTime() {
        double[] reference = chaos(64, 6400);
        double order = Math.log(chaosError(800, reference) / chaosError(1600, reference)) / Math.log(2);
        assertEquals(4, order, 0.3);
        assertTrue(chaosError(200, reference) < 1e-5, "at the default step: " + chaosError(200, reference));
    }

    /** Of the bound that the time step rests on. */
    @Test
    void kuramotoSivashinskyStaysWithinItsBound() {
        KuramotoSivashinsky1d problem = KuramotoSivashinsky1d.builder()
                .length(60)
                .saveInterval(2)
                .snapshots(100)
                .build();
        for (Trajectory trajectory : problem.generate(3, 2)) {
            for (int snapshot = 0; snapshot < 100; snapshot++) {
                for (float u : trajectory.snapshot("u", snapshot)) {
                    assertTrue(Math.abs(u) < 4, "u = " + u);
                }
            }
        }
    }

    @Test
    void whatTheGridCannotHoldIsRefused() {
        assertRefusal(
                "grid = 100 on a line: give a power of 2 from 16 to 16384, such as 128",
                Advection1d.builder().grid(100));
        assertRefusal(
                "speed = 0.0: give a finite number other than 0",
                Advection1d.builder().speed(0));
        assertRefusal("use a grid of 512 or more", Burgers1d.builder().viscosity(0.001));
        Burgers1d.builder().viscosity(0.001).grid(512).build();
        assertRefusal("use a grid of 256 or more", KortewegDeVries1d.builder().dispersion(0.01));
        KortewegDeVries1d.builder().dispersion(0.01).grid(256).build();
        assertRefusal(
                "use a grid of 256 or more", KuramotoSivashinsky1d.builder().length(100));
        KuramotoSivashinsky1d.builder().length(100).grid(256).build();
        assertRefusal("viscosity = -1.0: give a positive", Burgers1d.builder().viscosity(-1));
        assertRefusal("is not within the stability limit", Burgers1d.builder().timeStep(0.01));
    }

    private static void assertRefusal(String text, ProblemBuilder<?> builder) {
        String message =
                assertThrows(IllegalArgumentException.class, builder::build).getMessage();
        assertTrue(message.contains(text), message);
    }
}
