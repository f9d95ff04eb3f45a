package io.github.dl4jquantum.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.deeplearning4j.optimize.solvers.BaseOptimizer;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

/**
 * Keeps the training of a MultiLayerNetwork or ComputationGraph in a file, so that one that was ended, by whatever, goes on
 * to the very bits that it would have come to:
 *
 * <pre>
 * TrainingCheckpoint checkpoint = new TrainingCheckpoint(Path.of("checkpoint.zip"), Duration.ofMinutes(5));
 * checkpoint.restore(network, iterator);
 * network.addListeners(checkpoint);
 * while (network.getEpochCount() &lt; 100) {
 *     network.fit(iterator);
 * }
 * </pre>
 *
 * <p>The file holds parameters, the updater's state, the numbers of iterations and epochs, ND4J's random state and the
 * number of minibatches of the epoch. It is written after an update, once the interval is over, and at the end of an epoch
 * then; of truncated backpropagation, whose updates are parts of a minibatch, at the end of an epoch alone.
 *
 * <p>The network has to be made anew as it was, and the iterator as well: its order may depend on a seed and on how often
 * it was reset, not on anything else.
 */
public final class TrainingCheckpoint extends BaseTrainingListener {
    private static final String KIND = "checkpoint";
    private static final String FORMAT = "dl4j-quantum network in training";
    private static final int FIRST_VERSION = 3;

    private final Path file;
    private final long interval;
    private long saved = System.nanoTime();
    private int minibatches;
    private boolean within;

    /**
     * A listener, to be added after {@link #restore}.
     *
     * @param file written during training; need not be there
     * @param interval between two writes; zero for one after each update
     */
    public TrainingCheckpoint(Path file, Duration interval) {
        this.file = file;
        this.interval = interval.toNanos();
    }

    /**
     * Lets a network and its iterator go on from the file, on the calling thread, which has to be the one that trains;
     * does nothing if there is no file.
     *
     * @param network made anew, as it was
     * @param iterator new, at its start; null if its position is not wanted, see {@link #minibatches}
     * @return whether there was a file
     * @throws ModelFileException if the file is damaged, or is of a network of another configuration
     */
    public boolean restore(MultiLayerNetwork network, DataSetIterator iterator) throws IOException {
        return restoreAny(network, iterator);
    }

    /**
     * Lets a graph and its iterator go on from the file, as {@link #restore(MultiLayerNetwork, DataSetIterator)} does.
     *
     * @param network made anew, as it was
     * @param iterator new, at its start; null if its position is not wanted, see {@link #minibatches}
     * @return whether there was a file
     * @throws IOException if the file is damaged, or is of a network of another configuration
     */
    public boolean restore(ComputationGraph network, DataSetIterator iterator) throws IOException {
        return restoreAny(network, iterator);
    }

    private boolean restoreAny(Model network, DataSetIterator iterator) throws IOException {
        if (Files.notExists(file)) {
            return false;
        }
        try (ModelFileReader in = new ModelFileReader(file, KIND)) {
            Manifest manifest = in.manifest(FORMAT, FIRST_VERSION);
            String configuration = manifest.text("configuration");
            int taken = manifest.integer("minibatches", 0);
            boolean constraints = manifest.flag("constraints");
            NetworkState state = NetworkState.describe(manifest);
            manifest.complete();
            if (!configuration.equals(NetworkState.configuration(network))) {
                throw in.refuse(
                        "it is of a network of another configuration: make that one, or delete the file.", null);
            }
            state.restore(in, network);
            in.complete();
            if (constraints) {
                BaseOptimizer.applyConstraints(network);
            }
            minibatches = taken;
            within = taken > 0;
            if (iterator != null) {
                forward(network, iterator, state.epoch());
            }
            return true;
        }
    }

    /** To where the training was: a training resets its iterator once in each epoch but the first. */
    private void forward(Model network, DataSetIterator iterator, int epochs) {
        for (int epoch = 0; epoch < epochs; epoch++) {
            iterator.reset();
        }
        for (int i = 0; i < minibatches && iterator.hasNext(); i++) {
            iterator.next();
        }
        if (within && !iterator.hasNext()) { // the file was written after the epoch's last update
            within = false;
            if (network instanceof ComputationGraph graph) {
                graph.incrementEpochCount();
            } else {
                ((MultiLayerNetwork) network).incrementEpochCount();
            }
        }
    }

    /** {@return how many minibatches of the present epoch were trained on, also right after {@link #restore}} */
    public int minibatches() {
        return minibatches;
    }

    @Override
    public void onEpochStart(Model model) {
        if (!within) {
            minibatches = 0;
        }
        within = true;
    }

    @Override
    public void iterationDone(Model model, int iteration, int epoch) {
        minibatches++;
        if (isDue() && !isTruncated(model)) {
            // The listeners hear of an update before its constraints are applied and its number is counted.
            save(model, iteration + 1, epoch, minibatches, true);
        }
    }

    @Override
    public void onEpochEnd(Model model) {
        minibatches = 0;
        within = false;
        if (isDue()) {
            // The epoch is counted after this.
            save(model, BaseOptimizer.getIterationCount(model), BaseOptimizer.getEpochCount(model) + 1, 0, false);
        }
    }

    private boolean isDue() {
        return System.nanoTime() - saved >= interval;
    }

    private static boolean isTruncated(Model model) {
        BackpropType type = model instanceof ComputationGraph graph
                ? graph.getConfiguration().getBackpropType()
                : ((MultiLayerNetwork) model).getLayerWiseConfigurations().getBackpropType();
        return type == BackpropType.TruncatedBPTT;
    }

    /** @throws UncheckedIOException if the file cannot be written, or a number is not finite; an older file stays */
    private void save(Model model, int iteration, int epoch, int taken, boolean constraints) {
        try {
            ModelFileWriter.write(file, KIND, FORMAT, out -> {
                out.manifest()
                        .put("configuration", NetworkState.configuration(model))
                        .put("minibatches", taken)
                        .put("constraints", constraints);
                NetworkState.write(out, model, iteration, epoch);
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        saved = System.nanoTime();
    }
}
