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
        DataNormalization fit(Rows rows) {
            Moments all = new Moments();
            rows.each(all::add);
            return affine(rows, all.mean, Math.sqrt(all.variance));
        }
    },
    /** (u - min) / (max - min), over all training values: these lie between 0 and 1. */
    MIN_MAX {
        @Override
        DataNormalization fit(Rows rows) {
            double[] range = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
            rows.each(block -> {
                range[0] = Math.min(range[0], block.minNumber().doubleValue());
                range[1] = Math.max(range[1], block.maxNumber().doubleValue());
            });
            return affine(rows, range[0], range[1] - range[0]);
        }
    };

    /** Below so many steps of its type too much of the data is rounding, whose error, step / sqrt(12), is then 2% of it. */
    private static final int FEWEST_STEPS = 16;

    /**
     * {@return the normaliser of a train part, one pair of numbers for all of its values}
     *
     * @param train in physical units
     */
    public DataNormalization fit(Segments train) {
        return fit(train.rows(DataType.FLOAT));
    }

    /** @throws IllegalArgumentException if all values are equal */
    abstract DataNormalization fit(Rows rows);

    private static DataNormalization affine(Rows rows, double offset, double scale) {
        double step = rows.type() == DataType.DOUBLE ? Math.ulp(offset) : Math.ulp((float) offset);
        if (!(scale > 0)) {
            throw new IllegalArgumentException("All values of the train part are " + offset + " in " + rows.type()
                    + ", whose step is " + step
                    + " there: there is nothing to learn. If they differ, subtract an offset from the data.");
        }
        if (scale < FEWEST_STEPS * step) {
            throw new IllegalArgumentException("The values of the train part differ by about " + scale + " at " + offset
                    + ", where the step of " + rows.type() + " is " + step
                    + ": little but rounding would be learnt. Subtract an offset from the data.");
        }
        long[] shape = {1, rows.columns()};
        return new NormalizerStandardize(
                Nd4j.valueArrayOf(shape, offset, rows.type()), Nd4j.valueArrayOf(shape.clone(), scale, rows.type()));
    }

    /** Mean and variance of blocks, put together (Chan, Golub and LeVeque 1983); of one block they are its own. */
    private static final class Moments {
        private double mean;
        private double variance;
        private long count;

        void add(INDArray block) {
            count += block.length();
            double weight = block.length() / (double) count;
            double difference = block.meanNumber().doubleValue() - mean;
            double deviation = block.stdNumber(false).doubleValue();
            mean += weight * difference;
            variance = (1 - weight) * variance
                    + weight * deviation * deviation
                    + weight * (1 - weight) * difference * difference;
        }
    }
}
