package io.github.dl4jquantum.pde.solver;

/** The part N of u_t = D lap u + N(u, t) that is not diffusion, for one or several fields u. */
@FunctionalInterface
public interface Reaction {

    /**
     * Writes N.
     *
     * @param time t
     * @param values of each field at the grid's points, rows as {@link SpectralGrid} keeps them
     * @param rates N of each field, in the same shape
     */
    void rates(double time, double[][][] values, double[][][] rates);
}
