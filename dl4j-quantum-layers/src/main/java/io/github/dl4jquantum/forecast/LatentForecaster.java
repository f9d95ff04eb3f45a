package io.github.dl4jquantum.forecast;

import io.github.dl4jquantum.forecast.FitListener.Phase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.dataset.api.preprocessor.DataNormalization;

/**
 * Forecasts fields through a latent space (arXiv 2502.13370):
 *
 * <pre>
 * z_t = E(normalise(u_t))        encoder, values -> latent
 * z_{t+1} = R(z_1, ..., z_t)     recurrent latent model
 * u_{t+1} = normalise^-1(D(z_{t+1}))
 * </pre>
 *
 * <p>Shapes, all in physical units (what goes in is never normalised by the caller):
 *
 * <ul>
 *   <li>fields: {@code [minibatch, values, time]}, one snapshot flattened to {@code values} numbers
 *   <li>latents: {@code [minibatch, latent, time]}, with mean 0 and deviation 1 over the training part
 * </ul>
 *
 * <p>E and D are multilayer perceptrons with hidden widths values/2, values/4, values/8 and the mirror of it
 * (4096-2048-1024-512-16-512-1024-2048-4096), ELU in between, bottleneck and output linear; a hidden width that is not
 * wider than the latent vector is left out, and the latent vector must be smaller than the field. R is any DL4J
 * network that predicts the next latent vector at every step, such as {@link LatentModel}'s.
 *
 * <p>{@link #fit} trains E and D first, then R on the encoded windows; both with early stopping by the
 * validation part. Where the paper leaves its training open, this is a reconstruction. A forecaster keeps every distinct
 * snapshot of both parts in memory while it is fitted. It is not safe for use by several threads at once.
 */
public final class LatentForecaster {
    private final Builder options;
    private LatentSpace space;
    private MultiLayerNetwork latentModel;
    private LossCurve autoencoderLoss;
    private LossCurve latentLoss;
    private int contextLength;

    private LatentForecaster(Builder options) {
        this.options = new Builder(options);
    }

    /**
     * Starts to describe a forecaster.
     *
     * @param values numbers of one snapshot: grid points times fields
     * @param latent numbers of one latent vector, fewer than {@code values}
     */
    public static Builder builder(int values, int latent) {
        return new Builder(values, latent);
    }

    /**
     * Trains everything, from the seed and from nothing else: the same data and options give the same forecaster.
     *
     * @param train windows, features {@code [minibatch, values, time]} and labels one step later, raw values. The latent model learns in minibatches of {@code train.batch()} windows
     * @param validation windows of the same length; the parameters of the epoch that did best on them are kept
     * @param listener told of every epoch
     * @return this
     * @throws IllegalArgumentException if the windows have other shapes, are normalised already or hold NaN or infinity
     * @throws TrainingDivergedException if a loss becomes NaN or infinite
     */
    public LatentForecaster fit(DataSetIterator train, DataSetIterator validation, FitListener listener) {
        Windows trainWindows = Windows.read("train", train, options.values);
        Windows validationWindows = Windows.read("validation", validation, options.values);
        if (validationWindows.length() != trainWindows.length()) {
            throw new IllegalArgumentException("The validation windows have " + validationWindows.length()
                    + " time steps, those to train on " + trainWindows.length() + ": make them equal.");
        }
        INDArray trainRows = trainWindows.snapshots();
        DataNormalization normalizer =
                options.normalizer == null ? LatentSpace.standardise(trainRows) : options.normalizer;
        normalizer.transform(trainRows);
        INDArray validationRows = validationWindows.snapshots();
        normalizer.transform(validationRows);

        Autoencoder autoencoder = fitAutoencoder(trainRows, validationRows, listener);
        autoencoder.standardise(autoencoder.encode(trainRows));
        fitLatentModel(
                trainWindows.of(autoencoder.encode(trainRows)),
                validationWindows.of(autoencoder.encode(validationRows)),
                train.batch(),
                listener);
        space = new LatentSpace(normalizer, autoencoder);
        contextLength = trainWindows.length();
        return this;
    }

    /** {@link #fit(DataSetIterator, DataSetIterator, FitListener)} without a listener. */
    public LatentForecaster fit(DataSetIterator train, DataSetIterator validation) {
        return fit(train, validation, (phase, epoch, epochs, trainLoss, validationLoss) -> {});
    }

    private Autoencoder fitAutoencoder(INDArray train, INDArray validation, FitListener listener) {
        int iterations = options.autoencoderEpochs * EpochLoop.iterations(train.size(0), options.autoencoderMinibatch);
        Autoencoder autoencoder = Autoencoder.create(
                options.values, options.latent, options.autoencoderLearningRate, iterations, options.seed);
        autoencoderLoss = new EpochLoop(
                        Phase.AUTOENCODER,
                        autoencoder.network(),
                        options.autoencoderEpochs,
                        options.autoencoderMinibatch,
                        options.seed,
                        listener)
                .run(new DataSet(train, train), new DataSet(validation, validation));
        return autoencoder;
    }

    private void fitLatentModel(DataSet train, DataSet validation, int minibatch, FitListener listener) {
        latentModel = new MultiLayerNetwork(options.latentModel.clone());
        latentModel.init();
        latentLoss = new EpochLoop(
                        Phase.LATENT_MODEL, latentModel, options.latentEpochs, minibatch, options.seed, listener)
                .run(LatentRollout.inTypeOf(latentModel, train), LatentRollout.inTypeOf(latentModel, validation));
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
        requireShape("latents", latents, options.latent);
        if (steps < 1) {
            throw new IllegalArgumentException("A rollout of " + steps + " steps: ask for 1 or more.");
        }
        return LatentRollout.run(latentModel, latents, steps);
    }

    /**
     * The latent vectors of fields.
     *
     * @param fields {@code [minibatch, values, time]}, physical units
     * @return {@code [minibatch, latent, time]}
     */
    public INDArray encode(INDArray fields) {
        requireFitted();
        requireShape("fields", fields, options.values);
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
        requireShape("latents", latents, options.latent);
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
                new ForecasterFile.Content(
                        new ForecasterFile.Manifest(
                                options.values, options.latent, contextLength, options.seed, options.provenance),
                        space,
                        latentModel),
                file);
    }

    /**
     * Reads what {@link #save} wrote. The loss curves are not in the file. A file names the classes of its layers, which
     * are loaded and constructed: load files whose origin you trust.
     *
     * @throws ForecasterFileException if the file is missing, truncated, damaged or of another format version
     */
    public static LatentForecaster load(Path file) throws IOException {
        ForecasterFile.Content content = ForecasterFile.read(file);
        ForecasterFile.Manifest manifest = content.manifest();
        LatentForecaster forecaster = new LatentForecaster(builder(manifest.values(), manifest.latent())
                .seed(manifest.seed())
                .provenance(manifest.provenance())
                .normalizer(content.space().normalizer())
                .latentModel(content.latentModel().getLayerWiseConfigurations()));
        forecaster.contextLength = manifest.context();
        forecaster.space = content.space();
        forecaster.latentModel = content.latentModel();
        return forecaster;
    }

    /** Numbers of one snapshot. */
    public int values() {
        return options.values;
    }

    /** Numbers of one latent vector. */
    public int latent() {
        return options.latent;
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

    /** Trainable parameters of encoder and decoder. */
    public long autoencoderParameters() {
        requireFitted();
        return space.autoencoder().network().numParams();
    }

    /** The trained recurrent network itself. */
    public MultiLayerNetwork latentModel() {
        requireFitted();
        return latentModel;
    }

    /** Loss of the autoencoder over the last {@link #fit}; null in a loaded forecaster. */
    public LossCurve autoencoderLoss() {
        return autoencoderLoss;
    }

    /** Loss of the latent model over the last {@link #fit}; null in a loaded forecaster. */
    public LossCurve latentLoss() {
        return latentLoss;
    }

    private void requireFitted() {
        if (latentModel == null) {
            throw new IllegalStateException("This forecaster is not trained: call fit or load first.");
        }
    }

    private static void requireShape(String what, INDArray array, int size) {
        if (array.rank() != 3 || array.size(1) != size) {
            throw new IllegalArgumentException("The " + what + " have shape " + Arrays.toString(array.shape())
                    + ": give [minibatch, " + size + ", time].");
        }
    }

    private INDArray inModelType(INDArray array) {
        return array.castTo(latentModel.getLayerWiseConfigurations().getDataType());
    }

    /** What a forecaster is made of; each option has a default but the latent model. */
    public static final class Builder {
        private final int values;
        private final int latent;
        private MultiLayerConfiguration latentModel;
        private DataNormalization normalizer;
        private int autoencoderEpochs = 40;
        private int autoencoderMinibatch = 32;
        private double autoencoderLearningRate = 2e-3;
        private int latentEpochs = 100;
        private long seed = 0;
        private String provenance = "";

        private Builder(int values, int latent) {
            if (latent < 1 || latent >= values) {
                throw new IllegalArgumentException("A latent size of " + latent + " for snapshots of " + values
                        + " values: choose 1 to " + (values - 1) + ".");
            }
            this.values = values;
            this.latent = latent;
        }

        private Builder(Builder other) {
            this(other.values, other.latent);
            latentModel = other.latentModel;
            normalizer = other.normalizer;
            autoencoderEpochs = other.autoencoderEpochs;
            autoencoderMinibatch = other.autoencoderMinibatch;
            autoencoderLearningRate = other.autoencoderLearningRate;
            latentEpochs = other.latentEpochs;
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

        /**
         * Maps physical values to what the autoencoder sees, as features {@code [rows, values]}; fitted already, on the
         * training part alone, and one that {@code NormalizerSerializer.getDefault()} can write. Default: {@link #fit}
         * standardises with one mean and one deviation over all training values.
         */
        public Builder normalizer(DataNormalization normalizer) {
            this.normalizer = normalizer;
            return this;
        }

        /** Epochs of the autoencoder. Default 40. */
        public Builder autoencoderEpochs(int epochs) {
            this.autoencoderEpochs = positive("autoencoder epochs", epochs);
            return this;
        }

        /** Snapshots per update of the autoencoder. Default 32. */
        public Builder autoencoderMinibatch(int snapshots) {
            this.autoencoderMinibatch = positive("autoencoder minibatch", snapshots);
            return this;
        }

        /**
         * Adam's first learning rate for the autoencoder, of a layer with n inputs at most 2/n; it falls to a tenth.
         * Default 2e-3.
         */
        public Builder autoencoderLearningRate(double learningRate) {
            if (!(learningRate > 0 && learningRate < 1)) {
                throw new IllegalArgumentException(
                        "A learning rate of " + learningRate + ": choose one between 0 and 1, such as 2e-3.");
            }
            this.autoencoderLearningRate = learningRate;
            return this;
        }

        /** Epochs of the latent model. Default 100. */
        public Builder latentEpochs(int epochs) {
            this.latentEpochs = positive("latent epochs", epochs);
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

        /** @throws IllegalArgumentException if there is no latent model */
        public LatentForecaster build() {
            if (latentModel == null) {
                throw new IllegalArgumentException("A forecaster needs a latent model: call latentModel(...).");
            }
            return new LatentForecaster(this);
        }

        private static int positive(String what, int value) {
            if (value < 1) {
                throw new IllegalArgumentException(what + ": " + value + "; choose 1 or more.");
            }
            return value;
        }
    }
}
