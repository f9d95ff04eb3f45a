package io.github.dl4jquantum.forecast;

import io.github.dl4jquantum.forecast.FitListener.Phase;
import io.github.dl4jquantum.layers.listener.NonFiniteException;
import io.github.dl4jquantum.layers.listener.NonFiniteListener;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Trains one network on examples that are held in memory, in shuffled minibatches, and leaves it with the parameters of
 * the epoch whose validation loss was lowest.
 */
final class EpochLoop {
    private final Plan plan;
    private final MultiLayerNetwork net;
    private final double lossUnit;
    private final FitListener listener;
    private final Random shuffle;
    private int iteration;

    /**
     * How long and in what order a network is trained.
     *
     * @param patience epochs in a row without a better validation loss after which the training ends
     * @param minibatch examples per update
     * @param seed of the order of the examples
     */
    record Plan(Phase phase, int epochs, int patience, int minibatch, long seed) {}

    /** @param lossUnit what a loss of 1 of the network is in the units that are reported */
    EpochLoop(Plan plan, MultiLayerNetwork net, double lossUnit, FitListener listener) {
        this.plan = plan;
        this.net = net;
        this.lossUnit = lossUnit;
        this.listener = listener;
        this.shuffle = new Random(plan.seed);
    }

    /** Minibatches per epoch for so many examples. */
    static int iterations(long examples, int minibatch) {
        return Math.toIntExact((examples + minibatch - 1) / minibatch);
    }

    /** Trains on the examples of {@code train}, which lie along dimension 0 of its features and labels. */
    LossCurve run(DataSet train, DataSet validation) {
        listener.phaseStarted(plan.phase, plan.epochs);
        net.setListeners(new NonFiniteListener());
        List<Double> trainLoss = new ArrayList<>();
        List<Double> validationLoss = new ArrayList<>();
        INDArray best = null;
        double bestLoss = Double.POSITIVE_INFINITY;
        int bestEpoch = 0;
        for (int epoch = 1; epoch <= plan.epochs && epoch - bestEpoch <= plan.patience; epoch++) {
            double loss = trainOneEpoch(train, epoch);
            double held = validate(validation, epoch);
            trainLoss.add(loss);
            validationLoss.add(held);
            if (held < bestLoss) {
                bestLoss = held;
                bestEpoch = epoch;
                best = net.params().dup();
            }
            listener.epochDone(plan.phase, epoch, plan.epochs, loss, held);
        }
        net.setListeners();
        net.setParams(best);
        net.clear();
        return new LossCurve(trainLoss, validationLoss);
    }

    private double trainOneEpoch(DataSet data, int epoch) {
        int[] order = shuffled(data.numExamples());
        double sum = 0;
        for (int from = 0; from < order.length; from += plan.minibatch) {
            DataSet batch = rows(data, order, from, Math.min(order.length, from + plan.minibatch));
            fit(batch, epoch);
            sum += net.score() * batch.numExamples();
            listener.iterationDone(plan.phase, epoch, ++iteration);
        }
        return lossUnit * sum / order.length / timeSteps(data);
    }

    private void fit(DataSet batch, int epoch) {
        try {
            net.fit(batch.getFeatures(), batch.getLabels());
        } catch (NonFiniteException stop) {
            throw new TrainingDivergedException(plan.phase, epoch, plan.epochs, stop);
        }
    }

    private double validate(DataSet data, int epoch) {
        int[] order = new int[data.numExamples()];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        double sum = 0;
        for (int from = 0; from < order.length; from += plan.minibatch) {
            DataSet batch = rows(data, order, from, Math.min(order.length, from + plan.minibatch));
            sum += net.score(batch, false) * batch.numExamples();
        }
        if (!Double.isFinite(sum)) {
            throw new TrainingDivergedException(plan.phase, epoch, plan.epochs, sum);
        }
        return lossUnit * sum / order.length / timeSteps(data);
    }

    /** DL4J sums a recurrent network's loss over time: divided by this it is a mean. */
    private static long timeSteps(DataSet data) {
        return data.getLabels().rank() == 3 ? data.getLabels().size(2) : 1;
    }

    private int[] shuffled(int n) {
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            int j = shuffle.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }

    private static DataSet rows(DataSet data, int[] order, int from, int to) {
        int[] chosen = Arrays.copyOfRange(order, from, to);
        INDArray features = rows(data.getFeatures(), chosen);
        return new DataSet(
                features, data.getLabels() == data.getFeatures() ? features : rows(data.getLabels(), chosen));
    }

    private static INDArray rows(INDArray array, int[] chosen) {
        long[] shape = array.shape().clone(); // shape() is the array's own: writing to it crashes the JVM
        INDArray picked = Nd4j.pullRows(array.reshape(shape[0], array.length() / shape[0]), 1, chosen);
        shape[0] = chosen.length;
        return picked.reshape(shape);
    }
}
