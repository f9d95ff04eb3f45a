package io.github.dl4jquantum.forecast;

import io.github.dl4jquantum.forecast.FitListener.Phase;
import java.io.IOException;
import java.nio.file.Path;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.dataset.api.preprocessor.DataNormalization;

/**
 * Forecasts fields through a latent space (arXiv 2502.13370):
 *
 * <pre>
 * z_t = E(normalise(u_t))                 encoder, values -> latent
 * z_{t+1} = R(z_1, ..., z_t)              recurrent latent model
 * z_{t+1} = z_t + s R(z_1, ..., z_t)      the same with a residual output, the default; s is fixed before the training
 * u_{t+1} = normalise^-1(D(z_{t+1}))      decoder
 * </pre>
 *
 * <p>Shapes, all in physical units (what goes in is never normalised by the caller):
 *
 * <ul>
 *   <li>fields: {@code [minibatch, values, time]}, one snapshot flattened to {@code values} numbers
 *   <li>latents: {@code [minibatch, latent, time]}
 * </ul>
 *
 * <p>E and D are a {@link LatentSpace}, the forecaster's own or one that is given. R is any DL4J network that predicts
 * the next latent vector at every step, such as {@link LatentModel}'s, and ends in a mean squared error, which is weighted by
 * what each latent value means in the field ({@link LossCurve}). s is the root mean square of z_{t+1} - z_t over the training
 * windows, one number per latent value: R then learns labels of size 1, and R = 0 is persistence.
 *
 * <p>{@link #fit} trains E and D first, if they are its own, then R on the encoded windows; both with early stopping by
 * the validation part. Where the paper leaves its training open, this is a reconstruction. A forecaster keeps every
 * distinct snapshot of both parts in memory while it is fitted. Several forecasters may be fitted and used at once, each
 * on a thread of its own and all on one latent space; one forecaster is not safe for use by several threads at once.
 */
public final class LatentForecaster {
    private final Builder options;
    private LatentSpace space;
    private LatentDynamics dynamics;
    private LossCurve latentLoss;
    private int contextLength;

    private LatentForecaster(Builder options) {
        this.options = new Builder(options);
    }

    /**
     * Starts to describe a forecaster that fits its own latent space.
     *
     * @param values numbers of one snapshot: grid points times fields
     * @param latent numbers of one latent vector: fewer than {@code values}, and as many for {@link Encoder#NONE}
     */
    public static Builder builder(int values, int latent) {
        return new Builder(LatentSpace.builder(values, latent), null);
    }

    /** Starts to describe a forecaster of which only the latent model is trained. */
    public static Builder builder(LatentSpace fitted) {
        return new Builder(null, fitted);
    }

    /**
     * Trains everything, from the seed and from nothing else: the same data and options give the same forecaster. If it
     * ends with an exception, the forecaster is what it was before.
     *
     * @param train windows, features {@code [minibatch, values, time]} and labels one step later, raw values. The latent
     *     model learns in minibatches of {@code train.batch()} windows
     * @param validation windows as long or longer; the parameters of the epoch that did best on them are kept, or those
     *     before the first epoch: scored is the rollout, from as many snapshots as a training window has, over the rest
     *     of the window, which is one step for windows of equal length
     * @param listener told of every epoch
     * @return this
     * @throws IllegalArgumentException if the windows have other shapes, are normalised already or hold NaN or infinity
     * @throws TrainingDivergedException if a loss becomes NaN or infinite
     */
    public LatentForecaster fit(DataSetIterator train, DataSetIterator validation, FitListener listener) {
        Windows trainWindows = Windows.read("train", train, options.values());
        Windows validationWindows = Windows.read("validation", validation, options.values());
        if (validationWindows.length() < trainWindows.length()) {
            throw new IllegalArgumentException("The validation windows have " + validationWindows.length()
                    + " time steps, those to train on " + trainWindows.length() + ": give as many or more.");
        }
        LatentSpace encoded = options.fitted != null
                ? options.fitted
                : options.toFit.fit(trainWindows.snapshots(), validationWindows.snapshots(), listener);
        INDArray trainLatents = encoded.encodeRows(trainWindows.snapshots());
        LatentTraining.Fit fit = LatentTraining.fit(
                options.latentModel,
                options.residual,
                encoded.codec().units(trainLatents),
                new EpochLoop.Plan(
                        Phase.LATENT_MODEL, options.latentBudget, options.latentPatience, train.batch(), options.seed),
                trainWindows.of(trainLatents),
                validationWindows.of(encoded.encodeRows(validationWindows.snapshots())),
                listener);
        space = encoded;
        dynamics = fit.dynamics();
        latentLoss = fit.loss();
        contextLength = trainWindows.length();
        return this;
    }

    /** {@link #fit(DataSetIterator, DataSetIterator, FitListener)} without a listener. */
    public LatentForecaster fit(DataSetIterator train, DataSetIterator validation) {
        return fit(train, validation, (phase, epoch, epochs, trainLoss, validationLoss) -> {});
    }

    /**
     * The snapshot after each context.
     *
     * @param context {@code [minibatch, values, time]}, physical units, any number of time steps
     * @return {@code [minibatch, values]}
     */
    public INDArray predict(INDArray context) {
        INDArray next = rollout(context, 1);
        return next.reshape(next.size(0), next.size(1));
    }

    /**
     * The {@code steps} snapshots after each context, each predicted from the predictions before it.
     *
     * @param context {@code [minibatch, values, time]}, physical units, any number of time steps
     * @return {@code [minibatch, values, steps]}
     */
    public INDArray rollout(INDArray context, int steps) {
        return decode(rolloutLatents(encode(context), steps));
    }

    /**
     * {@link #rollout} before the decoder.
     *
     * @param latents {@code [minibatch, latent, time]}, what {@link #encode} gave
     * @return {@code [minibatch, latent, steps]}
     */
    public INDArray rolloutLatents(INDArray latents, int steps) {
        requireFitted();
        LatentSpace.requireShape("latents", latents, space.latent());
        if (steps < 1) {
            throw new IllegalArgumentException("A rollout of " + steps + " steps: ask for 1 or more.");
        }
        return dynamics.rollout(latents, steps);
    }

    /**
     * The latent vectors of fields.
     *
     * @param fields {@code [minibatch, values, time]}, physical units
     * @return {@code [minibatch, latent, time]}
     */
    public INDArray encode(INDArray fields) {
        requireFitted();
        return space.encode(fields);
    }

    /**
     * The fields of latent vectors.
     *
     * @param latents {@code [minibatch, latent, time]}
     * @return {@code [minibatch, values, time]}, physical units
     */
    public INDArray decode(INDArray latents) {
        requireFitted();
        return space.decode(latents);
    }

    /** {@code decode(encode(fields))}: what the autoencoder alone loses is the floor of every forecast's error. */
    public INDArray reconstruct(INDArray fields) {
        return decode(encode(fields));
    }

    /**
     * Writes the whole forecaster, its normaliser included, to one file: complete, or not at all.
     *
     * @throws IOException if the file cannot be written; an older file of that name is then still there
     */
    public void save(Path file) throws IOException {
        requireFitted();
        ForecasterFile.write(
                new ForecasterFile.Content(space, dynamics, contextLength, options.seed, options.provenance), file);
    }

    /**
     * Reads what {@link #save} wrote. The loss curves are not in the file; fitted again, it keeps its latent space. A file
     * names the classes of its layers, which are loaded and constructed: load files whose origin you trust.
     *
     * @throws ForecasterFileException if the file is missing, truncated, damaged or of another format version
     */
    public static LatentForecaster load(Path file) throws IOException {
        ForecasterFile.Content content = ForecasterFile.read(file);
        LatentForecaster forecaster = builder(content.space())
                .latentModel(content.dynamics().net().getLayerWiseConfigurations())
                .residual(content.dynamics().residual())
                .seed(content.seed())
                .provenance(content.provenance())
                .build();
        forecaster.space = content.space();
        forecaster.dynamics = content.dynamics();
        forecaster.contextLength = content.context();
        return forecaster;
    }

    /** Numbers of one snapshot. */
    public int values() {
        return options.values();
    }

    /** Numbers of one latent vector. */
    public int latent() {
        return options.latent();
    }

    /** Time steps of the windows it was fitted on: a context of this length is what it knows. */
    public int contextLength() {
        requireFitted();
        return contextLength;
    }

    /** Where the forecaster comes from, in the words of {@link Builder#provenance}. */
    public String provenance() {
        return options.provenance;
    }

    /** Encoder and decoder, which other forecasters may share. */
    public LatentSpace latentSpace() {
        requireFitted();
        return space;
    }

    /** {@link LatentSpace#parameters} of encoder and decoder. */
    public long autoencoderParameters() {
        return latentSpace().parameters();
    }

    /** The trained recurrent network R itself. */
    public MultiLayerNetwork latentModel() {
        requireFitted();
        return dynamics.net();
    }

    /** {@link LatentSpace#loss} of encoder and decoder. */
    public LossCurve autoencoderLoss() {
        return latentSpace().loss();
    }

    /** Loss of the latent model over the last {@link #fit}; null in a loaded forecaster. */
    public LossCurve latentLoss() {
        return latentLoss;
    }

    private void requireFitted() {
        if (dynamics == null) {
            throw new IllegalStateException("This forecaster is not trained: call fit or load first.");
        }
    }

    /** What a forecaster is made of; each option has a default but the latent model. */
    public static final class Builder {
        private final LatentSpace.Builder toFit;
        private final LatentSpace fitted;
        private MultiLayerConfiguration latentModel;
        private boolean residual = true;
        private Budget latentBudget = Budget.ofEpochs(100);
        private int latentPatience = Integer.MAX_VALUE;
        private long seed = 0;
        private String provenance = "";

        private Builder(LatentSpace.Builder toFit, LatentSpace fitted) {
            this.toFit = toFit;
            this.fitted = fitted;
        }

        private Builder(Builder other) {
            this(other.toFit == null ? null : new LatentSpace.Builder(other.toFit), other.fitted);
            latentModel = other.latentModel;
            residual = other.residual;
            latentBudget = other.latentBudget;
            latentPatience = other.latentPatience;
            seed = other.seed;
            provenance = other.provenance;
        }

        /**
         * The recurrent network, {@code [minibatch, latent, time] -> [minibatch, latent, time]}; it is copied.
         * {@link LatentModel} makes the usual one.
         */
        public Builder latentModel(MultiLayerConfiguration latentModel) {
            this.latentModel = latentModel.clone();
            return this;
        }

        /** Whether the network's output is added to the latest latent vector. Default true; the paper has none. */
        public Builder residual(boolean residual) {
            this.residual = residual;
            return this;
        }

        /** {@link LatentSpace.Builder#encoder}. */
        public Builder encoder(Encoder encoder) {
            space().encoder(encoder);
            return this;
        }

        /** {@link LatentSpace.Builder#normalizer}. */
        public Builder normalizer(DataNormalization normalizer) {
            space().normalizer(normalizer);
            return this;
        }

        /** {@link LatentSpace.Builder#normalization}. */
        public Builder normalization(Normalization normalization) {
            space().normalization(normalization);
            return this;
        }

        /** {@link LatentSpace.Builder#updates}. */
        public Builder autoencoderUpdates(int updates) {
            space().updates(updates);
            return this;
        }

        /** {@link LatentSpace.Builder#patience}. */
        public Builder autoencoderPatience(int epochs) {
            space().patience(epochs);
            return this;
        }

        /** {@link LatentSpace.Builder#epochs}. */
        public Builder autoencoderEpochs(int epochs) {
            space().epochs(epochs);
            return this;
        }

        /** {@link LatentSpace.Builder#minibatch}. */
        public Builder autoencoderMinibatch(int snapshots) {
            space().minibatch(snapshots);
            return this;
        }

        /** {@link LatentSpace.Builder#learningRate}. */
        public Builder autoencoderLearningRate(double learningRate) {
            space().learningRate(learningRate);
            return this;
        }

        /** Epochs of the latent model. Default 100; the last call of this one, of updates and of minutes counts. */
        public Builder latentEpochs(int epochs) {
            this.latentBudget = Budget.ofEpochs(epochs);
            return this;
        }

        /** Updates of the latent model, instead of epochs: the last epoch may be a short one. */
        public Builder latentUpdates(int updates) {
            this.latentBudget = Budget.ofUpdates(updates);
            return this;
        }

        /**
         * Wall-clock minutes of the latent model's training, validation included, instead of epochs. It ends with the
         * update in which they are over, and makes one at least; a {@link WarmupCosineSchedule} follows the part of the
         * time that is used. Such a training cannot be repeated to the last bit. The listener is told of as many epochs
         * as the pace so far suggests, at first of {@link Integer#MAX_VALUE}.
         */
        public Builder latentMinutes(double minutes) {
            this.latentBudget = Budget.ofMinutes(minutes);
            return this;
        }

        /** Ends the latent model's training after so many epochs in a row without a better validation loss. Default: never. */
        public Builder latentPatience(int epochs) {
            this.latentPatience = LatentSpace.Builder.positive("latent patience", epochs);
            return this;
        }

        /** Of the autoencoder's initial parameters and of both shuffles; the latent model's is in its configuration. */
        public Builder seed(long seed) {
            this.seed = seed;
            return this;
        }

        /** A line that is saved with the forecaster, such as the command that made it. */
        public Builder provenance(String provenance) {
            this.provenance = provenance;
            return this;
        }

        /** @throws IllegalArgumentException if there is no latent model, or if the sizes do not fit the encoder */
        public LatentForecaster build() {
            if (latentModel == null) {
                throw new IllegalArgumentException("A forecaster needs a latent model: call latentModel(...).");
            }
            if (toFit != null) {
                toFit.seed(seed).requireSizes();
            }
            return new LatentForecaster(this);
        }

        private LatentSpace.Builder space() {
            if (toFit == null) {
                throw new IllegalStateException("The latent space of this forecaster is fitted already: choose its"
                        + " encoder, normaliser and training on LatentSpace.builder.");
            }
            return toFit;
        }

        private int values() {
            return toFit == null ? fitted.values() : toFit.values();
        }

        private int latent() {
            return toFit == null ? fitted.latent() : toFit.latent();
        }
    }
}
