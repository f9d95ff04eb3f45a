package io.github.dl4jquantum.pde.problem;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.pde.solver.Flow2d;
import io.github.dl4jquantum.pde.solver.SolverDivergedException;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;

@Timeout(60)
class Burgers2dTest {

    private static Burgers2d.Builder small() {
        return Burgers2d.builder().grid(17).reynolds(20).saveInterval(0.05).snapshots(5);
    }

    /** Oracle: Fletcher's solution at every saved time; 1e-6 is the scheme's own error on this grid. */
    @Test
    void fletcherTrajectoryFollowsTheExactSolution() {
        Trajectory trajectory =
                small().initial(InitialFamily.PAPER).build().generate(1, 1).get(0);
        Burgers2dExact exact = new Burgers2dExact(20, 0);
        double[] times = trajectory.times();
        assertArrayEquals(new double[] {0, 0.05, 0.1, 0.15, 0.2}, times, 1e-15);
        for (int time = 0; time < times.length; time++) {
            float[] u = trajectory.snapshot("u", time);
            float[] v = trajectory.snapshot("v", time);
            for (int row = 0; row < 17; row++) {
                for (int column = 0; column < 17; column++) {
                    assertEquals(exact.u(column / 16.0, row / 16.0, times[time]), u[row * 17 + column], 1e-6);
                    assertEquals(exact.v(column / 16.0, row / 16.0, times[time]), v[row * 17 + column], 1e-6);
                }
            }
        }
    }

    /** Oracle: the definition of the family: zero on the boundary, maximum at the given speed. */
    @Test
    void randomFieldsVanishOnTheBoundaryAndReachTheirSpeed() {
        Trajectory trajectory = Burgers2d.builder()
                .grid(65)
                .reynolds(40)
                .snapshots(2)
                .initialFlow(InitialFlow.randomSmooth(2.5, 1, 4))
                .build()
                .generate(1, 3)
                .get(0);
        float fastest = 0;
        for (String field : List.of("u", "v")) {
            float[] start = trajectory.snapshot(field, 0);
            float[] later = trajectory.snapshot(field, 1);
            for (int i = 0; i < 65; i++) {
                for (int boundary : new int[] {i, 64 * 65 + i, i * 65, i * 65 + 64}) {
                    assertEquals(0, start[boundary]);
                    assertEquals(0, later[boundary]);
                }
            }
            for (float value : start) {
                fastest = Math.max(fastest, Math.abs(value));
            }
        }
        assertEquals(2.5f, fastest);
    }

    @Test
    void solverTakesTheLargestStableStepThatDividesTheSaveInterval() {
        // 0.98 * 2.785 / 63^2 * 100 / (1024 / 75) = 0.005037: two steps of 0.005.
        assertEquals(0.005, Burgers2d.builder().build().timeStep(), 1e-15);
        assertEquals(0.0025, Burgers2d.builder().timeStep(0.0025).build().timeStep(), 1e-15);
    }

    @Test
    void refusesBadOptionsWithValueLimitAndRemedy() {
        refused(b -> b.reynolds(500), "reynolds 500.0 on 64 points", "7.937", "limit 2", "grid of 251", "at most 126");
        refused(b -> b.timeStep(0.01), "timeStep 0.01", "0 to 0.005037", "use 0.005");
        refused(b -> b.timeStep(0.003), "timeStep 0.003 does not divide saveInterval 0.01", "use 0.00333333");
        refused(b -> b.timeStep(-1), "timeStep -1.0");
        refused(b -> b.timeStep(Double.NaN), "timeStep NaN");
        refused(b -> b.grid(2), "grid = 2", "limit 3");
        refused(b -> b.snapshots(0), "snapshots = 0");
        refused(b -> b.reynolds(0), "reynolds = 0.0", "positive");
        refused(b -> b.reynolds(Double.NaN), "reynolds = NaN");
        refused(b -> b.saveInterval(Double.POSITIVE_INFINITY), "saveInterval = Infinity");
        refused(b -> b.saveInterval(1e12), "saveInterval 1.0E12", "limit 1.00e+12");
        refused(b -> b.grid(50_000).reynolds(10), "2^31");
        refused(b -> b.initialFlow(InitialFlow.randomSmooth(2, 1, 3)), "cell Reynolds number", "3.175");
    }

    @Test
    void aNonFiniteInitialStateIsNamed() {
        InitialFlow broken = new InitialFlow() {
            @Override
            public double maxSpeed() {
                return 1;
            }

            @Override
            public Flow2d flow(double reynolds, long seed, int trajectory) {
                return new Flow2d() {
                    @Override
                    public double u(double x, double y, double time) {
                        return 0;
                    }

                    @Override
                    public double v(double x, double y, double time) {
                        return x == 0.5 && y == 0.25 ? Double.NaN : 0;
                    }

                    @Override
                    public boolean boundaryMoves() {
                        return false;
                    }
                };
            }
        };
        String message = assertThrows(
                        SolverDivergedException.class,
                        () -> small().initialFlow(broken).build().generate(2, 1))
                .getMessage();
        assertTrue(message.contains("v is NaN at time 0.00000, x = 0.5000, y = 0.2500"), message);
    }

    private static void refused(UnaryOperator<Burgers2d.Builder> change, String... parts) {
        assertMessage(() -> change.apply(Burgers2d.builder()).build(), parts);
    }

    private static void assertMessage(Executable call, String... parts) {
        String message = assertThrows(IllegalArgumentException.class, call).getMessage();
        assertFalse(message.contains("\n"), message);
        for (String part : parts) {
            assertTrue(message.contains(part), message);
        }
    }
}
