package io.github.dl4jquantum.pde.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.pde.solver.Etd2Solver;
import io.github.dl4jquantum.pde.solver.SpectralGrid;
import io.github.dl4jquantum.pde.solver.VorticityReaction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Oracles: Taylor and Green's vortices, the Jacobian of two waves by hand, finer grids and steps. */
@Timeout(120)
class NavierStokes2dTest {

    /** w = 2 cos x cos y e^(-2 nu t), whose transport vanishes. */
    @Test
    void taylorGreenVorticesFadeExactly() {
        SpectralGrid grid = SpectralGrid.periodic(16, 2, NavierStokes2d.SIDE);
        Etd2Solver solver =
                NavierStokes2d.solver(grid, 0.1, grid.sample(place -> 2 * Math.cos(place[0]) * Math.cos(place[1])));
        solver.advanceTo(2, 40);
        for (int index = 0; index < 256; index++) {
            double x = grid.coordinate(index % 16);
            double y = grid.coordinate(index / 16);
            assertEquals(2 * Math.cos(x) * Math.cos(y) * Math.exp(-0.4), solver.value(0, index), 1e-12);
        }
    }

    /** psi = sin x + cos 2 y: w = sin x + 4 cos 2 y, u = -2 sin 2 y, v = -cos x. */
    @Test
    void vorticityIsCarriedByTheFlowThatItMakes() {
        SpectralGrid grid = SpectralGrid.periodic(16, 2, NavierStokes2d.SIDE);
        double[][] vorticity = grid.sample(place -> Math.sin(place[1]) + 4 * Math.cos(2 * place[0]) + 7);
        double[][][] rates = {grid.newField()};
        VorticityReaction reaction = new VorticityReaction(grid);
        reaction.rates(0, new double[][][] {vorticity}, rates);
        double fastest = 0;
        for (int row = 0; row < 16; row++) {
            for (int column = 0; column < 16; column++) {
                double x = grid.coordinate(column);
                double y = grid.coordinate(row);
                double u = -2 * Math.sin(2 * y);
                double v = -Math.cos(x);
                fastest = Math.max(fastest, Math.hypot(u, v));
                assertEquals(-(u * Math.cos(x) + v * -8 * Math.sin(2 * y)), rates[0][row][column], 1e-12);
            }
        }
        assertEquals(fastest, reaction.fastest(vorticity), 1e-12);
    }

    private static double[] shear(int points, int steps) {
        SpectralGrid grid = SpectralGrid.periodic(points, 2, NavierStokes2d.SIDE);
        Etd2Solver solver = NavierStokes2d.solver(
                grid, 0.05, grid.sample(place -> Math.cos(2 * place[0]) + Math.sin(place[1] + place[0])));
        solver.advanceTo(1, steps);
        double[] values = new double[16 * 16];
        for (int row = 0; row < 16; row++) {
            for (int column = 0; column < 16; column++) {
                values[row * 16 + column] = solver.value(0, row * (points / 16) * points + column * (points / 16));
            }
        }
        return values;
    }

    private static double error(double[] values, double[] reference) {
        double largest = 0;
        for (int i = 0; i < values.length; i++) {
            largest = Math.max(largest, Math.abs(values[i] - reference[i]));
        }
        return largest;
    }

    @Test
    void convergesWithOrderTwoInTime() {
        double[] reference = shear(32, 3200);
        double coarse = error(shear(32, 50), reference);
        double middle = error(shear(32, 100), reference);
        double fine = error(shear(32, 200), reference);
        assertEquals(4, coarse / middle, 0.4);
        assertEquals(4, middle / fine, 0.4);
    }

    @Test
    void convergesFasterThanAnyPowerInSpace() {
        double[] reference = shear(64, 400);
        double coarse = error(shear(16, 400), reference);
        double fine = error(shear(32, 400), reference);
        assertTrue(fine < coarse / 1000, coarse + ", " + fine);
    }

    /** The speed that the time step rests on, and that energy fades. */
    @Test
    void speedsStayWithinTheirBound() {
        for (InitialFamily family : InitialFamily.values()) {
            NavierStokes2d problem = NavierStokes2d.builder()
                    .initial(family)
                    .saveInterval(1)
                    .snapshots(4)
                    .build();
            SpectralGrid grid = SpectralGrid.periodic(64, 2, NavierStokes2d.SIDE);
            double bound = 1.5 * (family == InitialFamily.OUT_OF_DISTRIBUTION ? 1.5 : 1);
            for (Trajectory trajectory : problem.generate(2, 3)) {
                for (int snapshot = 0; snapshot < 4; snapshot++) {
                    float[] values = trajectory.snapshot("w", snapshot);
                    double[][] field = grid.newField();
                    for (int i = 0; i < values.length; i++) {
                        field[i / 64][i % 64] = values[i];
                    }
                    double fastest = new VorticityReaction(grid).fastest(field);
                    assertTrue(fastest < bound, family + ": speed " + fastest);
                }
            }
        }
    }

    /** Twice the points change the default data by so much, of its size: most of thin shear layers. */
    @ParameterizedTest
    @CsvSource({"PAPER, 3e-3", "OUT_OF_DISTRIBUTION, 1e-4"})
    void defaultsAreResolved(InitialFamily family, double limit) {
        NavierStokes2d.Builder options =
                NavierStokes2d.builder().initial(family).saveInterval(1).snapshots(2);
        float[] usual = options.build().generate(1, 4).get(0).snapshot("w", 1);
        float[] fine = options.grid(128).build().generate(1, 4).get(0).snapshot("w", 1);
        double difference = 0;
        double size = 0;
        for (int i = 0; i < usual.length; i++) {
            double exact = fine[i / 64 * 2 * 128 + i % 64 * 2];
            difference += (usual[i] - exact) * (usual[i] - exact);
            size += exact * exact;
        }
        double relative = Math.sqrt(difference / size);
        assertTrue(relative < limit, family + ": " + relative);
    }

    @Test
    void whatTheGridCannotHoldIsRefused() {
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> NavierStokes2d.builder().viscosity(0.001).build())
                .getMessage();
        assertTrue(message.contains("use a grid of 188 or more"), message);
        NavierStokes2d.builder().viscosity(0.001).grid(188).build();
    }
}
