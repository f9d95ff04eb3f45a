package io.github.dl4jquantum.file;

import java.nio.ByteBuffer;
import org.nd4j.linalg.dataset.api.preprocessor.DataNormalization;
import org.nd4j.linalg.dataset.api.preprocessor.NormalizerMinMaxScaler;
import org.nd4j.linalg.dataset.api.preprocessor.NormalizerStandardize;

/**
 * What ND4J's NormalizerSerializer wrote into files of versions 1 and 2, of the two types that are arrays: {@code
 * NORMALIZER}, the serializer's version, the type, whether labels follow, and for min and max the target range. ND4J's own
 * reader would load any class that the file names.
 */
final class OldNormalizer {

    private OldNormalizer() {}

    /** Bytes of a normaliser of features and labels at most. */
    static long maxLength(long values) throws MalformedException {
        return 64 + 4 * Nd4jArray.maxLength(1, values);
    }

    static DataNormalization read(ByteBuffer bytes, long values) throws MalformedException {
        Nd4jArray.text(bytes, "NORMALIZER");
        Nd4jArray.require(bytes.remaining() >= Integer.BYTES && bytes.getInt() == 1, "is of an unknown version");
        String type = Nd4jArray.text(bytes);
        Nd4jArray.require(
                type.equals("STANDARDIZE") || type.equals("MIN_MAX"),
                "is of type " + type + ": this program reads STANDARDIZE and MIN_MAX");
        Nd4jArray.require(bytes.remaining() > 2 * Double.BYTES, "breaks off");
        byte labels = bytes.get();
        Nd4jArray.require(labels == 0 || labels == 1, "is damaged");
        DataNormalization normalizer = type.equals("MIN_MAX") ? minMax(bytes, values) : standardize(bytes, values);
        if (labels == 1) { // fields too, and statistics that no forecast needs
            Nd4jArray.read(bytes, 1, values);
            Nd4jArray.read(bytes, 1, values);
        }
        Nd4jArray.require(!bytes.hasRemaining(), "goes on behind its arrays");
        return normalizer;
    }

    private static DataNormalization standardize(ByteBuffer bytes, long values) throws MalformedException {
        return new NormalizerStandardize(Nd4jArray.read(bytes, 1, values), Nd4jArray.read(bytes, 1, values));
    }

    private static DataNormalization minMax(ByteBuffer bytes, long values) throws MalformedException {
        NormalizerMinMaxScaler scaler = new NormalizerMinMaxScaler(bytes.getDouble(), bytes.getDouble());
        scaler.setFeatureStats(Nd4jArray.read(bytes, 1, values), Nd4jArray.read(bytes, 1, values));
        return scaler;
    }
}
