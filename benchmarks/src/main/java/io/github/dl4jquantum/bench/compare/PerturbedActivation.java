package io.github.dl4jquantum.bench.compare;

import io.github.dl4jquantum.bench.compare.Perturbation.Scatter;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.BaseActivationFunction;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A bounded activation, disturbed, of a network that forecasts and does not train. */
final class PerturbedActivation extends BaseActivationFunction {
    private static final long serialVersionUID = 1L;

    private final IActivation exact;
    private final double low;
    private final transient Scatter scatter;

    /** @param low the activation's lower bound; the upper one is 1 */
    PerturbedActivation(IActivation exact, double low, Scatter scatter) {
        this.exact = exact;
        this.low = low;
        this.scatter = scatter;
    }

    @Override
    public INDArray getActivation(INDArray in, boolean training) {
        INDArray out = exact.getActivation(in, training);
        double half = (1 - low) / 2;
        double[] values = out.dup('c').data().asDouble();
        for (int i = 0; i < values.length; i++) {
            values[i] = low + half * (1 + scatter.of((values[i] - low) / half - 1));
        }
        return out.assign(
                Nd4j.createFromArray(values).reshape('c', out.shape().clone()).castTo(out.dataType()));
    }

    @Override
    public Pair<INDArray, INDArray> backprop(INDArray in, INDArray epsilon) {
        throw new UnsupportedOperationException("A disturbed network does not train.");
    }
}
