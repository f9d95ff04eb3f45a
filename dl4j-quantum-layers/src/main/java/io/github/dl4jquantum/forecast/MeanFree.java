package io.github.dl4jquantum.forecast;

import java.util.function.DoubleConsumer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * The matrix X of rows less their mean, in double precision: of rows that are many, a block at a time, so that only a small
 * part is ever held in that form. Blocks cut the longer side, whole vectors of the shorter one; of rows that are read, the
 * side of the rows. Each is closed once it is
 * used: left to Java's collector, which does not see native memory, they would pile up to several times the rows.
 *
 * @param rows [rows, values]
 * @param mean [1, values], double
 * @param most numbers of a block, if it is not one vector alone
 */
record MeanFree(Rows rows, INDArray mean, int most) {
    /** 32 MB. */
    static final int USUAL = 1 << 22;

    /** Values of a row up to which X^T X is formed of rows that are read: 128 MB. */
    static final int WIDEST_PRODUCT = 1 << 12;

    /** Less the mean of these rows. */
    static MeanFree of(Rows rows, int most) {
        INDArray sum = Nd4j.zeros(DataType.DOUBLE, 1, rows.columns());
        int step = Math.max(1, most / rows.columns());
        for (int from = 0; from < rows.rows(); from += step) {
            try (INDArray some = rows.block(from, Math.min(from + step, rows.rows()));
                    INDArray block = copy(some, 'c')) {
                sum.addi(block.sum(true, 0));
            }
        }
        return new MeanFree(rows, sum.divi(rows.rows()), most);
    }

    /** Whether rows are no more than values. */
    boolean isWide() {
        return rows.rows() <= rows.columns();
    }

    /** Whether {@link #smallerProduct} takes one pass over the rows. */
    boolean hasSmallerProduct() {
        return rows.held() != null || !isWide() && rows.columns() <= WIDEST_PRODUCT;
    }

    private boolean cutsColumns() {
        return isWide() && rows.held() != null;
    }

    /** Of the side that is cut. */
    private int length() {
        return cutsColumns() ? rows.columns() : rows.rows();
    }

    private int step() {
        return Math.max(1, most / (cutsColumns() ? rows.rows() : rows.columns()));
    }

    /** From index {@code from} of the side that is cut on; a copy, in that order, which its user closes. */
    private INDArray block(int from, char order) {
        int to = Math.min(from + step(), length());
        if (cutsColumns()) {
            INDArrayIndex some = NDArrayIndex.interval(from, to);
            return copy(rows.held().get(NDArrayIndex.all(), some), order)
                    .subiRowVector(mean.get(NDArrayIndex.all(), some));
        }
        try (INDArray some = rows.block(from, to)) {
            return copy(some, order).subiRowVector(mean);
        }
    }

    /** Not castTo, which gives an array of that type itself: its rows would lose their mean, at each use once more. */
    private static INDArray copy(INDArray array, char order) {
        return Nd4j.createUninitialized(DataType.DOUBLE, array.shape(), order).assign(array);
    }

    /**
     * X X^T of a wide matrix, X^T X of others.
     *
     * @param progress told of the share that is done, 0 to 1
     */
    INDArray smallerProduct(DoubleConsumer progress) {
        int size = Math.min(rows.rows(), rows.columns());
        INDArray product = Nd4j.create(DataType.DOUBLE, new long[] {size, size}, 'f');
        for (int from = 0; from < length(); from += step()) {
            progress.accept((double) from / length());
            try (INDArray block = block(from, 'f')) {
                Nd4j.gemm(block, block, product, !isWide(), isWide(), 1, 1);
            }
        }
        return product;
    }

    /** X M. */
    INDArray times(INDArray matrix) {
        INDArray product = Nd4j.zeros(DataType.DOUBLE, rows.rows(), matrix.columns());
        for (int from = 0; from < length(); from += step()) {
            try (INDArray block = block(from, 'c')) {
                if (cutsColumns()) {
                    product.addi(block.mmul(
                            matrix.get(NDArrayIndex.interval(from, from + block.columns()), NDArrayIndex.all())));
                } else {
                    product.get(NDArrayIndex.interval(from, from + block.rows()), NDArrayIndex.all())
                            .assign(block.mmul(matrix));
                }
            }
        }
        return product;
    }

    /** X^T M. */
    INDArray transposedTimes(INDArray matrix) {
        INDArray product = Nd4j.create(DataType.DOUBLE, new long[] {rows.columns(), matrix.columns()}, 'f');
        for (int from = 0; from < length(); from += step()) {
            try (INDArray block = block(from, cutsColumns() ? 'c' : 'f')) {
                if (cutsColumns()) {
                    product.get(NDArrayIndex.interval(from, from + block.columns()), NDArrayIndex.all())
                            .assign(block.transpose().mmul(matrix));
                } else {
                    add(
                            block,
                            matrix.get(NDArrayIndex.interval(from, from + block.rows()), NDArrayIndex.all()),
                            product);
                }
            }
        }
        return product;
    }

    /** X^T X M in one pass, of rows that are read. */
    INDArray squareTimes(INDArray matrix) {
        INDArray product = Nd4j.create(DataType.DOUBLE, new long[] {rows.columns(), matrix.columns()}, 'f');
        for (int from = 0; from < length(); from += step()) {
            try (INDArray block = block(from, 'f');
                    INDArray image = block.mmul(matrix)) {
                add(block, image, product);
            }
        }
        return product;
    }

    /** Adds block^T M. */
    private static void add(INDArray block, INDArray matrix, INDArray product) {
        try (INDArray whole = matrix.dup('f')) {
            Nd4j.gemm(block, whole, product, true, false, 1, 1);
        }
    }
}
