package io.github.dl4jquantum.forecast;

import org.nd4j.linalg.api.ndarray.INDArray;

/** The unit of each latent value: its deviation over the training part, but not too small a one. */
final class Whitening {
    /**
     * Of the largest deviation. A coordinate that hardly moves in the training part may move far outside it, where data is
     * split in time above all: in units of its own deviation it was seen to come to 456.
     */
    static final double FLOOR = 1e-2;

    /** Of normalised values: rounding. */
    private static final double NOTHING = 1e-6;

    private Whitening() {}

    /** {@code deviations}, none below {@link #FLOOR} times the largest; ones where nothing varies. */
    static INDArray units(INDArray deviations) {
        double largest = deviations.maxNumber().doubleValue();
        INDArray units = deviations.dup();
        for (long i = 0; i < units.length(); i++) {
            units.putScalar(i, largest > NOTHING ? Math.max(units.getDouble(i), FLOOR * largest) : 1);
        }
        return units;
    }
}
