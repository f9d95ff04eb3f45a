package io.github.dl4jquantum.pde.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the equations conserve, balance or bound must hold for what is generated. */
@Timeout(60)
class ConservationTest {

    /** The change of the mean of u + v is the time integral of F (1 - u) - (F + k) v, here by Simpson's rule. */
    @ParameterizedTest
    @EnumSource
    void grayScottKeepsItsBalance(InitialFamily family) {
        GrayScott2d problem = GrayScott2d.builder()
                .initial(family)
                .saveInterval(1)
                .snapshots(41)
                .timeStep(0.25)
                .build();
        Trajectory trajectory = problem.generate(1, 1).get(0);
        for (int t = 0; t + 2 < trajectory.snapshots(); t += 2) {
            double change = content(trajectory, t + 2) - content(trajectory, t);
            double production = (rate(trajectory, t) + 4 * rate(trajectory, t + 1) + rate(trajectory, t + 2)) / 3;
            assertEquals(production, change, 2e-5 * Math.abs(production) + 2e-7, family + " at " + t);
        }
        for (int t = 0; t < trajectory.snapshots(); t++) {
            bounded(trajectory.snapshot("u", t), -1e-3, 1 + 1e-3);
            bounded(trajectory.snapshot("v", t), -1e-3, 1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void michaelisMentenStaysBetweenZeroAndOneAndIsUsedUp(InitialFamily family) {
        for (Trajectory trajectory :
                MichaelisMenten3d.builder().initial(family).build().generate(3, 1)) {
            double before = Double.POSITIVE_INFINITY;
            for (int t = 0; t < trajectory.snapshots(); t++) {
                float[] u = trajectory.snapshot("u", t);
                bounded(u, 0, 1);
                double content = mean(u);
                assertTrue(content < before, family + " at " + t);
                before = content;
            }
        }
    }

    /** Both V and its slopes obey a maximum principle; 1e-3 is what sampling a maximum on the grid may miss. */
    @ParameterizedTest
    @EnumSource
    void hamiltonJacobiSlopesStayBelowTheirBound(InitialFamily family) {
        HamiltonJacobiBellman2d problem = HamiltonJacobiBellman2d.builder()
                .initial(family)
                .snapshots(20)
                .saveInterval(0.1)
                .build();
        double bound = HamiltonJacobiBellman2d.steepest(family, 0.1);
        double h = 2 * Math.PI / 64;
        for (Trajectory trajectory : problem.generate(2, 1)) {
            double highest = Double.POSITIVE_INFINITY;
            double steepest = 0;
            for (int t = 0; t < trajectory.snapshots(); t++) {
                float[] v = trajectory.snapshot("v", t);
                double top = Double.NEGATIVE_INFINITY;
                for (int i = 0; i < v.length; i++) {
                    top = Math.max(top, v[i]);
                    int east = i / 64 * 64 + (i + 1) % 64;
                    steepest = Math.max(steepest, Math.abs(v[east] - v[i]) / h);
                }
                assertTrue(top <= highest + 1e-6, family + " at " + t);
                highest = top;
            }
            assertTrue(steepest <= bound * (1 + 1e-3) && steepest > 0.2 * bound, family + ": " + steepest);
        }
    }

    /** Oracle: the exact solution at the saved times. */
    @org.junit.jupiter.api.Test
    void hamiltonJacobiPaperTrajectoryFollowsTheExactSolution() {
        Trajectory trajectory = HamiltonJacobiBellman2d.builder()
                .initial(InitialFamily.PAPER)
                .snapshots(50)
                .build()
                .generate(1, 1)
                .get(0);
        HamiltonJacobiBellman2dExact exact = new HamiltonJacobiBellman2dExact(0.1, 0.9, 0, 0);
        for (int t : new int[] {0, 10, 49}) {
            float[] v = trajectory.snapshot("v", t);
            for (int i = 0; i < v.length; i++) {
                double x = 2 * Math.PI * (i % 64) / 64;
                double y = 2 * Math.PI * (i / 64) / 64;
                assertEquals(exact.value(x, y, trajectory.times()[t]), v[i], 1e-5);
            }
        }
    }

    private static double content(Trajectory trajectory, int time) {
        return mean(trajectory.snapshot("u", time)) + mean(trajectory.snapshot("v", time));
    }

    private static double rate(Trajectory trajectory, int time) {
        return 0.03 * (1 - mean(trajectory.snapshot("u", time))) - 0.092 * mean(trajectory.snapshot("v", time));
    }

    private static double mean(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    private static void bounded(float[] values, double low, double high) {
        for (float value : values) {
            assertTrue(value >= low && value <= high, value + " is outside " + low + " to " + high);
        }
    }
}
