package io.github.dl4jquantum.forecast;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.dataset.api.preprocessor.DataNormalization;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * How snapshots become latent vectors and back: fitted once, shared by any number of forecasters.
 *
 * <pre>
 * z = E(normalise(u))          encoder, values -> latent
 * u = normalise^-1(D(z))       decoder
 * </pre>
 *
 * <p>Shapes: fields {@code [minibatch, values, time]} in physical units, latents {@code [minibatch, latent, time]}.
 *
 * <ul>
 *   <li>{@link Encoder#MLP}: E and D are multilayer perceptrons with hidden widths values/2, values/4, values/8 and the
 *       mirror of it (4096-2048-1024-512-16-512-1024-2048-4096), ELU in between, bottleneck and output linear; a hidden
 *       width that is not wider than the latent vector is left out. The epoch that did best on the validation part is
 *       kept.
 *   <li>{@link Encoder#POD}: z holds the coordinates of the first modes of the mean-free snapshots, D(z) is the
 *       orthogonal projection on them.
 *   <li>{@link Encoder#POD_MLP}: the first modes and what an MLP adds to them, from and to the coordinates in five times
 *       as many modes. The correction starts at zero, and validation may leave it there.
 *   <li>{@link Encoder#NONE}: z is normalise(u).
 * </ul>
 *
 * <p>Latents have mean 0 and deviation 1 over the training part, but for {@link Encoder#NONE} and for latents that hardly
 * vary: their unit is a hundredth of the largest deviation. {@link #encode} and {@link #decode} may
 * be called by several threads at once, if {@code transform} of a given normaliser may.
 */
public final class LatentSpace {
    /** Numbers that are encoded at once: 64 MB. */
    private static final int BLOCK = 1 << 24;

    private final int values;
    private final int latent;
    private final DataType dataType;
    private final DataNormalization normalizer;
    private final Codec codec;
    private final LossCurve loss;

    LatentSpace(int values, int latent, DataType dataType, DataNormalization normalizer, Codec codec, LossCurve loss) {
        this.values = values;
        this.latent = latent;
        this.dataType = dataType;
        this.normalizer = normalizer;
        this.codec = codec;
        this.loss = loss;
    }

    /**
     * Starts to describe a latent space.
     *
     * @param values numbers of one snapshot: grid points times fields
     * @param latent numbers of one latent vector: fewer than {@code values}, and as many for {@link Encoder#NONE}
     * @return a builder of the defaults that each option names
     */
    public static Builder builder(int values, int latent) {
        return new Builder(new LatentSpaceOptions(values, latent));
    }

    /**
     * The latent vectors of fields.
     *
     * @param fields {@code [minibatch, values, time]}, physical units
     * @return {@code [minibatch, latent, time]}
     */
    public INDArray encode(INDArray fields) {
        requireShape("fields", fields, values);
        INDArray rows = toRows(fields);
        INDArray latents = toSequences(encodeRows(rows), fields.size(0));
        close(rows);
        return latents;
    }

    /**
     * The latent vectors of segments, which are encoded a few at a time: only a small part of them is ever held twice.
     *
     * @param segments whose snapshots have as many values as the space
     * @return {@code [segments, latent, time]}
     */
    public INDArray encode(Segments segments) {
        return encode(segments, BLOCK);
    }

    /** @param most numbers at once, but whole segments */
    INDArray encode(Segments segments, int most) {
        if (segments.valuesPerSnapshot() != values) {
            throw new IllegalArgumentException("Segments of " + segments.valuesPerSnapshot()
                    + " values a snapshot for a latent space of " + values + ".");
        }
        int time = segments.time();
        int step = (int) Math.max(1, most / ((long) values * time));
        INDArray latents = Nd4j.createUninitialized(dataType, new long[] {(long) segments.size() * time, latent}, 'c');
        for (int from = 0; from < segments.size(); from += step) {
            int to = Math.min(from + step, segments.size());
            INDArray rows = segments.rows(from, to, dataType).block(0, (to - from) * time);
            latents.get(NDArrayIndex.interval((long) from * time, (long) to * time), NDArrayIndex.all())
                    .assign(encodeRows(rows));
            close(rows);
        }
        return toSequences(latents, segments.size());
    }

    /**
     * The fields of latent vectors.
     *
     * @param latents {@code [minibatch, latent, time]}
     * @return {@code [minibatch, values, time]}, physical units
     */
    public INDArray decode(INDArray latents) {
        requireShape("latents", latents, latent);
        INDArray rows = codec.decode(toRows(latents));
        normalizer.revertFeatures(rows);
        INDArray fields = toSequences(rows, latents.size(0));
        close(rows);
        return fields;
    }

    /** The latents of all distinct snapshots, [snapshots, latent]. */
    INDArray encoded(SnapshotWindows windows) {
        return windows.snapshots().map(this::encodeRows);
    }

    /** [rows, values] -> [rows, latent]; {@code rows}, physical units, is normalised in place. */
    INDArray encodeRows(INDArray rows) {
        normalizer.transform(rows);
        return codec.encode(rows);
    }

    /**
     * Writes the latent space, its normaliser included, to one file: complete, or not at all.
     *
     * @param file created or replaced
     * @throws IOException if the file cannot be written; an older file of that name is then still there
     */
    public void save(Path file) throws IOException {
        LatentSpaceFile.write(this, file);
    }

    /**
     * Reads what {@link #save} wrote. The loss curve is not in the file. A file may come from a stranger, as {@link
     * LatentForecaster#load} says.
     *
     * @param file what {@link #save} wrote
     * @return the space, ready to encode and decode
     * @throws ForecasterFileException if the file is missing, truncated, damaged, changed or of another format version
     */
    public static LatentSpace load(Path file) throws IOException {
        return LatentSpaceFile.read(file);
    }

    /** {@return how many numbers one snapshot has} */
    public int values() {
        return values;
    }

    /** {@return how many numbers one latent vector has} */
    public int latent() {
        return latent;
    }

    /** {@return FLOAT or DOUBLE: the type of latents and of decoded fields} */
    public DataType dataType() {
        return dataType;
    }

    /** {@return how snapshots become latent vectors} */
    public Encoder encoder() {
        return codec.encoder();
    }

    /**
     * {@return how many numbers are fitted to the training part: weights of MLPs, modes and mean of a POD, 0 of
     * {@link Encoder#NONE}}
     */
    public long parameters() {
        return codec.parameters();
    }

    /**
     * {@return the loss of a trained encoder; null of {@link Encoder#POD} and {@link Encoder#NONE}, and in a loaded
     * space}
     */
    public LossCurve loss() {
        return loss;
    }

    DataNormalization normalizer() {
        return normalizer;
    }

    Codec codec() {
        return codec;
    }

    static void requireShape(String what, INDArray array, int size) {
        if (array.rank() != 3 || array.size(1) != size) {
            throw new IllegalArgumentException("The " + what + " have shape " + Arrays.toString(array.shape())
                    + ": give [minibatch, " + size + ", time].");
        }
    }

    /** [minibatch, size, time] -> [minibatch * time, size], a copy. */
    private INDArray toRows(INDArray sequences) {
        return sequences
                .castTo(dataType)
                .permute(0, 2, 1)
                .dup('c')
                .reshape(sequences.size(0) * sequences.size(2), sequences.size(1));
    }

    /** Many rows are not left to Java's collector, which does not see native memory. */
    private static void close(INDArray rows) {
        if (rows.closeable()) {
            rows.close();
        }
    }

    /** The inverse of {@link #toRows}, a copy. */
    private static INDArray toSequences(INDArray rows, long minibatch) {
        INDArray ordered = rows.ordering() == 'c' ? rows : rows.dup('c');
        return ordered.reshape(minibatch, rows.size(0) / minibatch, rows.size(1))
                .permute(0, 2, 1)
                .dup('c');
    }

    /** How a latent space is fitted; each option has a default. */
    public static final class Builder {
        private final LatentSpaceOptions options;

        private Builder(LatentSpaceOptions options) {
            this.options = options;
        }

        /**
         * Sets the type of the encoder, of what it is fitted to and of what it gives. A given normaliser has to be of
         * the same type; a latent model's type is that of its configuration.
         *
         * @param dataType FLOAT, the default, or DOUBLE
         * @return this builder
         */
        public Builder dataType(DataType dataType) {
            if (dataType != DataType.FLOAT && dataType != DataType.DOUBLE) {
                throw new IllegalArgumentException("A latent space of type " + dataType + ": choose FLOAT or DOUBLE.");
            }
            options.dataType = dataType;
            return this;
        }

        /**
         * Sets how snapshots become latent vectors.
         *
         * @param encoder default {@link Encoder#POD}
         * @return this builder
         */
        public Builder encoder(Encoder encoder) {
            options.encoder = encoder;
            return this;
        }

        /**
         * Sets how physical values become those that the encoder sees.
         *
         * @param normalization default {@link Normalization#STANDARD}
         * @return this builder
         */
        public Builder normalization(Normalization normalization) {
            options.normalization = normalization;
            return this;
        }

        /**
         * Sets, instead of a {@link #normalization}, what maps physical values to what the encoder sees.
         *
         * @param normalizer of features {@code [rows, values]}; fitted already, on the training part alone
         * @return this builder
         * @throws IllegalArgumentException if it is neither a NormalizerStandardize nor a NormalizerMinMaxScaler
         */
        public Builder normalizer(DataNormalization normalizer) {
            NormalizerEntries.requireWritable(normalizer);
            options.normalizer = normalizer;
            return this;
        }

        /**
         * Sets the epochs of a trained encoder; the last call of this one and of updates counts.
         *
         * @param epochs at most, 1 or more; default: 100 of {@link Encoder#MLP}, 1,500 updates of
         *     {@link Encoder#POD_MLP}
         * @return this builder
         */
        public Builder epochs(int epochs) {
            options.budget = Budget.ofEpochs(epochs);
            return this;
        }

        /**
         * Sets the updates of a trained encoder, instead of epochs.
         *
         * @param updates at most, 1 or more
         * @return this builder
         */
        public Builder updates(int updates) {
            options.budget = Budget.ofUpdates(updates);
            return this;
        }

        /**
         * Ends the training after so many epochs in a row without a better validation loss.
         *
         * @param epochs 1 or more; default 20
         * @return this builder
         */
        public Builder patience(int epochs) {
            options.patience = Budget.positive("autoencoder patience", epochs);
            return this;
        }

        /**
         * Sets the snapshots per update of a trained encoder.
         *
         * @param snapshots 1 or more; default 32 of {@link Encoder#MLP}, 256 of {@link Encoder#POD_MLP}
         * @return this builder
         */
        public Builder minibatch(int snapshots) {
            options.minibatch = Budget.positive("autoencoder minibatch", snapshots);
            return this;
        }

        /**
         * Sets Adam's largest learning rate, in {@link Encoder#MLP} of a layer with n inputs at most 2/n; it follows a
         * {@link WarmupCosineSchedule}.
         *
         * @param learningRate between 0 and 1; default 2e-3
         * @return this builder
         */
        public Builder learningRate(double learningRate) {
            if (!(learningRate > 0 && learningRate < 1)) {
                throw new IllegalArgumentException(
                        "A learning rate of " + learningRate + ": choose one between 0 and 1, such as 2e-3.");
            }
            options.learningRate = learningRate;
            return this;
        }

        /**
         * Sets the seed of a trained encoder's initial parameters and of its shuffle.
         *
         * @param seed any number; default 0
         * @return this builder
         */
        public Builder seed(long seed) {
            options.seed = seed;
            return this;
        }

        /**
         * Keeps the training of an encoder in a file, every 30 seconds at most and seldom enough to take 2% of the time:
         * a fit that was ended, by whatever, goes on from there and comes to the same result to the last bit, and one that
         * was finished has it at once. What a listener throws ends a fit after the file is written once more. The file
         * belongs to one training, which means its data, options and seed; it stays until somebody deletes it.
         *
         * @param file written during training; need not be there
         * @return this builder
         */
        public Builder checkpoint(Path file) {
            options.checkpoint = file;
            return this;
        }

        /**
         * Fits the space to the distinct snapshots of {@code train}, from the seed and from nothing else.
         *
         * @param train windows as {@link LatentForecaster#fit} takes them, raw values
         * @param validation windows on which a trained encoder's best epoch is found
         * @param listener told of the encoder's training
         * @return the space, ready to encode and decode
         * @throws IllegalArgumentException if the sizes do not fit the encoder, if the windows have other shapes, are
         *     normalised already or hold NaN or infinity
         * @throws TooFewSnapshotsException if there are too few for a POD of so many modes
         * @throws TrainingDivergedException if a loss becomes NaN or infinite
         * @throws java.io.UncheckedIOException if the checkpoint cannot be written or read; of a {@link
         *     ForecasterFileException} if it is damaged or of another training
         */
        public LatentSpace fit(DataSetIterator train, DataSetIterator validation, FitListener listener) {
            options.requireSizes();
            return options.fit(
                    SnapshotWindows.read("train", train, options.values, options.dataType),
                    SnapshotWindows.read("validation", validation, options.values, options.dataType),
                    listener);
        }

        /** {@return a copy of what is set} */
        LatentSpaceOptions options() {
            return options.copy();
        }
    }
}
