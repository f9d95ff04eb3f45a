package io.github.dl4jquantum.engine.samediff;

import org.nd4j.autodiff.samediff.SDVariable;

/**
 * Matrix products that ND4J 1.0.0-M2.1 can differentiate for every size: the gradient of its {@code mmul} fails where
 * the product is a 1 x 1 matrix, and its {@code sum} fails along an axis of length 1 of a vector.
 */
final class Products {

    private Products() {}

    /**
     * {@code matrix * columns}.
     *
     * @param matrix [rows, inner], both known
     * @param columns [inner, minibatch]
     * @return [rows, minibatch]
     */
    static SDVariable left(SDVariable matrix, SDVariable columns) {
        long rows = matrix.getShape()[0];
        long inner = matrix.getShape()[1];
        if (inner == 1) {
            return columns.mul(matrix);
        }
        return rows == 1 ? columns.mul(matrix.reshape(-1, 1)).sum(true, 0) : matrix.mmul(columns);
    }

    /**
     * {@code rows * matrix}.
     *
     * @param rows [minibatch, inner]
     * @param matrix [inner, columns], both known
     * @return [minibatch, columns]
     */
    static SDVariable right(SDVariable rows, SDVariable matrix) {
        long inner = matrix.getShape()[0];
        long columns = matrix.getShape()[1];
        if (inner == 1) {
            return rows.mul(matrix);
        }
        return columns == 1 ? rows.mul(matrix.reshape(1, -1)).sum(true, 1) : rows.mmul(matrix);
    }
}
