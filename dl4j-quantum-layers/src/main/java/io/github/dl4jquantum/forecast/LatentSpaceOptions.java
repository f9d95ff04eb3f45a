package io.github.dl4jquantum.forecast;

import io.github.dl4jquantum.forecast.FitListener.Phase;
import java.nio.file.Path;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.preprocessor.DataNormalization;

/** How a {@link LatentSpace} is fitted; its builder, which fills the options in, says what each means. */
final class LatentSpaceOptions {
    final int values;
    final int latent;
    DataType dataType = DataType.FLOAT;
    Encoder encoder = Encoder.POD;
    Normalization normalization = Normalization.STANDARD;

    /** Instead of a normalization; null for none. */
    DataNormalization normalizer;

    /** Null for what is usual of the encoder. */
    Budget budget;

    int patience = 20;

    /** 0 for what is usual of the encoder. */
    int minibatch;

    double learningRate = 2e-3;
    long seed;
    Path checkpoint;

    LatentSpaceOptions(int values, int latent) {
        this.values = values;
        this.latent = latent;
    }

    LatentSpaceOptions copy() {
        LatentSpaceOptions copy = new LatentSpaceOptions(values, latent);
        copy.dataType = dataType;
        copy.encoder = encoder;
        copy.normalization = normalization;
        copy.normalizer = normalizer;
        copy.budget = budget;
        copy.patience = patience;
        copy.minibatch = minibatch;
        copy.learningRate = learningRate;
        copy.seed = seed;
        copy.checkpoint = checkpoint;
        return copy;
    }

    /** @throws IllegalArgumentException if the latent size does not fit the encoder */
    void requireSizes() {
        if (encoder == Encoder.NONE && latent != values) {
            throw new IllegalArgumentException("A latent size of " + latent + " without an encoder: give " + values
                    + ", the number of values, or choose another encoder, such as Encoder.POD.");
        }
        if (encoder != Encoder.NONE && (latent < 1 || latent >= values)) {
            throw new IllegalArgumentException("A latent size of " + latent + " for snapshots of " + values
                    + " values: choose 1 to " + (values - 1) + ".");
        }
    }

    /** Fits the space to the distinct snapshots of {@code train}. */
    LatentSpace fit(SnapshotWindows train, SnapshotWindows validation, FitListener listener) {
        Rows rows = train.snapshots();
        if (rows.atOnce() < rows.rows() && encoder != Encoder.MLP) {
            return fit(rows, validation.snapshots(), listener);
        }
        try (INDArray all = rows.block(0, rows.rows())) {
            return fit(Rows.of(all), validation.snapshots(), listener);
        }
    }

    /** To rows of raw values, which it changes where they are held. */
    private LatentSpace fit(Rows train, Rows validation, FitListener listener) {
        DataNormalization fitted = normalizer == null ? normalization.fit(train) : normalizer;
        Rows normal = train.normalized(fitted);
        Rows held = validation.normalized(fitted);
        switch (encoder) {
            case POD:
                return space(fitted, Pod.fit(normal, latent, listener::podDone), null);
            case NONE:
                return space(fitted, new Identity(), null);
            case POD_MLP:
                PodMlp.Fit corrected =
                        PodMlp.fit(normal, held, latent, learningRate, plan(Budget.ofUpdates(1500), 256), listener);
                return space(fitted, corrected.codec(), corrected.loss());
            default:
                try (INDArray rest = held.block(0, held.rows())) {
                    Autoencoder.Fit trained = Autoencoder.fit(
                            normal.held(), rest, latent, learningRate, plan(Budget.ofEpochs(100), 32), listener);
                    return space(fitted, trained.codec(), trained.loss());
                }
        }
    }

    private LatentSpace space(DataNormalization fitted, Codec codec, LossCurve loss) {
        return new LatentSpace(values, latent, dataType, fitted, codec, loss);
    }

    private EpochLoop.Plan plan(Budget usual, int usualMinibatch) {
        return new EpochLoop.Plan(
                Phase.AUTOENCODER,
                budget == null ? usual : budget,
                patience,
                minibatch == 0 ? usualMinibatch : minibatch,
                seed,
                checkpoint == null ? null : new Checkpoint(checkpoint));
    }
}
