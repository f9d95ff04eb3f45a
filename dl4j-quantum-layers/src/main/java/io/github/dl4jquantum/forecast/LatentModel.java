package io.github.dl4jquantum.forecast;

import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** The usual latent model of a {@link LatentForecaster}: one recurrent layer and a linear output. */
public final class LatentModel {

    private LatentModel() {}

    /**
     * Puts {@code recurrent} in front of a linear {@link RnnOutputLayer} with mean squared error:
     * {@code [minibatch, latent, time] -> [minibatch, latent, time]}.
     *
     * @param recurrent any recurrent layer, such as DL4J's LSTM; its nIn may be left open, its nOut may be any
     * @param latentSize values of one latent vector
     * @param updater how it learns, its learning rate included
     * @param seed of the initial parameters
     */
    public static MultiLayerConfiguration of(Layer recurrent, int latentSize, IUpdater updater, long seed) {
        return new NeuralNetConfiguration.Builder()
                .seed(Seeds.repeatable(seed))
                .updater(updater)
                .list()
                .layer(recurrent)
                .layer(new RnnOutputLayer.Builder(LossFunction.MSE)
                        .activation(Activation.IDENTITY)
                        .nOut(latentSize)
                        .build())
                .setInputType(InputType.recurrent(latentSize, RNNFormat.NCW))
                .build();
    }
}
