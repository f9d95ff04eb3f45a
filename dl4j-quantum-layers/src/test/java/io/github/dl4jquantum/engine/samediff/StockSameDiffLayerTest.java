package io.github.dl4jquantum.engine.samediff;

import static io.github.dl4jquantum.testing.Agreement.assertClose;

import io.github.dl4jquantum.testing.Tolerances;
import java.util.Map;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.samediff.SDLayerParams;
import org.deeplearning4j.nn.conf.layers.samediff.SameDiffLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * The canary: Deeplearning4j 1.0.0-M2.1's own SameDiff layers backpropagate exactly twice the right gradient. That is
 * why this project's layers do not use its runtime layer, and why {@link DifferentiableGraph} takes upstream gradients
 * as placeholders.
 *
 * <p>The day this test fails, upstream is mended: then check whether the project's own runtime layer is still needed,
 * delete what it works around, and delete this test. Oracle: the same layer as a DenseLayer.
 */
@Timeout(60)
class StockSameDiffLayerTest {

    private static final INDArray X = Nd4j.createFromArray(new double[][] {{0.1, 0.7}, {-0.3, 0.2}, {1.5, -0.4}});
    private static final INDArray LABELS = Nd4j.createFromArray(new double[][] {{1, 0}, {0.5, 0.5}, {-1, 2}});

    /** A symmetric matrix, since the two layers lay theirs out in different orders. */
    private static final INDArray WEIGHTS = Nd4j.createFromArray(0.3, -0.2, -0.2, 0.5);

    @Test
    void itsGradientsAreTwiceTheRightOnes() {
        MultiLayerNetwork right = network(new DenseLayer.Builder()
                .nOut(2)
                .hasBias(false)
                .activation(Activation.IDENTITY)
                .build());
        MultiLayerNetwork stock = network(new Linear());
        assertClose(right.output(X).toDoubleMatrix()[2], stock.output(X).toDoubleMatrix()[2], Tolerances.DOUBLE);

        assertClose(gradient(right).mul(2).toDoubleVector(), gradient(stock).toDoubleVector(), Tolerances.DOUBLE);
    }

    private static MultiLayerNetwork network(Layer layer) {
        MultiLayerNetwork network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .dataType(DataType.DOUBLE)
                .list(
                        layer,
                        new LossLayer.Builder(LossFunction.MSE)
                                .activation(Activation.IDENTITY)
                                .build())
                .setInputType(InputType.feedForward(2))
                .build());
        network.init();
        network.setParams(WEIGHTS.reshape(1, -1));
        return network;
    }

    private static INDArray gradient(MultiLayerNetwork network) {
        network.setInput(X);
        network.setLabels(LABELS);
        network.computeGradientAndScore();
        return network.gradient().getGradientFor("0_W").dup().reshape(-1);
    }

    /** x W as a stock SameDiff layer. */
    public static final class Linear extends SameDiffLayer {

        private static final long serialVersionUID = 1L;

        @Override
        public SDVariable defineLayer(
                SameDiff sd, SDVariable input, Map<String, SDVariable> parameters, SDVariable mask) {
            return input.mmul(parameters.get("W"));
        }

        @Override
        public void defineParameters(SDLayerParams parameters) {
            parameters.addWeightParam("W", 2, 2);
        }

        @Override
        public void initializeParameters(Map<String, INDArray> parameters) {
            initWeights(2, 2, WeightInit.XAVIER, parameters.get("W"));
        }

        @Override
        public InputType getOutputType(int layerIndex, InputType inputType) {
            return InputType.feedForward(2);
        }
    }
}
