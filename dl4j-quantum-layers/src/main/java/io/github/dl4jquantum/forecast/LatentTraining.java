package io.github.dl4jquantum.forecast;

import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.lossfunctions.impl.LossMSE;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Trains a latent model on windows of latent vectors, one step ahead at every time step, weighted as the decoded field
 * would have it:
 *
 * <pre>
 * loss = mean over windows, steps and i of w_i (z_{t+1,i} - z^_{t+1,i})^2       w_i = d_i^2 / mean(d^2)
 * s_i  = sqrt(mean over windows and steps of (z_{t+1,i} - base_i(z_t, ...))^2)   1 without a base
 * y_i  = (z_{t+1,i} - base_i(z_t, ...)) / s_i                                    the network's labels
 * loss = c mean of v_i (y_i - R_i)^2       v_i = w_i s_i^2 / c                  the same loss by the network's labels
 * </pre>
 *
 * <p>d_i is what a unit of latent i means in the field. Without weights a mode of a thousandth of the first one's size would
 * count as much as it. The labels have size 1 and the v_i mean 1, however finely the data is sampled: Adam, its epsilon and
 * the clipping of gradients see loss and outputs of size 1. A latent value that the base predicts exactly has s_i = 0 and stays with
 * it. Steps of a window that come before a base has seen its lags are not trained on.
 *
 * <p>The parameters that are kept are those whose rollout does best on the validation windows: from the first context, as
 * long as a training window, over all that follows.
 */
final class LatentTraining {
    private final LatentDynamics dynamics;
    private final INDArray weights;
    private final double lossUnit;
    private final DataSet examples;
    private final int context;

    /** A trained model, the loss on its way, and how long that was. */
    record Fit(LatentDynamics dynamics, LossCurve loss, double seconds) {}

    /**
     * Trains a new network.
     *
     * @param units d, [1, latent]
     * @param train features and labels [windows, latent, time], labels one step later
     * @param validation likewise, as long or longer
     * @throws IllegalArgumentException if the network's loss is not a mean squared error
     */
    static Fit fit(
            MultiLayerConfiguration configuration,
            Base base,
            INDArray units,
            EpochLoop.Plan plan,
            DataSet train,
            DataSet validation,
            MinibatchTrainer<MultiLayerNetwork> trainer,
            FitListener listener) {
        LatentTraining training = new LatentTraining(configuration.clone(), base, units, train);
        MultiLayerNetwork net = training.dynamics.net();
        EpochLoop<MultiLayerNetwork> loop = new EpochLoop<>(plan, net, net.getLayers(), trainer, listener);
        LossCurve loss = loop.run(
                training.examples, training.lossUnit, () -> training.rolloutLoss(validation, plan.minibatch()));
        return new Fit(training.dynamics, loss, loop.seconds());
    }

    LatentTraining(MultiLayerConfiguration configuration, Base base, INDArray units, DataSet train) {
        context = (int) train.getFeatures().size(2);
        requireLags(base, context);
        INDArray missed = train.getLabels().sub(predictions(base, train.getFeatures()));
        INDArray scale = base instanceof Base.None
                ? Nd4j.ones(missed.dataType(), 1, missed.size(1))
                : rootMeanSquare(known(base, missed));
        weights = weights(units);
        INDArray ofLabels = weights.mul(scale).muli(scale);
        double mean = ofLabels.meanNumber().doubleValue();
        lossUnit = mean > 0 ? mean : 1; // 0: nothing ever changes
        outputLayer(configuration).setLossFn(new LossMSE(ofLabels.div(lossUnit)));
        MultiLayerNetwork net = new MultiLayerNetwork(configuration);
        net.init();
        dynamics = new LatentDynamics(net, base, scale);
        examples = new DataSet(
                dynamics.inTypeOfNet(train.getFeatures()), dynamics.inTypeOfNet(scaled(missed, scale)), null, null);
        examples.setLabelsMaskArray(mask(base, missed));
    }

    private static void requireLags(Base base, int context) {
        if (base.lags() > context) {
            throw new IllegalArgumentException("A base of " + base.lags() + " lags and windows of " + context
                    + " time steps: give windows at least as long, or a base of fewer lags.");
        }
    }

    /** The base's, at each step of the windows; 0 where it has not seen its lags. */
    private static INDArray predictions(Base base, INDArray features) {
        INDArray predictions = features.ulike().assign(0);
        for (int t = base.lags() - 1; t < features.size(2); t++) {
            INDArray seen = features.get(
                    NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.interval(t + 1 - base.lags(), t + 1));
            predictions
                    .get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.point(t))
                    .assign(base.next(seen.dup('c')));
        }
        return predictions;
    }

    /** Those of the steps of windows before which the base has seen its lags. */
    private static INDArray known(Base base, INDArray steps) {
        return steps.get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.interval(base.lags() - 1, steps.size(2)));
    }

    /** [windows, time], 0 at the steps that are not trained on; null if there is none. */
    private static INDArray mask(Base base, INDArray steps) {
        if (base.lags() == 1) {
            return null;
        }
        INDArray mask = Nd4j.ones(DataType.FLOAT, steps.size(0), steps.size(2));
        mask.get(NDArrayIndex.all(), NDArrayIndex.interval(0, base.lags() - 1)).assign(0);
        return mask;
    }

    /** d_i^2 / mean(d^2) */
    static INDArray weights(INDArray units) {
        INDArray squares = units.mul(units);
        return squares.divi(squares.meanNumber());
    }

    LatentDynamics dynamics() {
        return dynamics;
    }

    /** Weighted mean square of what a rollout from the first context of each window misses. */
    double rolloutLoss(DataSet windows, int minibatch) {
        long count = windows.getFeatures().size(0);
        long last = windows.getFeatures().size(2);
        double sum = 0;
        for (long from = 0; from < count; from += minibatch) {
            INDArrayIndex some = NDArrayIndex.interval(from, Math.min(count, from + minibatch));
            INDArray seen = windows.getFeatures().get(some, NDArrayIndex.all(), NDArrayIndex.interval(0, context));
            INDArray truth =
                    windows.getLabels().get(some, NDArrayIndex.all(), NDArrayIndex.interval(context - 1, last));
            INDArray error =
                    dynamics.rollout(seen.dup('c'), (int) truth.size(2)).subi(truth);
            sum += error.muli(error)
                    .sum(0, 2)
                    .reshape(weights.shape())
                    .muli(weights)
                    .sumNumber()
                    .doubleValue();
        }
        return sum / (count * (last - context + 1) * weights.length());
    }

    /** [windows, latent, time] -> [1, latent] */
    private static INDArray rootMeanSquare(INDArray missed) {
        INDArray squares = missed.mul(missed).mean(0, 2);
        return Transforms.sqrt(squares.reshape(1, squares.length()));
    }

    private static INDArray scaled(INDArray missed, INDArray scale) {
        INDArray divisors = scale.dup();
        for (long i = 0; i < divisors.length(); i++) {
            if (divisors.getDouble(i) == 0) {
                divisors.putScalar(i, 1); // of errors of 0
            }
        }
        return missed.div(divisors.reshape(1, divisors.length(), 1).broadcast(missed.shape()));
    }

    private static BaseOutputLayer outputLayer(MultiLayerConfiguration configuration) {
        Layer last = configuration.getConf(configuration.getConfs().size() - 1).getLayer();
        if (last instanceof BaseOutputLayer output && output.getLossFn() instanceof LossMSE) {
            return output;
        }
        throw new IllegalArgumentException(
                "The latent model ends in " + last.getClass().getSimpleName()
                        + " with another loss than mean squared error, which is what a forecaster weights by variance: end it in"
                        + " an RnnOutputLayer with LossFunction.MSE.");
    }
}
