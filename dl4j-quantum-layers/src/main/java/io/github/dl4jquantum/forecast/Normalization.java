package io.github.dl4jquantum.forecast;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.preprocessor.DataNormalization;
import org.nd4j.linalg.dataset.api.preprocessor.NormalizerStandardize;
import org.nd4j.linalg.factory.Nd4j;

/**
 * How physical values become those that an encoder sees: one offset and one scale for all values, fitted to the training
 * part; a pair per point would magnify noise where little happens.
 */
public enum Normalization {
    /** (u - mean) / deviation, over all training values. */
    STANDARD {
        @Override
        DataNormalization fit(INDArray rows) {
            return affine(
                    rows, rows.meanNumber().doubleValue(), rows.stdNumber(false).doubleValue());
        }
    },
    /** (u - min) / (max - min), over all training values: these lie between 0 and 1. */
    MIN_MAX {
        @Override
        DataNormalization fit(INDArray rows) {
            double min = rows.minNumber().doubleValue();
            return affine(rows, min, rows.maxNumber().doubleValue() - min);
        }
    };

    /** Below so many steps of its type too much of the data is rounding, whose error, step / sqrt(12), is then 2% of it. */
    private static final int FEWEST_STEPS = 16;

    /** The normaliser of a train part, one pair of numbers for all of its values. */
    public DataNormalization fit(Segments train) {
        try (INDArray rows = train.rows(0, train.size(), DataType.FLOAT)) {
            return fit(rows);
        }
    }

    /** @throws IllegalArgumentException if all values are equal */
    abstract DataNormalization fit(INDArray rows);

    private static DataNormalization affine(INDArray rows, double offset, double scale) {
        double step = rows.dataType() == DataType.DOUBLE ? Math.ulp(offset) : Math.ulp((float) offset);
        if (!(scale > 0)) {
            throw new IllegalArgumentException("All values of the train part are " + offset + " in " + rows.dataType()
                    + ", whose step is " + step
                    + " there: there is nothing to learn. If they differ, subtract an offset from the data.");
        }
        if (scale < FEWEST_STEPS * step) {
            throw new IllegalArgumentException("The values of the train part differ by about " + scale + " at " + offset
                    + ", where the step of " + rows.dataType() + " is " + step
                    + ": little but rounding would be learnt. Subtract an offset from the data.");
        }
        long[] shape = {1, rows.size(1)};
        return new NormalizerStandardize(
                Nd4j.valueArrayOf(shape, offset, rows.dataType()),
                Nd4j.valueArrayOf(shape.clone(), scale, rows.dataType()));
    }
}
