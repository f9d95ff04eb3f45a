package io.github.dl4jquantum.forecast;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

/**
 * Forecasts fields through a latent space (arXiv 2502.13370):
 *
 * <pre>
 * z_t = E(normalise(u_t))                 encoder, values -> latent
 * z_{t+1} = R(z_1, ..., z_t)              recurrent latent model
 * z_{t+1} = z_t + s R(z_1, ..., z_t)      the same with a residual output, the default; s is fixed before the training
 * z_{t+1} = map(z_t, ...) + s R(...)      the same on a base that is a linear or quadratic map
 * u_{t+1} = normalise^-1(D(z_{t+1}))      decoder
 * </pre>
 *
 * <p>Shapes: fields {@code [minibatch, values, time]}, in physical units (what goes in is never normalised by the caller), a
 * snapshot flattened to {@code values} numbers; latents {@code [minibatch, latent, time]}.
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
public final class LatentForecaster implements Forecaster {
    private final ForecasterOptions options;
    private FittedForecaster fitted;
    private LossCurve latentLoss;
    private double latentSeconds;
    private Provenance provenance;

    private LatentForecaster(ForecasterOptions options) {
        this.options = options;
    }

    /**
     * Starts to describe a forecaster that fits its own latent space, as {@code toFit} says.
     *
     * @param toFit copied; fitted with the forecaster
     * @return a builder of the defaults that each option names
     */
    public static Builder builder(LatentSpace.Builder toFit) {
        return new Builder(new ForecasterOptions(toFit.options(), null));
    }

    /**
     * Starts to describe a forecaster of which only the latent model is trained.
     *
     * @param fitted shared, not copied, and never changed
     * @return a builder of the defaults that each option names
     */
    public static Builder builder(LatentSpace fitted) {
        return new Builder(new ForecasterOptions(null, fitted));
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
     * @throws java.io.UncheckedIOException if a checkpoint cannot be written or read; of a {@link
     *     ForecasterFileException} if it is damaged or of another training
     */
    public LatentForecaster fit(DataSetIterator train, DataSetIterator validation, FitListener listener) {
        ForecasterOptions.Trained trained = options.fit(train, validation, listener);
        fitted = trained.forecaster();
        latentLoss = trained.loss();
        latentSeconds = trained.seconds();
        provenance = null;
        return this;
    }

    /**
     * Fits without a listener, as {@link #fit(DataSetIterator, DataSetIterator, FitListener)} does.
     *
     * @param train windows, raw values
     * @param validation windows as long or longer, by which the best epoch is found
     * @return this forecaster
     */
    public LatentForecaster fit(DataSetIterator train, DataSetIterator validation) {
        return fit(train, validation, FitListener.NONE);
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
    @Override
    public INDArray rollout(INDArray context, int steps) {
        return fitted().rollout(context, steps);
    }

    /**
     * {@return what the base predicts alone, with R = 0: through the same encoder, decoder and anchoring}
     *
     * @throws IllegalStateException if this forecaster has no base
     */
    public Forecaster baseOnly() {
        return fitted().baseOnly();
    }

    /**
     * {@link #rollout} before the decoder.
     *
     * @param latents {@code [minibatch, latent, time]}, what {@link #encode} gave
     * @param steps how many latent vectors to predict, 1 or more
     * @return {@code [minibatch, latent, steps]}
     */
    public INDArray rolloutLatents(INDArray latents, int steps) {
        return fitted().rolloutLatents(latents, steps);
    }

    /**
     * The latent vectors of fields.
     *
     * @param fields {@code [minibatch, values, time]}, physical units
     * @return {@code [minibatch, latent, time]}
     */
    public INDArray encode(INDArray fields) {
        return latentSpace().encode(fields);
    }

    /**
     * The fields of latent vectors.
     *
     * @param latents {@code [minibatch, latent, time]}
     * @return {@code [minibatch, values, time]}, physical units
     */
    public INDArray decode(INDArray latents) {
        return latentSpace().decode(latents);
    }

    /**
     * {@return {@code decode(encode(fields))}: what the autoencoder alone loses is the floor of every forecast's error}
     *
     * @param fields {@code [minibatch, values, time]}, physical units
     */
    public INDArray reconstruct(INDArray fields) {
        return decode(encode(fields));
    }

    /**
     * Writes the whole forecaster, its normaliser included, to one file: complete, or not at all. A loaded one keeps its
     * provenance.
     *
     * @param file created or replaced
     * @throws IOException if the file cannot be written; an older file of that name is then still there
     */
    public void save(Path file) throws IOException {
        ForecasterFile.write(new ForecasterFile.Content(fitted(), options.seed, provenance, options.data), file);
    }

    /**
     * {@link #save(Path)} with what made the forecaster and what it scored, which is its {@link #provenance} from now on.
     *
     * @param file created or replaced
     * @param provenance kept in the file and by this forecaster
     * @throws IOException if the file cannot be written, or the provenance is longer than 4 MiB of JSON
     */
    public void save(Path file, Provenance provenance) throws IOException {
        this.provenance = provenance;
        save(file);
    }

    /**
     * Reads what {@link #save} wrote. The loss curves are not in the file; fitted again, it keeps its latent space.
     *
     * <p>A file may come from a stranger: its arrays are parsed by this project, not in native code, each number must be
     * finite and each part as its checksum says, and of the classes that it names only those of DL4J's and this project's
     * configurations are loaded, and the {@code trusted} ones. What it can do is forecast badly, and need memory as its
     * sizes say.
     *
     * @param file what {@link #save} wrote
     * @param trusted classes of one's own that the latent model may name, such as layers and activations
     * @return the forecaster, ready to predict
     * @throws ForecasterFileException if the file is missing, truncated, damaged, changed or of another format version
     */
    public static LatentForecaster load(Path file, Class<?>... trusted) throws IOException {
        ForecasterFile.Content content = ForecasterFile.read(file, trusted);
        LatentForecaster forecaster = new LatentForecaster(ForecasterOptions.of(content));
        forecaster.fitted = content.fitted();
        forecaster.provenance = content.provenance();
        return forecaster;
    }

    /** {@return how many numbers one snapshot has} */
    public int values() {
        return options.values();
    }

    /** {@return how many numbers one latent vector has} */
    public int latent() {
        return options.latent();
    }

    /** Time steps of the windows it was fitted on: a context of this length is what it knows. */
    @Override
    public int contextLength() {
        return fitted().contextLength();
    }

    /**
     * {@return where the forecaster comes from, as {@link #save(Path, Provenance)} said it} Older files hold a command,
     * versions and a seed at most.
     */
    public Optional<Provenance> provenance() {
        return Optional.ofNullable(provenance);
    }

    /** {@return what {@link Builder#data} said that it is fitted on; empty in files that older programs wrote} */
    public Optional<FittedData> data() {
        return Optional.ofNullable(options.data);
    }

    /** {@return encoder and decoder, which other forecasters may share} */
    public LatentSpace latentSpace() {
        return fitted().space();
    }

    /** {@return {@link LatentSpace#parameters} of encoder and decoder} */
    public long autoencoderParameters() {
        return latentSpace().parameters();
    }

    /** {@return the trained recurrent network R itself} */
    public MultiLayerNetwork latentModel() {
        return fitted().dynamics().net();
    }

    /** {@return {@link LatentSpace#loss} of encoder and decoder} */
    public LossCurve autoencoderLoss() {
        return latentSpace().loss();
    }

    /** {@return the loss of the latent model over the last {@link #fit}; null in a loaded forecaster} */
    public LossCurve latentLoss() {
        return latentLoss;
    }

    /**
     * {@return the wall time of the latent model's training in the last {@link #fit}, with that of a checkpoint, in
     * seconds; 0 if loaded}
     */
    public double latentSeconds() {
        return latentSeconds;
    }

    private FittedForecaster fitted() {
        if (fitted == null) {
            throw new IllegalStateException("This forecaster is not trained: call fit or load first.");
        }
        return fitted;
    }

    /** What a forecaster is made of; each option has a default but the latent model. */
    public static final class Builder {
        private final ForecasterOptions options;

        private Builder(ForecasterOptions options) {
            this.options = options;
        }

        /**
         * Sets the recurrent network, {@code [minibatch, latent, time] -> [minibatch, latent, time]}.
         *
         * @param latentModel copied; {@link LatentModel} makes the usual one
         * @return this builder
         */
        public Builder latentModel(MultiLayerConfiguration latentModel) {
            options.latentModel = latentModel.clone();
            return this;
        }

        /**
         * Sets whether the network's output is added to the latest latent vector.
         *
         * @param residual default true; the paper has none
         * @return this builder
         */
        public Builder residual(boolean residual) {
            return base(residual ? new Base.Persistence() : new Base.None());
        }

        /**
         * Sets a map whose prediction the network's output is added to, instead of the latest vector.
         *
         * @param map fitted to latent vectors of the training part, in the latent space of this forecaster
         * @return this builder
         */
        public Builder base(RidgeMap map) {
            return base(new Base.Map(map));
        }

        private Builder base(Base base) {
            options.base = base;
            return this;
        }

        /**
         * Adds to a forecast what the encoder loses of the context's last snapshot, less and less:
         *
         * <pre>
         * u_{t+k} = normalise^-1(D(z_{t+k})) + a_k (u_t - normalise^-1(D(z_t)))      a_k = max(0, 1 - (k - 1) / steps)
         * </pre>
         *
         * @param steps after which nothing is added; 0 for never. Default 0
         * @return this builder
         */
        public Builder anchor(int steps) {
            if (steps < 0) {
                throw new IllegalArgumentException(
                        "An anchor over " + steps + " steps: choose 1 or more, or 0 for none.");
            }
            options.anchor = steps;
            return this;
        }

        /**
         * Sets the epochs of the latent model; the last call of this one, of updates and of minutes counts.
         *
         * @param epochs 1 or more; default 100
         * @return this builder
         */
        public Builder latentEpochs(int epochs) {
            options.latentBudget = Budget.ofEpochs(epochs);
            return this;
        }

        /**
         * Sets the updates of the latent model, instead of epochs: the last epoch may be a short one.
         *
         * @param updates 1 or more
         * @return this builder
         */
        public Builder latentUpdates(int updates) {
            options.latentBudget = Budget.ofUpdates(updates);
            return this;
        }

        /**
         * Sets the wall-clock minutes of the latent model's training, validation included, instead of epochs. It ends
         * with the update in which they are over, and makes one at least; a {@link WarmupCosineSchedule} follows the
         * part of the time that is used. Such a training cannot be repeated to the last bit. The listener is told of as
         * many epochs as the pace so far suggests, at first of {@link Integer#MAX_VALUE}.
         *
         * @param minutes more than 0
         * @return this builder
         */
        public Builder latentMinutes(double minutes) {
            options.latentBudget = Budget.ofMinutes(minutes);
            return this;
        }

        /**
         * Ends the latent model's training after so many epochs in a row without a better validation loss.
         *
         * @param epochs 1 or more; default: never
         * @return this builder
         */
        public Builder latentPatience(int epochs) {
            options.latentPatience = Budget.positive("latent patience", epochs);
            return this;
        }

        /**
         * Sets what makes the updates of the latent model, on other machines for instance.
         *
         * @param trainer used by one training at a time; by default the network's own {@code fit}
         * @return this builder
         */
        public Builder latentTrainer(MinibatchTrainer<MultiLayerNetwork> trainer) {
            options.latentTrainer = trainer;
            return this;
        }

        /**
         * Sets the seed of the shuffle; an encoder's is its own, and that of the latent model's initial parameters in
         * its configuration.
         *
         * @param seed any number; default 0
         * @return this builder
         */
        public Builder seed(long seed) {
            options.seed = seed;
            return this;
        }

        /**
         * Keeps the latent model's training in a file, as {@link LatentSpace.Builder#checkpoint} does an encoder's, which
         * has its own file.
         *
         * @param file written during training; need not be there
         * @return this builder
         */
        public Builder checkpoint(Path file) {
            options.checkpoint = file;
            return this;
        }

        /**
         * Says what the windows to fit on are, which is saved with the forecaster, so that data that is not like it can
         * be told.
         *
         * @param data null, the default, if it is not known
         * @return this builder
         */
        public Builder data(FittedData data) {
            options.data = data;
            return this;
        }

        /**
         * {@return the forecaster, to be fitted}
         *
         * @throws IllegalArgumentException if there is no latent model, or if sizes do not fit the encoder or the base
         */
        public LatentForecaster build() {
            options.check();
            return new LatentForecaster(options.copy());
        }
    }
}
