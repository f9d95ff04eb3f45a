package io.github.dl4jquantum.bench.study;

import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.BaseActivationFunction;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * {@code sigm(tanh(a))}: a gate that lies in [0.27, 0.73], as one does that sees expectations in [-1, 1] alone. Derivative
 * {@code sigm(t) (1 - sigm(t)) (1 - t^2)} with t = tanh(a).
 */
public final class ActivationSigmoidOfTanh extends BaseActivationFunction {
    private static final long serialVersionUID = 1L;

    @Override
    public INDArray getActivation(INDArray in, boolean training) {
        Transforms.tanh(in, false);
        return Transforms.sigmoid(in, false);
    }

    @Override
    public Pair<INDArray, INDArray> backprop(INDArray in, INDArray epsilon) {
        assertShape(in, epsilon);
        INDArray t = Transforms.tanh(in, true);
        INDArray s = Transforms.sigmoid(t, true);
        INDArray slope = s.mul(s.rsub(1)).muli(t.mul(t).rsubi(1));
        return new Pair<>(slope.muli(epsilon), null);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ActivationSigmoidOfTanh;
    }

    @Override
    public int hashCode() {
        return ActivationSigmoidOfTanh.class.hashCode();
    }

    @Override
    public String toString() {
        return "sigmoid of tanh";
    }
}
