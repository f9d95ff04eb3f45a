package io.github.dl4jquantum.forecast;

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
 * first modes come from the eigenvectors of X X^T or X^T X, whichever is smaller, in double precision. A mode's sign
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

    /** @throws IllegalArgumentException if the rows cannot span so many modes */
    static Pod fit(INDArray rows, int latent) {
        if (latent >= rows.rows()) {
            throw new IllegalArgumentException("A POD of " + latent + " modes from " + rows.rows()
                    + " snapshots: choose 1 to " + (rows.rows() - 1) + ", or train on more snapshots.");
        }
        INDArray exact = rows.castTo(DataType.DOUBLE);
        INDArray mean = exact.mean(0).reshape(1, rows.columns());
        INDArray x = exact.subRowVector(mean);
        INDArray modes = modes(x, latent);
        INDArray deviation = x.mmul(modes.transpose()).norm2(0).divi(Math.sqrt(x.rows()));
        return new Pod(
                in(rows.dataType(), mean),
                in(rows.dataType(), modes),
                in(rows.dataType(), Whitening.units(deviation.reshape(1, latent))));
    }

    private static INDArray in(DataType type, INDArray array) {
        return array.castTo(type).dup('c');
    }

    private static INDArray modes(INDArray x, int latent) {
        boolean fewRows = x.rows() <= x.columns();
        Eigenvectors of = Eigenvectors.leading(
                fewRows ? x.mmul(x.transpose()) : x.transpose().mmul(x), latent);
        double[] squares = of.values();

        INDArray modes = Nd4j.create(DataType.DOUBLE, latent, x.columns());
        double least = ROUNDING * ROUNDING * squares[0];
        for (int i = 0; i < latent && squares[i] > least; i++) {
            INDArray vector = of.vector(i);
            INDArray mode = fewRows ? x.transpose().mmul(vector) : vector;
            if (i > 0) { // X^T u_i is orthogonal to the modes before it only as far as s_i is not small
                INDArray before = modes.get(NDArrayIndex.interval(0, i), NDArrayIndex.all());
                mode.subi(before.transpose().mmul(before.mmul(mode)));
            }
            mode.divi(mode.norm2Number().doubleValue() * sign(mode));
            modes.putRow(i, mode.reshape(1, x.columns()));
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
        return rows.subRowVector(mean).mmul(modes.transpose()).diviRowVector(deviation);
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
