package io.github.dl4jquantum.forecast;

import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * A trained latent model R, of single or double precision, and what its output means:
 *
 * <pre>
 * z_{t+1} = R(z_1, ..., z_t)            without residual
 * z_{t+1} = z_t + s R(z_1, ..., z_t)    with residual
 * </pre>
 *
 * <p>s is the root mean square of z_{t+1} - z_t over the training windows, one number for all latent values, so that R
 * learns labels of size 1. Raw differences of finely sampled data are far smaller than the output of a fresh
 * network and than the noise that Adam's steps of one learning rate leave in it: the model would first have to unlearn
 * being worse than persistence. A scale per latent value would weight them anew; with one the loss is s^2 times R's own,
 * and as {@link LossCurve} has it in the same units with and without residual.
 *
 * @param scale s; 1 without residual
 */
record LatentDynamics(MultiLayerNetwork net, boolean residual, double scale) {

    /** A trained model and the loss on its way. */
    record Fit(LatentDynamics dynamics, LossCurve loss) {}

    /** Trains a new network; features and labels [windows, latent, time], labels one step later. */
    static Fit fit(
            MultiLayerConfiguration configuration,
            boolean residual,
            EpochLoop.Plan plan,
            DataSet train,
            DataSet validation,
            FitListener listener) {
        MultiLayerNetwork net = new MultiLayerNetwork(configuration.clone());
        net.init();
        LatentDynamics dynamics = new LatentDynamics(net, residual, residual ? differences(train) : 1);
        double lossUnit = dynamics.scale * dynamics.scale;
        LossCurve loss = new EpochLoop(plan, net, lossUnit, listener)
                .run(dynamics.examples(train), dynamics.examples(validation));
        return new Fit(dynamics, loss);
    }

    /** Root mean square of labels - features; 1 where nothing ever changes. */
    private static double differences(DataSet data) {
        INDArray differences = data.getLabels().sub(data.getFeatures());
        double size = differences.norm2Number().doubleValue() / Math.sqrt(differences.length());
        return size > 0 ? size : 1;
    }

    /** What the network is trained on, in its precision. */
    private DataSet examples(DataSet data) {
        INDArray labels = residual ? data.getLabels().sub(data.getFeatures()).divi(scale) : data.getLabels();
        return new DataSet(inTypeOfNet(data.getFeatures()), inTypeOfNet(labels));
    }

    /** Predicts {@code steps} vectors after {@code latents} [minibatch, latent, time], each from those before it. */
    INDArray rollout(INDArray latents, int steps) {
        INDArray[] predicted = new INDArray[steps];
        INDArray input = inTypeOfNet(latents);
        net.rnnClearPreviousState();
        for (int step = 0; step < steps; step++) {
            INDArray output = lastStep(net.rnnTimeStep(input));
            input = residual ? output.muli(scale).addi(lastStep(input)) : output;
            predicted[step] = input;
        }
        net.rnnClearPreviousState();
        return Nd4j.concat(2, predicted).castTo(DataType.FLOAT);
    }

    private INDArray inTypeOfNet(INDArray array) {
        return array.castTo(net.getLayerWiseConfigurations().getDataType());
    }

    private static INDArray lastStep(INDArray sequences) {
        long last = sequences.size(2) - 1;
        return sequences
                .get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.interval(last, last + 1))
                .dup();
    }
}
