package io.github.dl4jquantum.pde.solver;

/**
 * The Gray-Scott kinetics of two fields u and v: N_u = -u v^2 + F (1 - u), N_v = u v^2 - (F + k) v.
 *
 * @param feedRate F
 * @param killRate k
 */
public record GrayScottReaction(double feedRate, double killRate) implements Reaction {

    @Override
    public void rates(double time, double[][][] values, double[][][] rates) {
        for (int row = 0; row < values[0].length; row++) {
            rates(values[0][row], values[1][row], rates[0][row], rates[1][row], feedRate, feedRate + killRate);
        }
    }

    private static void rates(double[] u, double[] v, double[] rateU, double[] rateV, double feed, double loss) {
        for (int i = 0; i < u.length; i++) {
            double conversion = u[i] * v[i] * v[i];
            rateU[i] = feed * (1 - u[i]) - conversion;
            rateV[i] = conversion - loss * v[i];
        }
    }
}
