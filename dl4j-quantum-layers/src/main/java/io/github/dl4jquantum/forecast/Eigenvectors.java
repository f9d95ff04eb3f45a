package io.github.dl4jquantum.forecast;

import java.util.Random;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The leading eigenvectors of a symmetric, positive semidefinite matrix, in double precision.
 *
 * <p>Those of large matrices by subspace iteration with a Rayleigh-Ritz projection (Saad, "Numerical methods for large
 * eigenvalue problems", 2011, algorithm 5.3).
 * Where the iteration does not converge soon, or the rank is too low for it, by the factorisation.
 *
 * @param values by falling size
 * @param vectors an eigenvector a column
 */
record Eigenvectors(double[] values, INDArray vectors) {
    /** Rows below which the whole is factored. */
    private static final int SMALL = 400;

    private static final int MOST_ITERATIONS = 60;

    /** Of the largest eigenvalue: what rounding leaves of a residual. */
    private static final double ROUNDING = 1e-14;

    /** Of its own eigenvalue: a residual that turns a vector by no more than float32 can tell. */
    private static final double CONVERGED = 1e-9;

    /** Eigenvalues of a Gram matrix of unit vectors below this say that the vectors are dependent. */
    private static final double DEPENDENT = 1e-8;

    /** At least {@code count}, at most all. */
    static Eigenvectors leading(INDArray matrix, int count) {
        int block = count + Math.max(16, count / 2);
        if (matrix.rows() >= SMALL && 4 * block <= matrix.rows()) {
            Eigenvectors found = iterated(matrix, count, block);
            if (found != null) {
                return found;
            }
        }
        return factored(matrix);
    }

    private static Eigenvectors factored(INDArray matrix) {
        INDArray vectors = matrix.dup('f');
        int size = vectors.rows();
        INDArray values = Nd4j.create(DataType.DOUBLE, size);
        Nd4j.getBlasWrapper().syev('V', 'U', vectors, values); // ascending
        int[] falling = IntStream.range(0, size).map(i -> size - 1 - i).toArray();
        return new Eigenvectors(
                IntStream.of(falling).mapToDouble(values::getDouble).toArray(), vectors.getColumns(falling));
    }

    /** Null if there is no convergence. */
    private static Eigenvectors iterated(INDArray matrix, int count, int block) {
        INDArray image = Nd4j.createFromArray(new Random(1)
                        .doubles((long) matrix.rows() * block, -1, 1)
                        .toArray())
                .reshape(matrix.rows(), block);
        for (int i = 0; i < MOST_ITERATIONS; i++) {
            INDArray basis = orthonormal(orthonormal(image));
            if (basis == null) {
                return null;
            }
            image = matrix.mmul(basis);
            Eigenvectors within = factored(basis.transpose().mmul(image));
            basis = basis.mmul(within.vectors);
            image = image.mmul(within.vectors);
            if (converged(basis, image, within.values, count)) {
                return new Eigenvectors(within.values, basis);
            }
        }
        return null;
    }

    private static boolean converged(INDArray basis, INDArray image, double[] values, int count) {
        double[] residuals = image.sub(basis.mulRowVector(Nd4j.createFromArray(values)))
                .norm2(0)
                .toDoubleVector();
        return IntStream.range(0, count)
                .allMatch(i -> residuals[i] <= Math.max(ROUNDING * values[0], CONVERGED * values[i]));
    }

    /** The columns made orthonormal; null if they are null, or dependent. */
    private static INDArray orthonormal(INDArray columns) {
        if (columns == null) {
            return null;
        }
        INDArray lengths = columns.norm2(0);
        if (!(lengths.minNumber().doubleValue() > 0)) {
            return null;
        }
        INDArray units = columns.divRowVector(lengths);
        Eigenvectors gram = factored(units.transpose().mmul(units));
        int last = gram.values.length - 1;
        if (!(gram.values[last] > DEPENDENT)) {
            return null;
        }
        double[] scales = IntStream.rangeClosed(0, last)
                .mapToDouble(i -> 1 / Math.sqrt(gram.values[i]))
                .toArray();
        return units.mmul(gram.vectors.mulRowVector(Nd4j.createFromArray(scales)));
    }
}
