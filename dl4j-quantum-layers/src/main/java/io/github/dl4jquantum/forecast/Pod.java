package io.github.dl4jquantum.forecast;

import java.util.function.DoubleConsumer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Proper orthogonal decomposition (Sirovich 1987, "Turbulence and the dynamics of coherent structures"):
 *
 * <pre>
 * X = U S V^T                      mean-free training rows [rows, values]
 * z_i = (u - mean) . v_i / d_i     v_i: column i of V, the mode; d_i = max(s_i, s_1 / 100) / sqrt(rows)
 * u ~ mean + sum_i z_i d_i v_i     the orthogonal projection on the modes
 * </pre>
 *
 * <p>Of all linear maps to so few numbers it loses least: over the training rows, the squares of the left out s_i. The
 * first modes come from the eigenvectors of X X^T or X^T X, whichever is smaller, in double precision, summed over blocks
 * of X: beside the rows themselves, memory is needed for that matrix alone. Of wide rows that memory does not hold they come
 * from a {@link SubspaceIteration}, a few passes over the rows. A mode's sign
 * makes its largest component positive. Rows of a rank below the latent size get zero modes, whose latents stay 0.
 *
 * @param mean [1, values]
 * @param modes [latent, values], orthonormal, by falling singular value
 * @param deviation d, [1, latent]: the deviation of the training rows' coordinates, or the least unit ({@link Whitening})
 */
record Pod(INDArray mean, INDArray modes, INDArray deviation) implements Codec {
    /** A singular value below this part of the first is rounding of float32 values: not a mode of the field. */
    private static final double ROUNDING = 1e-6;

    /** Components within this part of the largest count as equally large, so that rounding does not choose the sign. */
    private static final double TIE = 1e-6;

    /** At most, over rows that are read: mean, modes, deviations. */
    private static final int PASSES = SubspaceIteration.MOST_PASSES + 2;

    /** {@link #fit(Rows, int, DoubleConsumer)} without progress. */
    static Pod fit(INDArray rows, int latent) {
        return fit(Rows.of(rows), latent, share -> {});
    }

    /**
     * Fits the first modes.
     *
     * @param progress told of the share that is done, 0 to 1
     * @throws TooFewSnapshotsException if the rows cannot span so many modes
     */
    static Pod fit(Rows rows, int latent, DoubleConsumer progress) {
        if (latent >= rows.rows()) {
            throw new TooFewSnapshotsException(latent, rows.rows());
        }
        boolean held = rows.held() != null;
        MeanFree x = MeanFree.of(held ? rows : rows.watched(PASSES, progress), MeanFree.USUAL);
        INDArray modes = modes(x, latent, held ? progress : share -> {});
        INDArray deviation = x.times(modes.transpose()).norm2(0).divi(Math.sqrt(rows.rows()));
        progress.accept(1);
        return new Pod(
                in(rows.type(), x.mean()),
                in(rows.type(), modes),
                in(rows.type(), Whitening.units(deviation.reshape(1, latent))));
    }

    private static INDArray in(DataType type, INDArray array) {
        return array.castTo(type).dup('c');
    }

    private static INDArray modes(MeanFree x, int latent, DoubleConsumer progress) {
        boolean product = x.hasSmallerProduct();
        Eigenvectors of = product
                ? Eigenvectors.leading(x.smallerProduct(progress), latent)
                : SubspaceIteration.leading(x, latent);
        double[] squares = of.values();
        int found = Math.min(latent, squares.length);

        INDArray vectors = of.vectors().get(NDArrayIndex.all(), NDArrayIndex.interval(0, found));
        INDArray ofRows = product && x.isWide() ? x.transposedTimes(vectors) : vectors;
        INDArray modes = Nd4j.create(DataType.DOUBLE, latent, ofRows.rows());
        double least = ROUNDING * ROUNDING * squares[0];
        for (int i = 0; i < found && squares[i] > least; i++) {
            INDArray mode = ofRows.get(NDArrayIndex.all(), NDArrayIndex.interval(i, i + 1))
                    .dup();
            if (i > 0) { // X^T u_i is orthogonal to the modes before it only as far as s_i is not small
                INDArray before = modes.get(NDArrayIndex.interval(0, i), NDArrayIndex.all());
                mode.subi(before.transpose().mmul(before.mmul(mode)));
            }
            mode.divi(mode.norm2Number().doubleValue() * sign(mode));
            modes.putRow(i, mode.reshape(1, ofRows.rows()));
        }
        return modes;
    }

    /** Of the first among the largest components. */
    private static double sign(INDArray mode) {
        double[] components = mode.dup().data().asDouble();
        double largest = mode.normmaxNumber().doubleValue() * (1 - TIE);
        int i = 0;
        while (Math.abs(components[i]) < largest) {
            i++;
        }
        return Math.signum(components[i]);
    }

    @Override
    public Encoder encoder() {
        return Encoder.POD;
    }

    @Override
    public INDArray encode(INDArray rows) {
        try (INDArray meanFree = rows.subRowVector(mean)) { // as large as the rows: not left to Java's collector
            return meanFree.mmul(modes.transpose()).diviRowVector(deviation);
        }
    }

    @Override
    public INDArray decode(INDArray latents) {
        return latents.mulRowVector(deviation).mmul(modes).addiRowVector(mean);
    }

    /** The deviations: modes have length 1. */
    @Override
    public INDArray units(INDArray latents) {
        return deviation;
    }

    /** Modes and mean; the deviations are a choice of units. */
    @Override
    public long parameters() {
        return modes.length() + mean.length();
    }
}
