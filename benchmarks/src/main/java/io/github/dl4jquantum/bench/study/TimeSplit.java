package io.github.dl4jquantum.bench.study;

import static io.github.dl4jquantum.bench.study.BadInputException.asked;

import io.github.dl4jquantum.forecast.Encoder;
import io.github.dl4jquantum.forecast.FitListener;
import io.github.dl4jquantum.forecast.LatentSpace;
import io.github.dl4jquantum.pde.iterator.FieldNormalizer;
import io.github.dl4jquantum.pde.iterator.PdeSequenceIterator;
import io.github.dl4jquantum.pde.iterator.Split;
import io.github.dl4jquantum.pde.problem.Trajectory;
import java.util.List;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.schedule.ExponentialSchedule;
import org.nd4j.linalg.schedule.ScheduleType;

/**
 * Trajectories cut in time, 70% to train, 10% to choose the epoch, 20% to score, and how a forecaster learns from them.
 *
 * @param trajectories whole
 * @param parts what they were cut into
 * @param field the field that is forecast
 * @param context true snapshots before a prediction
 */
public record TimeSplit(List<Trajectory> trajectories, Split.Parts parts, String field, int context) {
    private static final double TRAIN = 0.7;
    private static final double VALIDATION = 0.1;
    /** Time steps before a prediction, where the shortest part of the data is long enough. */
    private static final int CONTEXT = 10;

    private static final int MINIBATCH = 16;
    /** The learning rate falls by this factor over the training: at its first size, the loss ends in spikes. */
    private static final double FINAL_LEARNING_RATE = 0.1;

    /** Snapshots in an update of the autoencoder. */
    private static final int AUTOENCODER_MINIBATCH = 32;
    /** Updates of the autoencoder: enough for a good reconstruction, less than a minute at 4096 values. */
    static final int AUTOENCODER_UPDATES = 200;

    /**
     * Cuts trajectories.
     *
     * @throws BadInputException if they are too short for it
     */
    public static TimeSplit of(List<Trajectory> trajectories, String field) {
        Split.Parts parts = asked(() -> Split.byTime(TRAIN, VALIDATION).apply(trajectories));
        int context = Math.max(1, Math.min(CONTEXT, parts.validation().get(0).snapshots() - 1));
        TimeSplit split = new TimeSplit(trajectories, parts, field, context);
        asked(split::train);
        asked(split::validation);
        return split;
    }

    /** Windows to train on. */
    public PdeSequenceIterator train() {
        return windows(parts.train());
    }

    /** Windows to choose the epoch by. */
    public PdeSequenceIterator validation() {
        return windows(parts.validation());
    }

    private PdeSequenceIterator windows(List<Trajectory> part) {
        return PdeSequenceIterator.builder(part)
                .field(field)
                .contextLength(context)
                .stride(1)
                .minibatch(MINIBATCH)
                .build();
    }

    /**
     * A latent space that is fitted to the train part.
     *
     * @param values of a snapshot
     * @param listener told of an MLP's training
     * @throws IllegalArgumentException if the data cannot give such a space
     */
    public LatentSpace latentSpace(Encoder encoder, int values, int latent, long seed, FitListener listener) {
        return LatentSpace.builder(values, latent)
                .encoder(encoder)
                .normalizer(FieldNormalizer.standard(parts.train(), List.of(field)))
                .epochs(autoencoderEpochs())
                .minibatch(AUTOENCODER_MINIBATCH)
                .seed(seed)
                .fit(train(), validation(), listener);
    }

    private int autoencoderEpochs() {
        int snapshots = parts.train().stream().mapToInt(Trajectory::snapshots).sum();
        int updatesPerEpoch = (snapshots + AUTOENCODER_MINIBATCH - 1) / AUTOENCODER_MINIBATCH;
        return Math.max(1, Math.round((float) AUTOENCODER_UPDATES / updatesPerEpoch));
    }

    /**
     * How the latent model learns.
     *
     * @param learningRate the first
     * @param epochs over which it falls
     */
    public Adam adam(double learningRate, int epochs) {
        int updates = epochs * ((train().windows() + MINIBATCH - 1) / MINIBATCH);
        return new Adam(new ExponentialSchedule(
                ScheduleType.ITERATION, learningRate, Math.pow(FINAL_LEARNING_RATE, 1.0 / updates)));
    }
}
