package io.github.dl4jquantum.pde.record;

import java.nio.file.Path;
import java.util.Arrays;

/**
 * From stored numbers to values: {@code stored * scale + offset}; NaN where the stored number says that there is none.
 * This is what the attributes {@code _FillValue}, {@code missing_value}, {@code valid_min}, {@code valid_max}, {@code
 * valid_range}, {@code scale_factor} and {@code add_offset} mean (CF Conventions 1.11, sections 2.5 and 8.1).
 *
 * @param file named in messages
 * @param dataset named in messages
 * @param missing stored numbers that stand for no value
 * @param low least stored number that is a value
 * @param high largest stored number that is a value
 * @param scale factor
 * @param offset added after scaling
 */
record Conversion(Path file, String dataset, double[] missing, double low, double high, double scale, double offset) {

    /** Values are what is stored. */
    static Conversion none(Path file, String dataset) {
        return new Conversion(file, dataset, new double[0], Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, 1, 0);
    }

    /** Whether values are what is stored. */
    boolean isNone() {
        return missing.length == 0
                && low == Double.NEGATIVE_INFINITY
                && high == Double.POSITIVE_INFINITY
                && scale == 1
                && offset == 0;
    }

    double value(double stored) {
        for (double none : missing) {
            if (stored == none) {
                return Double.NaN;
            }
        }
        if (stored < low || stored > high) {
            return Double.NaN;
        }
        return offset == 0 ? stored * scale : stored * scale + offset; // -0 + 0 would be 0
    }

    /** @throws DataFileException if a finite value exceeds single precision, in which data is handed out */
    float single(double stored) {
        double value = value(stored);
        float single = (float) value;
        if (Float.isInfinite(single) && !Double.isInfinite(value)) {
            throw new DataFileException(
                    file,
                    dataset.isEmpty() ? null : dataset,
                    "it holds " + value + ", beyond the largest number of single precision, " + Float.MAX_VALUE
                            + ": rescale it");
        }
        return single;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Conversion that
                && file.equals(that.file)
                && dataset.equals(that.dataset)
                && Arrays.equals(missing, that.missing)
                && low == that.low
                && high == that.high
                && scale == that.scale
                && offset == that.offset;
    }

    @Override
    public int hashCode() {
        return dataset.hashCode();
    }

    @Override
    public String toString() {
        return "missing " + Arrays.toString(missing) + ", values " + low + " to " + high + ", times " + scale + " plus "
                + offset;
    }
}
