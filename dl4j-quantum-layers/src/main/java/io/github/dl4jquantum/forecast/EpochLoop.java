package io.github.dl4jquantum.forecast;

import io.github.dl4jquantum.file.NetworkState;
import io.github.dl4jquantum.forecast.FitListener.Phase;
import io.github.dl4jquantum.layers.listener.InPlaceUpdates;
import io.github.dl4jquantum.layers.listener.NonFiniteException;
import io.github.dl4jquantum.layers.listener.NonFiniteListener;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleSupplier;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.api.NeuralNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
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
    private final MinibatchTrainer<? super N> trainer;
    private final FitListener listener;
    private final Random shuffle;
    private final List<IUpdater> scheduled = new ArrayList<>();
    private final TrainingProgress progress = new TrainingProgress();
    private String training;
    private int perEpoch;
    private long began;
    private long updates;

    /**
     * How long and in what order a network is trained.
     *
     * @param patience epochs in a row without a better validation loss after which the training ends
     * @param minibatch examples per update
     * @param seed of the order of the examples
     * @param checkpoint where the training goes on from and is kept; null for nowhere
     */
    record Plan(Phase phase, Budget budget, int patience, int minibatch, long seed, Checkpoint checkpoint) {}

    /**
     * Trains on the calling thread.
     *
     * @param layers of the network
     */
    EpochLoop(Plan plan, N net, Layer[] layers, FitListener listener) {
        this(plan, net, layers, EpochLoop::oneByOne, listener);
    }

    /** @param layers of the network */
    EpochLoop(Plan plan, N net, Layer[] layers, MinibatchTrainer<? super N> trainer, FitListener listener) {
        this.plan = plan;
        this.net = net;
        this.trainer = trainer;
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
     * Trains. What the listener throws ends the training; its checkpoint is saved first.
     *
     * @param train its examples lie along dimension 0 of features and labels
     * @param lossUnit what a loss of 1 of the network is in the units that are reported
     * @param validation the loss of the network as it is, in these units
     */
    LossCurve run(DataSet train, double lossUnit, DoubleSupplier validation) {
        perEpoch = (train.numExamples() - 1) / plan.minibatch + 1;
        began = System.nanoTime();
        remaining();
        begin(train, lossUnit, validation);
        listener.phaseStarted(plan.phase, epochs());
        net.setListeners(new NonFiniteListener(), new InPlaceUpdates());
        for (int last = progress.epochs(); goesOn(last); last++) {
            int epoch = last + 1;
            trainOneEpoch(train, epoch);
            double loss = lossUnit * (progress.sum / progress.seen / timeSteps(train));
            double held = validate(validation, epoch);
            if (progress.epochDone(loss, held)) {
                progress.best = net.params().dup();
            }
            orSave(() -> listener.epochDone(plan.phase, epoch, Math.max(epoch, epochs()), loss, held));
        }
        if (plan.checkpoint != null) {
            save();
        }
        net.setListeners();
        net.setParams(progress.best);
        net.clear();
        return progress.curve();
    }

    /** From the start, or from where the checkpoint left off. */
    private void begin(DataSet train, double lossUnit, DoubleSupplier validation) {
        double initial = validate(validation, 0);
        progress.begin(initial, net.params().dup());
        if (plan.checkpoint != null) {
            Fingerprint all = new Fingerprint()
                    .add(NetworkState.configuration(net))
                    .add(net.params())
                    .add(plan.budget)
                    .add(plan.patience)
                    .add(plan.minibatch)
                    .add(plan.seed)
                    .add(lossUnit)
                    .add(initial)
                    .add(train.getFeatures())
                    .add(train.getLabels() == train.getFeatures() ? null : train.getLabels())
                    .add(train.getLabelsMaskArray());
            if (trainer.workers() > 1) { // one alone makes the same updates wherever it is
                all.add(trainer.workers()).add(trainer.updates());
            }
            training = all.toString();
            began -= plan.checkpoint.restore(training, net, progress);
            remaining();
        }
        for (int epoch = 1; epoch <= progress.epochs(); epoch++) {
            shuffled(train.numExamples());
        }
    }

    private boolean goesOn(int epoch) {
        boolean within = progress.seen > 0; // the checkpoint was of the middle of an epoch
        return within || remaining() && epoch + 1 - progress.bestEpoch() <= plan.patience;
    }

    /** Wall time of the training, with what earlier programs took for it. */
    double seconds() {
        return nanos() / 1e9;
    }

    private long nanos() {
        return System.nanoTime() - began;
    }

    private void save() {
        plan.checkpoint.save(training, net, progress, nanos());
    }

    private void orSave(Runnable told) {
        try {
            told.run();
        } catch (RuntimeException stop) {
            throw saved(stop);
        }
    }

    /** What ends the training, which is saved first. */
    private RuntimeException saved(RuntimeException stop) {
        if (plan.checkpoint != null) {
            try {
                save();
            } catch (UncheckedIOException e) {
                stop.addSuppressed(e);
            }
        }
        return stop;
    }

    /** Whether there is an update to come; gives the schedules the length of the training as it is known now. */
    private boolean remaining() {
        long known = plan.budget.updates(progress.iteration, perEpoch, nanos() / NANOS_PER_MINUTE);
        if (known != updates) {
            updates = known;
            for (IUpdater updater : scheduled) {
                updater.setLrAndSchedule(Double.NaN, schedule(updater).lasting(Math.max(1, iterations(updates))));
            }
        }
        return progress.iteration < updates;
    }

    /** Of the network, in so many minibatches: workers that train side by side share those of an epoch. */
    private long iterations(long minibatches) {
        int workers = trainer.workers();
        int ofEpoch = (perEpoch - 1) / workers + 1;
        return minibatches / perEpoch * ofEpoch + (minibatches % perEpoch + workers - 1) / workers;
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

    /** Trains on the rest of the epoch. */
    private void trainOneEpoch(DataSet data, int epoch) {
        int[] order = shuffled(data.numExamples());
        while (progress.seen < order.length && (progress.seen == 0 || remaining())) {
            long most = Math.min((long) trainer.workers() * trainer.updates(), updates - progress.iteration);
            List<DataSet> minibatches = new ArrayList<>();
            int to = progress.seen;
            while (to < order.length && minibatches.size() < most) {
                int from = to;
                to = Math.min(order.length, from + plan.minibatch);
                minibatches.add(rows(data, Arrays.copyOfRange(order, from, to)));
            }
            progress.sum += fit(minibatches, epoch);
            progress.seen = to;
            progress.iteration += minibatches.size();
            orSave(() -> listener.iterationDone(plan.phase, epoch, progress.iteration));
            if (plan.checkpoint != null && plan.checkpoint.isDue()) {
                save();
            }
        }
    }

    private double fit(List<DataSet> minibatches, int epoch) {
        try {
            return trainer.fit(net, minibatches);
        } catch (NonFiniteException stop) {
            throw new TrainingDivergedException(plan.phase, epoch, epochs(), stop);
        } catch (RuntimeException lost) { // such as a cluster
            throw saved(lost);
        }
    }

    /** The network's own {@code fit}. */
    static <N extends Model & NeuralNetwork> double oneByOne(N net, List<DataSet> minibatches) {
        double sum = 0;
        for (DataSet minibatch : minibatches) {
            net.fit(minibatch);
            sum += net.score() * minibatch.numExamples();
        }
        return sum;
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

    /**
     * Not by {@code Nd4j.pullRows}, which is faster for small arrays: it leaves its list of rows to the garbage collector
     * while native code still reads it, so that a collection at that moment crashes the JVM.
     */
    private static INDArray rows(INDArray array, int[] chosen) {
        return Nd4j.exec(DynamicCustomOp.builder("gather")
                .addInputs(array, Nd4j.createFromArray(chosen))
                .addIntegerArguments(0)
                .build())[0];
    }
}
