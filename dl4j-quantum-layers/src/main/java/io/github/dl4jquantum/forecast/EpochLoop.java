package io.github.dl4jquantum.forecast;

import io.github.dl4jquantum.forecast.FitListener.Phase;
import io.github.dl4jquantum.layers.listener.NonFiniteException;
import io.github.dl4jquantum.layers.listener.NonFiniteListener;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleSupplier;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.api.NeuralNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;

/**
 * Trains one network on examples that are held in memory, in shuffled minibatches, and leaves it with the parameters of
 * the epoch whose validation loss was lowest; the parameters it came with are a candidate too. A {@link
 * WarmupCosineSchedule} of the network gets the length of the training.
 *
 * @param <N> MultiLayerNetwork or ComputationGraph
 */
final class EpochLoop<N extends Model & NeuralNetwork> {
    private static final double NANOS_PER_MINUTE = 60e9;

    private final Plan plan;
    private final N net;
    private final FitListener listener;
    private final Random shuffle;
    private final List<IUpdater> scheduled = new ArrayList<>();
    private int perEpoch;
    private int iteration;
    private long began;
    private long updates;

    /**
     * How long and in what order a network is trained.
     *
     * @param patience epochs in a row without a better validation loss after which the training ends
     * @param minibatch examples per update
     * @param seed of the order of the examples
     */
    record Plan(Phase phase, Budget budget, int patience, int minibatch, long seed) {}

    /** @param layers of the network */
    EpochLoop(Plan plan, N net, Layer[] layers, FitListener listener) {
        this.plan = plan;
        this.net = net;
        this.listener = listener;
        this.shuffle = new Random(plan.seed);
        for (Layer layer : layers) {
            for (String parameter : layer.paramTable().keySet()) {
                IUpdater updater = layer.conf().getLayer().getUpdaterByParam(parameter);
                if (schedule(updater) != null && scheduled.stream().noneMatch(known -> known == updater)) {
                    scheduled.add(updater);
                }
            }
        }
    }

    /**
     * Trains.
     *
     * @param train its examples lie along dimension 0 of features and labels
     * @param lossUnit what a loss of 1 of the network is in the units that are reported
     * @param validation the loss of the network as it is, in these units
     */
    LossCurve run(DataSet train, double lossUnit, DoubleSupplier validation) {
        perEpoch = (train.numExamples() - 1) / plan.minibatch + 1;
        began = System.nanoTime();
        remaining();
        listener.phaseStarted(plan.phase, epochs());
        double initial = validate(validation, 0);
        double bestLoss = initial;
        int bestEpoch = 0;
        INDArray best = net.params().dup();
        List<Double> trainLoss = new ArrayList<>();
        List<Double> validationLoss = new ArrayList<>();
        net.setListeners(new NonFiniteListener());
        for (int epoch = 1; remaining() && epoch - bestEpoch <= plan.patience; epoch++) {
            double loss = lossUnit * trainOneEpoch(train, epoch);
            double held = validate(validation, epoch);
            trainLoss.add(loss);
            validationLoss.add(held);
            if (held < bestLoss) {
                bestLoss = held;
                bestEpoch = epoch;
                best = net.params().dup();
            }
            listener.epochDone(plan.phase, epoch, Math.max(epoch, epochs()), loss, held);
        }
        net.setListeners();
        net.setParams(best);
        net.clear();
        return new LossCurve(initial, trainLoss, validationLoss);
    }

    /** Whether there is an update to come; gives the schedules the length of the training as it is known now. */
    private boolean remaining() {
        long known = plan.budget.updates(iteration, perEpoch, (System.nanoTime() - began) / NANOS_PER_MINUTE);
        if (known != updates) {
            updates = known;
            for (IUpdater updater : scheduled) {
                updater.setLrAndSchedule(Double.NaN, schedule(updater).lasting(Math.max(1, updates)));
            }
        }
        return iteration < updates;
    }

    private int epochs() {
        return (int) Math.min(Integer.MAX_VALUE, (updates - 1) / perEpoch + 1);
    }

    private static WarmupCosineSchedule schedule(IUpdater updater) {
        // The interface has no getter for it.
        return updater instanceof Adam adam && adam.getLearningRateSchedule() instanceof WarmupCosineSchedule schedule
                ? schedule
                : null;
    }

    private double trainOneEpoch(DataSet data, int epoch) {
        int[] order = shuffled(data.numExamples());
        double sum = 0;
        int seen = 0;
        while (seen < order.length && (seen == 0 || remaining())) {
            DataSet batch = rows(data, Arrays.copyOfRange(order, seen, Math.min(order.length, seen + plan.minibatch)));
            try {
                net.fit(batch);
            } catch (NonFiniteException stop) {
                throw new TrainingDivergedException(plan.phase, epoch, epochs(), stop);
            }
            sum += net.score() * batch.numExamples();
            seen += batch.numExamples();
            listener.iterationDone(plan.phase, epoch, ++iteration);
        }
        return sum / seen / timeSteps(data);
    }

    private double validate(DoubleSupplier validation, int epoch) {
        double loss = validation.getAsDouble();
        if (!Double.isFinite(loss)) {
            throw new TrainingDivergedException(plan.phase, epoch, epochs(), loss);
        }
        return loss;
    }

    /** DL4J sums a recurrent network's loss over the time steps that are not masked: divided by this it is a mean. */
    private static double timeSteps(DataSet data) {
        if (data.getLabels().rank() != 3) {
            return 1;
        }
        INDArray mask = data.getLabelsMaskArray();
        return mask == null ? data.getLabels().size(2) : mask.sumNumber().doubleValue() / mask.size(0);
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

    private static DataSet rows(DataSet data, int[] chosen) {
        INDArray features = rows(data.getFeatures(), chosen);
        INDArray labels = data.getLabels() == data.getFeatures() ? features : rows(data.getLabels(), chosen);
        INDArray mask = data.getLabelsMaskArray();
        return new DataSet(features, labels, null, mask == null ? null : rows(mask, chosen));
    }

    private static INDArray rows(INDArray array, int[] chosen) {
        long[] shape = array.shape().clone(); // shape() is the array's own: writing to it crashes the JVM
        INDArray picked = Nd4j.pullRows(array.reshape(shape[0], array.length() / shape[0]), 1, chosen);
        shape[0] = chosen.length;
        return picked.reshape(shape);
    }
}
