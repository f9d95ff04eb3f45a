package io.github.dl4jquantum.forecast;

import io.github.dl4jquantum.file.Manifest;
import io.github.dl4jquantum.file.ModelFileException;
import io.github.dl4jquantum.file.ModelFileReader;
import io.github.dl4jquantum.file.ModelFileWriter;
import java.io.IOException;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.preprocessor.DataNormalization;
import org.nd4j.linalg.dataset.api.preprocessor.NormalizerMinMaxScaler;
import org.nd4j.linalg.dataset.api.preprocessor.NormalizerStandardize;

/**
 * The normaliser in a file: the arrays {@code normalizer/mean} and {@code normalizer/deviation}, or {@code
 * normalizer/min} and {@code normalizer/max}, each [1, values].
 *
 * @param kind of normaliser
 * @param targetMin where the least value comes to lie; of MIN_MAX alone
 * @param targetMax where the largest value comes to lie; of MIN_MAX alone
 */
record NormalizerEntries(Kind kind, double targetMin, double targetMax) {

    /** The normalisers that are nothing but arrays. */
    enum Kind {
        STANDARDIZE,
        MIN_MAX
    }

    /** @throws IllegalArgumentException if a file cannot hold it */
    static void requireWritable(DataNormalization normalizer) {
        if (!(normalizer instanceof NormalizerStandardize || normalizer instanceof NormalizerMinMaxScaler)) {
            throw new IllegalArgumentException("A normaliser of " + normalizer.getClass()
                    + " cannot be saved: give a NormalizerStandardize or a NormalizerMinMaxScaler.");
        }
    }

    static void write(DataNormalization normalizer, ModelFileWriter file) throws IOException {
        if (normalizer instanceof NormalizerMinMaxScaler scaler) {
            file.manifest()
                    .put("normalizer", Kind.MIN_MAX.name())
                    .put("targetMin", scaler.getTargetMin())
                    .put("targetMax", scaler.getTargetMax());
            file.array("normalizer/min", row(scaler.getMin()));
            file.array("normalizer/max", row(scaler.getMax()));
        } else {
            NormalizerStandardize standardize = (NormalizerStandardize) normalizer;
            file.manifest().put("normalizer", Kind.STANDARDIZE.name());
            file.array("normalizer/mean", row(standardize.getMean()));
            file.array("normalizer/deviation", row(standardize.getStd()));
        }
    }

    static NormalizerEntries describe(Manifest manifest) throws ModelFileException {
        Kind kind = manifest.constant("normalizer", Kind.class);
        return kind == Kind.STANDARDIZE
                ? new NormalizerEntries(kind, 0, 0)
                : new NormalizerEntries(kind, manifest.number("targetMin"), manifest.number("targetMax"));
    }

    DataNormalization read(ModelFileReader file, int values) throws ModelFileException {
        if (kind == Kind.STANDARDIZE) {
            return new NormalizerStandardize(
                    file.array("normalizer/mean", 1, values),
                    LatentSpaceFile.positive(file, "normalizer/deviation", values));
        }
        NormalizerMinMaxScaler scaler = new NormalizerMinMaxScaler(targetMin, targetMax);
        scaler.setFeatureStats(file.array("normalizer/min", 1, values), file.array("normalizer/max", 1, values));
        return scaler;
    }

    private static INDArray row(INDArray array) {
        return array.reshape(1, array.length());
    }
}
