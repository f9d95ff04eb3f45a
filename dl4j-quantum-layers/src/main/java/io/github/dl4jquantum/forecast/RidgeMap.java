package io.github.dl4jquantum.forecast;

import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * A fixed map of latent vectors z of r numbers, fitted by ridge regression:
 *
 * <pre>
 * z_{t+1} = W^T f_t
 * f_t     = [1, z_t, z_{t-1}, ..., z_{t-lags+1}, z_i z_j of z_t for i &lt; q, i &lt;= j &lt; r]
 * W       = argmin sum_t |W^T f_t - z_{t+1}|^2 / n + ridge |W|^2      over n pairs (f_t, z_{t+1})
 * </pre>
 *
 * <p>With q = 0 on POD coefficients this is dynamic mode decomposition (P. J. Schmid, J. Fluid Mech. 656 (2010) 5-28), with
 * lags that of delayed coordinates (S. Le Clainche, J. M. Vega, SIAM J. Appl. Dyn. Syst. 16 (2017) 882-925); with q > 0 a
 * quadratic map. The ridge expects latents of deviation near 1. All arithmetic is in double precision. Immutable.
 *
 * <p>Shapes: latents {@code [segments or minibatch, latent, time]}.
 */
public final class RidgeMap {
    /** A rollout's latents are kept within so many deviations: an unstable map ends there, not at infinity. */
    public static final double LIMIT = 50;

    /** Rows of the regression at a time. */
    private static final int BLOCK = 4096;

    private final INDArray weights;
    private final int lags;
    private final int quadratic;
    private final int latent;

    /** More of them than any data here determines, and minutes of work. */
    private static final int MOST_FEATURES = 2048;

    private RidgeMap(INDArray weights, int lags, int quadratic) {
        this.weights = weights;
        this.lags = lags;
        this.quadratic = quadratic;
        latent = (int) weights.size(1);
    }

    /**
     * The map of given weights, such as a file holds.
     *
     * @param weights W, {@code [features, latent]}; copied
     * @param lags of the latent vectors that it sees, 1 or more
     * @param quadratic q, 0 or more; all above {@code latent} mean {@code latent}
     * @return the map
     * @throws IllegalArgumentException if W has another number of rows than these features
     */
    public static RidgeMap of(INDArray weights, int lags, int quadratic) {
        requireOptions(lags, quadratic);
        if (weights.rank() != 2 || weights.size(0) != features((int) weights.size(1), lags, quadratic)) {
            throw new IllegalArgumentException("A map of " + lags + " lags and q = " + quadratic + " has weights ["
                    + "1 + lags * latent + products, latent], not " + Arrays.toString(weights.shape()) + ".");
        }
        return new RidgeMap(weights.castTo(DataType.DOUBLE).dup('c'), lags, quadratic);
    }

    /**
     * Fits the map to every step within every segment.
     *
     * @param latents {@code [segments, latent, time]}, more than {@code lags} time steps
     * @param lags of the latent vectors that it sees, 1 or more
     * @param quadratic q: products with the first so many latents are features too; 0 for none, all above {@code latent}
     *     mean {@code latent}
     * @param ridge above 0
     * @return the map
     */
    public static RidgeMap fit(INDArray latents, int lags, int quadratic, double ridge) {
        return fit(latents, lags, quadratic, new double[] {ridge}).get(0);
    }

    /**
     * Fits one map for each ridge, as {@link #fit(INDArray, int, int, double)} does.
     *
     * @param latents {@code [segments, latent, time]}, more than {@code lags} time steps
     * @param lags of the latent vectors that it sees, 1 or more
     * @param quadratic q, 0 or more
     * @param ridges each above 0
     * @return the maps, in the order of the ridges
     */
    public static List<RidgeMap> fit(INDArray latents, int lags, int quadratic, double[] ridges) {
        requireOptions(lags, quadratic);
        int latent = (int) latents.size(1);
        int time = (int) latents.size(2);
        if (time <= lags) {
            throw new IllegalArgumentException("A map of " + lags + " lags from segments of " + time
                    + " time steps: choose at most " + (time - 1) + " lags, or give longer segments.");
        }
        for (double ridge : ridges) {
            if (!(ridge > 0 && ridge < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("A ridge of " + ridge + ": choose one above 0, such as 1e-6.");
            }
        }
        RidgeRegression regression =
                regression(stepwise(latents), (int) latents.size(0), time, latent, lags, quadratic);
        return Arrays.stream(ridges)
                .mapToObj(ridge -> new RidgeMap(regression.solve(ridge), lags, quadratic))
                .toList();
    }

    private static RidgeRegression regression(double[] z, int segments, int time, int latent, int lags, int quadratic) {
        int width = features(latent, lags, quadratic);
        if (width > MOST_FEATURES) {
            throw new IllegalArgumentException("A map of " + latent + " latents has " + width
                    + " features, above the limit " + MOST_FEATURES + ": choose fewer latents, lags or products.");
        }
        RidgeRegression regression = new RidgeRegression(width, latent);
        int pairs = time - lags;
        int segmentsAtOnce = Math.max(1, BLOCK / pairs);
        for (int first = 0; first < segments; first += segmentsAtOnce) {
            int rows = Math.min(segmentsAtOnce, segments - first) * pairs;
            double[] features = new double[rows * width];
            double[] targets = new double[rows * latent];
            for (int row = 0; row < rows; row++) {
                int at = ((first + row / pairs) * time + lags - 1 + row % pairs) * latent;
                putFeatures(z, at, latent, lags, quadratic, features, row * width);
                System.arraycopy(z, at + latent, targets, row * latent, latent);
            }
            regression.add(matrix(features, rows), matrix(targets, rows));
        }
        return regression;
    }

    /**
     * The latent vector after each sequence.
     *
     * @param latents {@code [minibatch, latent, time]}, at least {@link #lags} time steps
     * @return {@code [minibatch, latent]}, of the latents' type
     */
    public INDArray next(INDArray latents) {
        int minibatch = (int) latents.size(0);
        return next(stepwise(lastLags(latents)), minibatch).castTo(latents.dataType());
    }

    /**
     * The latent vectors after each sequence, each predicted from the predictions before it and kept within
     * &plusmn;{@value #LIMIT}.
     *
     * @param latents {@code [minibatch, latent, time]}, at least {@link #lags} time steps
     * @param steps how many latent vectors to predict, 1 or more
     * @return {@code [minibatch, latent, steps]}, of the latents' type
     */
    public INDArray rollout(INDArray latents, int steps) {
        int minibatch = (int) latents.size(0);
        double[] z = stepwise(lastLags(latents));
        INDArray rollout = Nd4j.create(DataType.DOUBLE, steps, minibatch, latent);
        for (int step = 0; step < steps; step++) {
            double[] next = next(z, minibatch).data().asDouble();
            for (int i = 0; i < next.length; i++) {
                next[i] = Math.max(-LIMIT, Math.min(LIMIT, next[i]));
            }
            rollout.tensorAlongDimension(step, 1, 2).assign(matrix(next, minibatch));
            for (int b = 0; b < minibatch; b++) {
                int at = b * lags * latent;
                System.arraycopy(z, at + latent, z, at, (lags - 1) * latent);
                System.arraycopy(next, b * latent, z, at + (lags - 1) * latent, latent);
            }
        }
        return rollout.permute(1, 2, 0).dup('c').castTo(latents.dataType());
    }

    /** {@return W, {@code [features, latent]}, double; a copy} */
    public INDArray weights() {
        return weights.dup();
    }

    /** {@return how many latent vectors it sees} */
    public int lags() {
        return lags;
    }

    /** {@return its q, 0 of a linear map} */
    public int quadratic() {
        return quadratic;
    }

    /** {@return how many numbers a latent vector has} */
    public int latent() {
        return latent;
    }

    /** {@return how many numbers W has} */
    public long parameters() {
        return weights.length();
    }

    /** Numbers in f_t. */
    private static int features(int latent, int lags, int quadratic) {
        int q = Math.min(quadratic, latent);
        return 1 + lags * latent + q * latent - q * (q - 1) / 2;
    }

    /** @param z [minibatch, lags, latent] */
    private INDArray next(double[] z, int minibatch) {
        int width = (int) weights.size(0);
        double[] features = new double[minibatch * width];
        for (int b = 0; b < minibatch; b++) {
            putFeatures(z, ((b + 1) * lags - 1) * latent, latent, lags, quadratic, features, b * width);
        }
        return matrix(features, minibatch).mmul(weights).dup('c');
    }

    /** Writes f_t where z_t begins at index {@code at} of {@code z}, [.., time, latent]. */
    private static void putFeatures(
            double[] z, int at, int latent, int lags, int quadratic, double[] target, int offset) {
        int next = offset;
        target[next++] = 1;
        for (int lag = 0; lag < lags; lag++, next += latent) {
            System.arraycopy(z, at - lag * latent, target, next, latent);
        }
        for (int i = 0; i < Math.min(quadratic, latent); i++) {
            for (int j = i; j < latent; j++) {
                target[next++] = z[at + i] * z[at + j];
            }
        }
    }

    private INDArray lastLags(INDArray latents) {
        if (latents.rank() != 3 || latents.size(1) != latent || latents.size(2) < lags) {
            throw new IllegalArgumentException("The latents have shape " + Arrays.toString(latents.shape())
                    + ": give [minibatch, " + latent + ", " + lags + " or more].");
        }
        return latents.get(
                NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.interval(latents.size(2) - lags, latents.size(2)));
    }

    /** [minibatch, latent, time] as [minibatch, time, latent]. */
    private static double[] stepwise(INDArray latents) {
        return latents.castTo(DataType.DOUBLE).permute(0, 2, 1).dup('c').data().asDouble();
    }

    private static INDArray matrix(double[] values, int rows) {
        return Nd4j.create(values, new long[] {rows, values.length / rows}, 'c');
    }

    private static void requireOptions(int lags, int quadratic) {
        if (lags < 1 || quadratic < 0) {
            throw new IllegalArgumentException(
                    "A map of " + lags + " lags and q = " + quadratic + ": choose 1 lag or more, and q of 0 or more.");
        }
    }
}
