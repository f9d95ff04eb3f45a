package io.github.dl4jquantum.pde.solver;

/**
 * The transport of vorticity by the flow that it makes, on a periodic plane, all derivatives spectral:
 *
 * <pre>
 * lap psi = -w       u = psi_y, v = -psi_x       N = -(u w_x + v w_y)
 * </pre>
 *
 * <p>The mean of w, which no periodic flow has, makes no flow.
 */
public final class VorticityReaction implements Reaction {

    private final SpectralGrid grid;
    private final double[][] inverse;
    private final double[][] streamFunction;
    private final double[][] u;
    private final double[][] v;
    private final double[][] alongX;
    private final double[][] alongY;

    /**
     * A reaction on a grid, with fields of its own to work in.
     *
     * @param grid periodic, of two axes
     */
    public VorticityReaction(SpectralGrid grid) {
        this.grid = grid;
        inverse = grid.laplacian();
        for (double[] row : inverse) {
            for (int i = 0; i < row.length; i++) {
                row[i] = row[i] == 0 ? 0 : -1 / row[i];
            }
        }
        streamFunction = grid.newField();
        u = grid.newField();
        v = grid.newField();
        alongX = grid.newField();
        alongY = grid.newField();
    }

    @Override
    public void rates(double time, double[][][] values, double[][][] rates) {
        flow(values[0]);
        grid.derivative(1, values[0], alongX);
        grid.derivative(0, values[0], alongY);
        for (int row = 0; row < u.length; row++) {
            rates(u[row], v[row], alongX[row], alongY[row], rates[0][row]);
        }
    }

    /**
     * {@return the largest speed of the flow that a vorticity makes}
     *
     * @param vorticity w at the grid's points
     */
    public double fastest(double[][] vorticity) {
        flow(vorticity);
        double square = 0;
        for (int row = 0; row < u.length; row++) {
            for (int i = 0; i < u[row].length; i++) {
                square = Math.max(square, u[row][i] * u[row][i] + v[row][i] * v[row][i]);
            }
        }
        return Math.sqrt(square);
    }

    private void flow(double[][] vorticity) {
        grid.toModes(vorticity, streamFunction);
        for (int row = 0; row < inverse.length; row++) {
            for (int i = 0; i < inverse[row].length; i++) {
                streamFunction[row][i] *= inverse[row][i];
            }
        }
        grid.toValues(streamFunction, streamFunction);
        grid.derivative(0, streamFunction, u);
        grid.derivative(1, streamFunction, v);
        for (double[] row : v) {
            for (int i = 0; i < row.length; i++) {
                row[i] = -row[i];
            }
        }
    }

    private static void rates(double[] u, double[] v, double[] alongX, double[] alongY, double[] rate) {
        for (int i = 0; i < rate.length; i++) {
            rate[i] = -(u[i] * alongX[i] + v[i] * alongY[i]);
        }
    }
}
