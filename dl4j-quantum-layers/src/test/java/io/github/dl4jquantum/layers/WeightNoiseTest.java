package io.github.dl4jquantum.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.weightnoise.IWeightNoise;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * Oracle: a network without noise. Noise that adds a tenth to the weights in every iteration trains as a network does whose
 * weights are a tenth larger, for the step of gradient descent is taken from the gradient there. Truncated backpropagation makes two of a
 * minibatch, between which DL4J itself forgets no noise.
 */
@Timeout(60)
class WeightNoiseTest {

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void everyIterationHasItsOwnNoise(boolean recurrent) {
        DataSet data = new DataSet(Nd4j.rand(DataType.DOUBLE, 3, 2, 4), Nd4j.rand(DataType.DOUBLE, 3, 2, 4));
        MultiLayerNetwork noisy = network(recurrent, new LayerOptionsTest.AddATenth());
        MultiLayerNetwork plain = network(recurrent, null);
        plain.setParams(noisy.params().dup());
        shiftWeights(plain.getLayer(0), 0.1);
        for (int update = 0; update < 4; update++) {
            noisy.fit(data);
            plain.fit(data);
        }
        shiftWeights(plain.getLayer(0), -0.1);
        assertEquals(0, plain.params().distance2(noisy.params()), 1e-12);
    }

    /** Of what {@link LayerOptionsTest.AddATenth} changes. */
    private static void shiftWeights(Layer layer, double by) {
        layer.paramTable().forEach((key, parameter) -> {
            if (layer.conf().getLayer().initializer().isWeightParam(layer.conf().getLayer(), key)) {
                parameter.addi(by);
            }
        });
    }

    private static MultiLayerNetwork network(boolean recurrent, IWeightNoise noise) {
        BaseLayer.Builder<?> layer = recurrent
                ? new QLSTM.Builder().nOut(3).qubits(2).circuitLayers(1)
                : new VqcLayer.Builder().nOut(3).qubits(2).circuitLayers(1);
        if (noise != null) {
            layer.weightNoise(noise);
        }
        MultiLayerNetwork net = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .seed(1)
                .dataType(DataType.DOUBLE)
                .updater(new Sgd(0.01))
                .list()
                .layer(layer.build())
                .layer(new RnnOutputLayer.Builder(LossFunction.MSE)
                        .nOut(2)
                        .activation(Activation.IDENTITY)
                        .build())
                .setInputType(InputType.recurrent(2))
                .backpropType(BackpropType.TruncatedBPTT)
                .tBPTTLength(2)
                .build());
        net.init();
        return net;
    }
}
