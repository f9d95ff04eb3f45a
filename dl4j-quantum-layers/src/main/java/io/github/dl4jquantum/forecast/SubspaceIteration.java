package io.github.dl4jquantum.forecast;

import java.util.Random;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * The leading right singular vectors of a matrix X of which a block of rows at a time is in memory (Halko, Martinsson and
 * Tropp 2011, "Finding structure with randomness", algorithm 4.4, with a Rayleigh-Ritz projection in each step):
 *
 * <pre>
 * Q = orth(X^T G)                  G: normal random numbers, always the same
 * Z = X^T X Q,  Q^T Z = W L W^T    one pass over the rows; L, Q W: the values and vectors so far
 * Q = orth(Z W)                    and again
 * </pre>
 *
 * <p>It ends when each residual |X^T X v - l v| is below {@value #CLOSE} l, or rounding, and after {@value #MOST_STEPS}
 * steps: the part of the energy that is then missed has fallen as (s_k / s_i)^{@value #MOST_STEPS}, several times over, where
 * k counts the columns of Q. Those are half as many again as the vectors, and 16 more at least.
 */
final class SubspaceIteration {
    private static final int MOST_STEPS = 8;

    /** Over the rows. */
    static final int MOST_PASSES = MOST_STEPS + 1;

    private static final double CLOSE = 1e-6;

    /** Of the largest eigenvalue: what rounding leaves of a residual. */
    private static final double ROUNDING = 1e-13;

    /** Eigenvalues of a Gram matrix of unit vectors below this are rounding. */
    private static final double DEPENDENT = 1e-14;

    private SubspaceIteration() {}

    /** Columns of Q. */
    static int columns(int count, int rows, int columns) {
        return Math.min(count + Math.max(16, count / 2), Math.min(rows, columns));
    }

    /** Squares of singular values and their vectors, [values, at least count], fewer where the rank is lower. */
    static Eigenvectors leading(MeanFree x, int count) {
        int rows = x.rows().rows();
        int size = columns(count, rows, x.rows().columns());
        INDArray basis = orthonormal(x.transposedTimes(random(rows, size)));
        for (int step = 1; ; step++) {
            INDArray image = x.squareTimes(basis);
            Eigenvectors within = Eigenvectors.leading(basis.transpose().mmul(image), basis.columns());
            INDArray vectors = rotated(basis, within);
            INDArray images = rotated(image, within);
            if (step == MOST_STEPS || isClose(vectors, images, within.values(), count)) {
                images.close();
                return new Eigenvectors(within.values(), vectors);
            }
            vectors.close();
            basis = orthonormal(images);
        }
    }

    private static INDArray random(int rows, int columns) {
        Random random = new Random(1);
        double[] numbers = new double[Math.multiplyExact(rows, columns)];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = random.nextGaussian();
        }
        return Nd4j.create(numbers, new long[] {rows, columns}, 'c');
    }

    /** The columns turned; they themselves are freed. */
    private static INDArray rotated(INDArray columns, Eigenvectors by) {
        try (columns) {
            return columns.mmul(by.vectors());
        }
    }

    private static boolean isClose(INDArray vectors, INDArray images, double[] values, int count) {
        return IntStream.range(0, Math.min(count, values.length)).allMatch(i -> {
            INDArray vector = vectors.get(NDArrayIndex.all(), NDArrayIndex.interval(i, i + 1));
            INDArray image = images.get(NDArrayIndex.all(), NDArrayIndex.interval(i, i + 1));
            try (INDArray residual = image.sub(vector.mul(values[i]))) {
                return residual.norm2Number().doubleValue() <= Math.max(ROUNDING * values[0], CLOSE * values[i]);
            }
        });
    }

    /**
     * An orthonormal basis of the columns, which are freed: fewer where they are dependent. Three times over, since the
     * Gram matrix of columns that lie close tells their difference by its square.
     */
    private static INDArray orthonormal(INDArray columns) {
        INDArray basis = columns;
        for (int i = 0; i < 3; i++) {
            INDArray lengths = basis.norm2(0);
            for (int j = 0; j < lengths.length(); j++) {
                lengths.putScalar(j, Math.max(lengths.getDouble(j), Double.MIN_NORMAL)); // a column may be zero
            }
            basis.diviRowVector(lengths);
            Eigenvectors gram = Eigenvectors.leading(basis.transpose().mmul(basis), basis.columns());
            int kept = (int) Math.max(
                    1,
                    IntStream.range(0, gram.values().length)
                            .takeWhile(j -> gram.values()[j] > DEPENDENT)
                            .count());
            INDArray vectors = gram.vectors().get(NDArrayIndex.all(), NDArrayIndex.interval(0, kept));
            double[] scales = IntStream.range(0, kept)
                    .mapToDouble(j -> 1 / Math.sqrt(Math.max(gram.values()[j], Double.MIN_NORMAL)))
                    .toArray();
            INDArray next = basis.mmul(vectors.mulRowVector(Nd4j.createFromArray(scales)));
            basis.close();
            basis = next;
        }
        return basis;
    }
}
