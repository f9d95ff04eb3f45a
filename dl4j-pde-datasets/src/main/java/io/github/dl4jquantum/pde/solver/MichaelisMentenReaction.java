package io.github.dl4jquantum.pde.solver;

/**
 * Michaelis-Menten uptake of one field u: N = -V u / (K + u).
 *
 * @param maximumRate V
 * @param michaelisConstant K, the concentration at half the maximum rate
 */
public record MichaelisMentenReaction(double maximumRate, double michaelisConstant) implements Reaction {

    @Override
    public void rates(double time, double[][][] values, double[][][] rates) {
        for (int row = 0; row < values[0].length; row++) {
            double[] u = values[0][row];
            double[] rate = rates[0][row];
            for (int i = 0; i < u.length; i++) {
                rate[i] = -maximumRate * u[i] / (michaelisConstant + u[i]);
            }
        }
    }
}
