package io.github.dl4jquantum.pde.solver;

import static io.github.dl4jquantum.pde.solver.InterleavedField.GHOSTS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.github.dl4jquantum.pde.problem.Burgers2dExact;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The build runs it twice: in a JVM with the Vector API {@link BurgersKernel#of} is the kernel in it, in one without the
 * plain one. Weights are random, so that none may be left out or exchanged.
 */
@Timeout(60)
class BurgersKernelTest {

    private final Random random = new Random(1);
    private final double[] first = random.doubles(7, -1, 1).toArray();
    private final double[] second = random.doubles(7, -1, 1).toArray();

    static Stream<Integer> sizes() {
        return Stream.of(3, 4, 5, 7, 8, 9, 13, 16, 17, 31, 64, 65, 100);
    }

    /** Oracle: the formula, point by point, added in the order that the bits of all files were made in. */
    @ParameterizedTest
    @MethodSource("sizes")
    void everyKernelHasTheFormulasBits(int points) {
        for (BurgersKernel kernel :
                new BurgersKernel[] {new BurgersKernel(points, first, second), BurgersKernel.of(points, first, second)
                }) {
            Velocity at = any(points);
            Velocity state = any(points);
            Velocity sumIn = any(points);
            Velocity next = new Velocity(points);
            Velocity sumOut = new Velocity(points);
            kernel.stage(at, state, 0.3, next, sumIn, 0.7, sumOut);
            String where = kernel.getClass().getSimpleName();
            requireStage(where, at, state, 0.3, next);
            requireStage(where, at, sumIn, 0.7, sumOut);
        }
    }

    /** Oracle: the same stage, whose sums go to another field. */
    @ParameterizedTest
    @MethodSource("sizes")
    void sumsMayReplaceWhatTheyAreMadeOf(int points) {
        BurgersKernel kernel = BurgersKernel.of(points, first, second);
        Velocity at = any(points);
        Velocity state = any(points);
        Velocity sum = any(points);
        Velocity next = new Velocity(points);
        Velocity expected = new Velocity(points);
        kernel.stage(at, state, 0.3, next, sum, 0.7, expected);
        Velocity nextAgain = new Velocity(points);
        kernel.stage(at, state, 0.3, nextAgain, sum, 0.7, state);
        requireInside(next, nextAgain, points);
        requireInside(expected, state, points);
        kernel.stage(at, state, 0.3, nextAgain, sum, 0.7, sum);
        requireInside(expected, sum, points);
    }

    /** Oracle: the plain loops, whose convergence to exact solutions {@link Burgers2dSolverTest} shows. */
    @ParameterizedTest
    @ValueSource(ints = {4, 9, 23, 33})
    void solutionsHaveThePlainLoopsBits(int points) {
        Flow2d moving = new Burgers2dExact(points, 0);
        Flow2d walls = new Flow2d() {
            @Override
            public double u(double x, double y, double time) {
                return x * (1 - x) * y * (1 - y);
            }

            @Override
            public double v(double x, double y, double time) {
                return Math.sin(3 * x) - y;
            }

            @Override
            public boolean boundaryMoves() {
                return false;
            }
        };
        for (Flow2d flow : new Flow2d[] {moving, walls}) {
            Burgers2dSolver plain = new Burgers2dSolver(points, points, flow, BurgersKernel::new);
            Burgers2dSolver chosen = new Burgers2dSolver(points, points, flow);
            double begin = plain.u(points / 2, points / 2);
            double end = 10 * new Burgers2dLimits(points, points, 1).largestStep();
            plain.advanceTo(end, 10);
            chosen.advanceTo(end, 10);
            for (int row = 0; row < points; row++) {
                for (int column = 0; column < points; column++) {
                    same("u", plain.u(row, column), chosen.u(row, column));
                    same("v", plain.v(row, column), chosen.v(row, column));
                }
            }
            assertNotEquals(begin, plain.u(points / 2, points / 2));
        }
    }

    /** Oracle: the class's comment. */
    @Test
    void theVectorApiIsUsedWhereItIsThere() {
        boolean there = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
        String name = BurgersKernel.of(8, first, second).getClass().getSimpleName();
        assertEquals(there ? "VectorBurgersKernel" : "BurgersKernel", name);
    }

    private Velocity any(int points) {
        Velocity any = new Velocity(points);
        for (int row = -GHOSTS; row < points + GHOSTS; row++) {
            for (int column = -GHOSTS; column < points + GHOSTS; column++) {
                any.u().set(row, column, random.nextGaussian());
                any.v().set(row, column, random.nextGaussian());
            }
        }
        return any;
    }

    private void requireStage(String where, Velocity at, Velocity base, double factor, Velocity actual) {
        int points = at.u().points();
        for (int row = 0; row < points; row++) {
            for (int column = 1; column < points - 1; column++) {
                boolean wall = row == 0 || row == points - 1;
                double rateOfU = wall ? 0 : rate(at.u(), at, row, column);
                double rateOfV = wall ? 0 : rate(at.v(), at, row, column);
                String place = where + ", row " + row + ", column " + column;
                same(
                        place,
                        base.u().get(row, column) + factor * rateOfU,
                        actual.u().get(row, column));
                same(
                        place,
                        base.v().get(row, column) + factor * rateOfV,
                        actual.v().get(row, column));
            }
        }
    }

    private double rate(InterleavedField q, Velocity at, int row, int column) {
        double rate = 2 * second[0] * q.get(row, column);
        for (int k = 1; k <= 5; k += 2) {
            rate += two(
                    k,
                    at.v().get(row, column),
                    q.get(row - k - 1, column),
                    q.get(row - k, column),
                    q.get(row + k, column),
                    q.get(row + k + 1, column));
            rate += two(
                    k,
                    at.u().get(row, column),
                    q.get(row, column - k - 1),
                    q.get(row, column - k),
                    q.get(row, column + k),
                    q.get(row, column + k + 1));
        }
        return rate;
    }

    private double two(int k, double speed, double before2, double before, double after, double after2) {
        return second[k] * (after + before)
                + second[k + 1] * (after2 + before2)
                - speed * (first[k] * (after - before) + first[k + 1] * (after2 - before2));
    }

    private static void requireInside(Velocity expected, Velocity actual, int points) {
        for (int row = 0; row < points; row++) {
            for (int column = 1; column < points - 1; column++) {
                same("u", expected.u().get(row, column), actual.u().get(row, column));
                same("v", expected.v().get(row, column), actual.v().get(row, column));
            }
        }
    }

    private static void same(String what, double expected, double actual) {
        assertEquals(Double.doubleToRawLongBits(expected), Double.doubleToRawLongBits(actual), what);
    }
}
