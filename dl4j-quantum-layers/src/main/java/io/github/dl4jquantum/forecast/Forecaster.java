package io.github.dl4jquantum.forecast;

import org.nd4j.linalg.api.ndarray.INDArray;

/** Anything that forecasts snapshots from the true ones before them, in physical units. */
public interface Forecaster {

    /** {@return how many snapshots a context needs to have} */
    int contextLength();

    /**
     * The {@code steps} snapshots after each context, from it and nothing later.
     *
     * @param context {@code [minibatch, values, time]}, physical units, at least {@link #contextLength} time steps
     * @param steps 1 or more
     * @return {@code [minibatch, values, steps]}, physical units
     */
    INDArray rollout(INDArray context, int steps);
}
