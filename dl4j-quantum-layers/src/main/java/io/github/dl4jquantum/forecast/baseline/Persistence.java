package io.github.dl4jquantum.forecast.baseline;

import io.github.dl4jquantum.forecast.Forecaster;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Nothing changes: {@code u_{t+k} = u_t}. */
public final class Persistence implements Forecaster {

    @Override
    public int contextLength() {
        return 1;
    }

    @Override
    public INDArray rollout(INDArray context, int steps) {
        long last = context.size(2) - 1;
        INDArray now = context.get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.interval(last, last + 1));
        return now.repeat(2, steps);
    }
}
