package io.github.dl4jquantum.forecast;

import io.github.dl4jquantum.forecast.EpochLoop.Plan;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * {@link Encoder#MLP}: a multilayer perceptron that narrows to the latent size and widens again in mirror order;
 * bottleneck and output are linear.
 */
final class Autoencoder implements Codec {
    /** One step of Adam moves each weight by the learning rate, a sum over n inputs by up to n times that: no further. */
    private static final double LARGEST_STEP = 2;

    private final MultiLayerNetwork net;
    private final int bottleneck;

    /** Wraps a network of {@link #create}'s shape. */
    Autoencoder(MultiLayerNetwork net) {
        this.net = net;
        this.bottleneck = net.getnLayers() / 2 - 1;
    }

    /**
     * The encoder's widths from {@code values} to {@code latent}: values, values/2, values/4, values/8, latent, without
     * the hidden widths that are not wider than the latent vector.
     */
    static List<Integer> widths(int values, int latent) {
        List<Integer> widths = new ArrayList<>(List.of(values));
        for (int width = values / 2; width >= values / 8 && width > latent; width /= 2) {
            widths.add(width);
        }
        widths.add(latent);
        return widths;
    }

    /** A codec and the loss of its training. */
    record Fit(Autoencoder codec, LossCurve loss) {}

    /** Fits to normalised rows. */
    static Fit fit(
            INDArray train, INDArray validation, int latent, double learningRate, Plan plan, FitListener listener) {
        Autoencoder autoencoder = create(train.columns(), latent, learningRate, train.dataType(), plan.seed());
        LossCurve loss = new EpochLoop<>(plan, autoencoder.net, autoencoder.net.getLayers(), listener)
                .run(new DataSet(train, train), 1, () -> autoencoder.loss(validation));
        autoencoder.standardise(autoencoder.encode(train));
        return new Fit(autoencoder, loss);
    }

    static Autoencoder create(int values, int latent, double learningRate, DataType type, long seed) {
        List<Integer> widths = new ArrayList<>(widths(values, latent));
        int bottleneck = widths.size() - 2;
        for (int i = bottleneck; i >= 0; i--) {
            widths.add(widths.get(i));
        }
        NeuralNetConfiguration.ListBuilder layers = new NeuralNetConfiguration.Builder()
                .seed(Seeds.repeatable(seed))
                .dataType(type)
                .weightInit(WeightInit.XAVIER)
                .list();
        int last = widths.size() - 2;
        for (int i = 0; i < last; i++) {
            // Not SWISH, GELU or MISH: ND4J 1.0.0-M2.1's gradients of these are NaN in float32 beyond 44.
            layers.layer(new DenseLayer.Builder()
                    .updater(adam(learningRate, widths.get(i)))
                    .nIn(widths.get(i))
                    .nOut(widths.get(i + 1))
                    .activation(i == bottleneck ? Activation.IDENTITY : Activation.ELU)
                    .build());
        }
        layers.layer(new OutputLayer.Builder(LossFunction.MSE)
                .updater(adam(learningRate, widths.get(last)))
                .nIn(widths.get(last))
                .nOut(values)
                .activation(Activation.IDENTITY)
                .build());
        MultiLayerNetwork net = new MultiLayerNetwork(layers.build());
        net.init();
        return new Autoencoder(net);
    }

    private static VectorAdam adam(double learningRate, int inputs) {
        double first = Math.min(learningRate, LARGEST_STEP / inputs);
        return new VectorAdam(new WarmupCosineSchedule(first));
    }

    MultiLayerNetwork network() {
        return net;
    }

    @Override
    public Encoder encoder() {
        return Encoder.MLP;
    }

    @Override
    public INDArray encode(INDArray rows) {
        return activate(0, bottleneck, rows);
    }

    @Override
    public INDArray decode(INDArray latents) {
        return activate(bottleneck + 1, net.getnLayers() - 1, latents);
    }

    /** Mean squared error of the reconstruction of rows. */
    private double loss(INDArray rows) {
        double distance = decode(encode(rows)).distance2(rows);
        return distance * distance / rows.length();
    }

    @Override
    public long parameters() {
        return net.numParams();
    }

    /**
     * Changes the latent coordinates so that {@code latents}, encoded with the present ones, have mean 0 and standard
     * deviation 1, or less where they hardly vary ({@link Whitening}): the recurrent model then sees values of one size. The bottleneck is linear, so the change goes into
     * the weights on its two sides and the reconstruction stays what it was.
     */
    void standardise(INDArray latents) {
        INDArray mean = latents.mean(0);
        INDArray std = Whitening.units(latents.std(false, 0));
        INDArray into = net.getLayer(bottleneck).getParam("W");
        INDArray intoBias = net.getLayer(bottleneck).getParam("b");
        into.diviRowVector(std);
        intoBias.subi(mean.reshape(intoBias.shape())).divi(std.reshape(intoBias.shape()));

        INDArray outOf = net.getLayer(bottleneck + 1).getParam("W");
        INDArray outOfBias = net.getLayer(bottleneck + 1).getParam("b");
        outOfBias.addi(mean.reshape(1, mean.length()).mmul(outOf).reshape(outOfBias.shape()));
        outOf.muliColumnVector(std.reshape(std.length(), 1));
    }

    /** From the weights alone: a layer's own activate keeps its input in the layer, which threads would share. */
    private INDArray activate(int from, int to, INDArray rows) {
        INDArray result = rows;
        for (int i = from; i <= to; i++) {
            Layer layer = net.getLayer(i);
            INDArray sums = result.mmul(layer.getParam("W")).addiRowVector(layer.getParam("b"));
            result = ((BaseLayer) layer.conf().getLayer()).getActivationFn().getActivation(sums, false);
        }
        return result;
    }
}
