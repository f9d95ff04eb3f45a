package io.github.dl4jquantum.pde.solver;

/** The quadratic Hamiltonian of one field V on a periodic plane: N = -|grad V|^2 / 2, the gradient being spectral. */
public final class HamiltonianReaction implements Reaction {

    private final SpectralGrid grid;
    private final double[][] alongX;
    private final double[][] alongY;

    /**
     * A reaction on a grid, with fields of its own to work in.
     *
     * @param grid periodic, of two axes
     */
    public HamiltonianReaction(SpectralGrid grid) {
        this.grid = grid;
        alongX = grid.newField();
        alongY = grid.newField();
    }

    @Override
    public void rates(double time, double[][][] values, double[][][] rates) {
        grid.derivative(1, values[0], alongX);
        grid.derivative(0, values[0], alongY);
        for (int row = 0; row < alongX.length; row++) {
            rates(alongX[row], alongY[row], rates[0][row]);
        }
    }

    private static void rates(double[] alongX, double[] alongY, double[] rate) {
        for (int i = 0; i < rate.length; i++) {
            rate[i] = -0.5 * (alongX[i] * alongX[i] + alongY[i] * alongY[i]);
        }
    }
}
