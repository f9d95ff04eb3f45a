package io.github.dl4jquantum.layers;

import io.github.dl4jquantum.circuit.AngleInit;
import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.engine.spi.CellParameter;
import org.deeplearning4j.nn.weights.IWeightInit;
import org.deeplearning4j.nn.weights.WeightInitXavier;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** First values of parameters, out of ND4J's random numbers, so that the network's seed decides. */
final class InitialValues {

    private InitialValues() {}

    /** Fills {@code angles} with initial values of a circuit's parameters. */
    static void drawAngles(AngleInit init, Circuit circuit, INDArray angles) {
        INDArray standard = init.isNormal()
                ? Nd4j.randn(angles.dataType(), angles.shape())
                : Nd4j.rand(angles.dataType(), angles.shape());
        angles.assign(standard.muli(init.scale(circuit)));
    }

    /** @param chosen null for Xavier: DL4J does not pass the network's defaults on to a layer within two wrappers */
    static void drawWeights(IWeightInit chosen, CellParameter parameter, INDArray array) {
        IWeightInit init = chosen == null ? new WeightInitXavier() : chosen;
        INDArray flat = array.reshape('f', new long[] {array.length()});
        init.init(parameter.rows(), parameter.columns(), array.shape(), 'f', flat);
    }

    /** @param chosen NaN for 0 */
    static void setBiases(double chosen, INDArray array) {
        array.assign(Double.isNaN(chosen) ? 0 : chosen);
    }
}
