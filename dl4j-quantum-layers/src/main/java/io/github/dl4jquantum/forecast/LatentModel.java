package io.github.dl4jquantum.forecast;

import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** The usual latent model of a {@link LatentForecaster}: one recurrent layer and a linear output. */
public final class LatentModel {

    private LatentModel() {}

    /**
     * {@link #of(Layer, int, IUpdater, long)} with what trains such models well: Adam, whose rate rises over 20 updates and
     * then falls along a cosine to a hundredth over the training, however long that is.
     *
     * @param recurrent any recurrent layer, such as a QLSTM; its nIn may be left open, its nOut may be any
     * @param latentSize values of one latent vector
     * @param learningRate the largest rate, such as 5e-3 for 128 hidden values, 1e-2 for 64
     * @param seed of the initial parameters
     * @return its configuration
     */
    public static MultiLayerConfiguration of(Layer recurrent, int latentSize, double learningRate, long seed) {
        return of(recurrent, latentSize, new VectorAdam(new WarmupCosineSchedule(learningRate)), seed);
    }

    /**
     * Puts {@code recurrent} in front of a linear {@link RnnOutputLayer} with mean squared error:
     * {@code [minibatch, latent, time] -> [minibatch, latent, time]}. The output's weights start at zero: with a residual
     * output the first forecast is persistence. Gradients are clipped to a norm of 1, layer by layer.
     *
     * @param recurrent any recurrent layer, such as DL4J's LSTM; its nIn may be left open, its nOut may be any
     * @param latentSize values of one latent vector
     * @param updater how it learns, its learning rate included
     * @param seed of the initial parameters
     * @return the network's configuration
     */
    public static MultiLayerConfiguration of(Layer recurrent, int latentSize, IUpdater updater, long seed) {
        return new NeuralNetConfiguration.Builder()
                .seed(Seeds.repeatable(seed))
                .updater(updater)
                .gradientNormalization(GradientNormalization.ClipL2PerLayer)
                .gradientNormalizationThreshold(1)
                .list()
                .layer(recurrent)
                .layer(new RnnOutputLayer.Builder(LossFunction.MSE)
                        .activation(Activation.IDENTITY)
                        .weightInit(WeightInit.ZERO)
                        .nOut(latentSize)
                        .build())
                .setInputType(InputType.recurrent(latentSize, RNNFormat.NCW))
                .build();
    }
}
