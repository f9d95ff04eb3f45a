package io.github.dl4jquantum.forecast;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** The map of one {@link Encoder} between rows of normalised values and rows of latents; safe from several threads. */
sealed interface Codec permits Autoencoder, Pod, PodMlp, Identity {
    /** Rows about which {@link #units} asks the decoder. */
    int SOUNDED = 256;

    Encoder encoder();

    /** [rows, values] -> [rows, latent] */
    INDArray encode(INDArray rows);

    /** [rows, latent] -> [rows, values] */
    INDArray decode(INDArray latents);

    /**
     * What a unit of each latent value means in the normalised field: the size of the decoder's answer to a change of
     * that value alone, here the root mean square of central differences about the given latents.
     *
     * @param latents of training rows, [rows, latent]
     * @return [1, latent]
     */
    default INDArray units(INDArray latents) {
        return sound(this, latents);
    }

    /** {@link #units} by central differences. */
    static INDArray sound(Codec codec, INDArray latents) {
        long rows = Math.min(latents.rows(), SOUNDED);
        INDArray some = latents.get(NDArrayIndex.interval(0, rows), NDArrayIndex.all());
        INDArray units = Nd4j.create(latents.dataType(), 1, latents.columns());
        for (int i = 0; i < latents.columns(); i++) {
            // Closed at once: left to Java's collector, which does not see native memory, they pile up.
            try (INDArray above = decoded(codec, some, i, 0.5);
                    INDArray below = decoded(codec, some, i, -0.5)) {
                units.putScalar(i, above.distance2(below) / Math.sqrt(rows));
            }
        }
        return units;
    }

    private static INDArray decoded(Codec codec, INDArray latents, int of, double shift) {
        INDArray shifted = latents.dup();
        shifted.getColumn(of).addi(shift);
        return codec.decode(shifted);
    }

    /** Numbers that were fitted to the training part. */
    long parameters();
}
