package io.github.dl4jquantum.forecast;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

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
    public INDArray units(INDArray latents) {
        return Nd4j.ones(latents.dataType(), 1, latents.columns());
    }

    @Override
    public long parameters() {
        return 0;
    }
}
