package io.github.dl4jquantum.forecast;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.preprocessor.DataNormalization;
import org.nd4j.linalg.dataset.api.preprocessor.NormalizerStandardize;
import org.nd4j.linalg.factory.Nd4j;

/** Between sequences of physical fields and sequences of latent vectors: the normaliser and the autoencoder. */
record LatentSpace(DataNormalization normalizer, Autoencoder autoencoder) {

    /** One mean and one deviation for all values: a pair per point would magnify noise where little happens. */
    static DataNormalization standardise(INDArray rows) {
        double deviation = rows.stdNumber(false).doubleValue();
        if (!(deviation > 0)) {
            throw new IllegalArgumentException("All values of the train part are equal: there is nothing to learn.");
        }
        INDArray mean = Nd4j.valueArrayOf(
                new long[] {1, rows.size(1)}, rows.meanNumber().doubleValue(), DataType.FLOAT);
        return new NormalizerStandardize(mean, Nd4j.valueArrayOf(mean.shape().clone(), deviation, DataType.FLOAT));
    }

    /** [minibatch, values, time] -> [minibatch, latent, time] */
    INDArray encode(INDArray fields) {
        INDArray rows = toRows(fields);
        normalizer.transform(rows);
        return toSequences(autoencoder.encode(rows), fields.size(0));
    }

    /** [minibatch, latent, time] -> [minibatch, values, time] */
    INDArray decode(INDArray latents) {
        INDArray rows = autoencoder.decode(toRows(latents));
        normalizer.revertFeatures(rows);
        return toSequences(rows, latents.size(0));
    }

    /** [minibatch, size, time] -> [minibatch * time, size], a copy. */
    private static INDArray toRows(INDArray sequences) {
        return sequences
                .castTo(DataType.FLOAT)
                .permute(0, 2, 1)
                .dup('c')
                .reshape(sequences.size(0) * sequences.size(2), sequences.size(1));
    }

    /** The inverse of {@link #toRows}. */
    private static INDArray toSequences(INDArray rows, long minibatch) {
        return rows.dup('c')
                .reshape(minibatch, rows.size(0) / minibatch, rows.size(1))
                .permute(0, 2, 1)
                .dup('c');
    }
}
