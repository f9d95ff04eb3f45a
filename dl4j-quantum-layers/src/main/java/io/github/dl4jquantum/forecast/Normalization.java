package io.github.dl4jquantum.forecast;

import io.github.dl4jquantum.pde.iterator.FieldNormalizer;
import org.nd4j.linalg.dataset.api.preprocessor.DataNormalization;

/** How values are scaled before an encoder sees them: one pair of numbers per field, of the train part alone. */
public enum Normalization {
    /** To mean 0 and standard deviation 1. */
    STANDARD {
        @Override
        public DataNormalization fit(Segments train) {
            return FieldNormalizer.standard(train.trajectories(), train.fields());
        }
    },
    /** The minimum to 0, the maximum to 1. */
    MIN_MAX {
        @Override
        public DataNormalization fit(Segments train) {
            return FieldNormalizer.minMax(train.trajectories(), train.fields(), 0, 1);
        }
    };

    /**
     * The normaliser for {@link LatentSpace.Builder#normalizer}.
     *
     * @throws IllegalArgumentException if a field is constant
     */
    public abstract DataNormalization fit(Segments train);
}
