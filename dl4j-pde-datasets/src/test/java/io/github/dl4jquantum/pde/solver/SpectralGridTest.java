package io.github.dl4jquantum.pde.solver;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Oracle: trigonometric functions, which the Laplacian multiplies by a number. */
@Timeout(20)
class SpectralGridTest {

    static Stream<SpectralGrid> grids() {
        return Stream.of(
                SpectralGrid.periodic(7, 2, 3),
                SpectralGrid.periodic(8, 2, 1),
                SpectralGrid.periodic(6, 3, 2),
                SpectralGrid.zeroBoundary(7, 2, 1),
                SpectralGrid.zeroBoundary(5, 3, 2));
    }

    @ParameterizedTest
    @MethodSource("grids")
    void thereAndBackIsTheSameAndKeepsTheSumOfSquares(SpectralGrid grid) {
        Random random = new Random(1);
        double[][] values = grid.sample(place -> random.nextGaussian());
        double[][] modes = grid.newField();
        double[][] back = grid.newField();
        grid.toModes(values, modes);
        grid.toValues(modes, back);
        assertEquals(squares(values), squares(modes), 1e-11);
        assertClose(values, back, 1e-13);
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.ValueSource(ints = {3, 4, 7, 12, 32, 40})
    void modesAreSumsOfCosinesAndSines(int points) {
        Random random = new Random(points);
        SpectralGrid grid = SpectralGrid.periodic(points, 2, 1);
        double[][] values = grid.sample(place -> random.nextGaussian());
        double[][] modes = grid.newField();
        double[][] sums = grid.newField();
        grid.toModes(values, modes);
        for (int row = 0; row < points; row++) {
            for (int column = 0; column < points; column++) {
                for (int y = 0; y < points; y++) {
                    for (int x = 0; x < points; x++) {
                        sums[row][column] += mode(row, y, points) * mode(column, x, points) * values[y][x];
                    }
                }
            }
        }
        assertClose(sums, modes, 1e-12);
    }

    /** 1, cos t, sin t, cos 2t, ... of norm 1. */
    private static double mode(int mode, int j, int points) {
        double t = 2 * Math.PI * ((mode + 1) / 2) * j / points;
        boolean alone = mode == 0 || 2 * ((mode + 1) / 2) == points;
        return Math.sqrt((alone ? 1.0 : 2.0) / points) * (mode % 2 == 1 || mode == 0 ? Math.cos(t) : Math.sin(t));
    }

    @Test
    void laplacianOfAPeriodicWave() {
        SpectralGrid grid = SpectralGrid.periodic(9, 2, 3);
        double k = 2 * Math.PI / 3;
        assertEigenfunction(grid, place -> Math.sin(2 * k * place[0]) * Math.cos(3 * k * place[1]), -13 * k * k);
    }

    @Test
    void laplacianOfASineInACube() {
        SpectralGrid grid = SpectralGrid.zeroBoundary(5, 3, 2);
        double k = Math.PI / 2;
        assertEigenfunction(
                grid,
                place -> Math.sin(k * place[0]) * Math.sin(2 * k * place[1]) * Math.sin(4 * k * place[2]),
                -21 * k * k);
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.ValueSource(ints = {8, 9})
    void derivativesAlongEachAxis(int points) {
        SpectralGrid grid = SpectralGrid.periodic(points, 2, 1);
        double k = 2 * Math.PI;
        double[][] wave = grid.sample(place -> Math.sin(2 * k * place[0]) * Math.cos(3 * k * place[1]));
        double[][] slopes = grid.newField();
        grid.derivative(0, wave, slopes);
        assertClose(
                grid.sample(place -> 2 * k * Math.cos(2 * k * place[0]) * Math.cos(3 * k * place[1])), slopes, 1e-12);
        grid.derivative(1, wave, slopes);
        assertClose(
                grid.sample(place -> -3 * k * Math.sin(2 * k * place[0]) * Math.sin(3 * k * place[1])), slopes, 1e-12);
    }

    private static void assertEigenfunction(SpectralGrid grid, SpectralGrid.Function wave, double eigenvalue) {
        double[][] values = grid.sample(wave);
        double[][] modes = grid.newField();
        double[][] laplacian = grid.laplacian();
        grid.toModes(values, modes);
        for (int row = 0; row < modes.length; row++) {
            for (int column = 0; column < modes[row].length; column++) {
                modes[row][column] *= laplacian[row][column] / eigenvalue;
            }
        }
        grid.toValues(modes, modes);
        assertClose(values, modes, 1e-13);
    }

    private static double squares(double[][] field) {
        double sum = 0;
        for (double[] row : field) {
            for (double value : row) {
                sum += value * value;
            }
        }
        return sum;
    }

    private static void assertClose(double[][] expected, double[][] actual, double tolerance) {
        for (int row = 0; row < expected.length; row++) {
            assertArrayEquals(expected[row], actual[row], tolerance);
        }
    }
}
