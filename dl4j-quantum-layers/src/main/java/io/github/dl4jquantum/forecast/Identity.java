package io.github.dl4jquantum.forecast;

import org.nd4j.linalg.api.ndarray.INDArray;

/** {@link Encoder#NONE}: latents are the normalised values. */
record Identity() implements Codec {

    @Override
    public Encoder encoder() {
        return Encoder.NONE;
    }

    @Override
    public INDArray encode(INDArray rows) {
        return rows;
    }

    @Override
    public INDArray decode(INDArray latents) {
        return latents;
    }

    @Override
    public long parameters() {
        return 0;
    }
}
