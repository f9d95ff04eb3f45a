package io.github.dl4jquantum.forecast;

import org.nd4j.linalg.api.ndarray.INDArray;

/** The map of one {@link Encoder} between rows of normalised values and rows of latents; safe from several threads. */
sealed interface Codec permits Autoencoder, Pod, Identity {

    Encoder encoder();

    /** [rows, values] -> [rows, latent] */
    INDArray encode(INDArray rows);

    /** [rows, latent] -> [rows, values] */
    INDArray decode(INDArray latents);

    /** Numbers that were fitted to the training part. */
    long parameters();
}
