package io.github.dl4jquantum.engine;

import io.github.dl4jquantum.engine.spi.Precision;
import java.lang.reflect.Array;

/** From rows to columns. */
final class Transposition {

    private Transposition() {}

    /** A matrix [rows, columns], row by row, column by column. */
    static <A> A of(A matrix, int rows, int columns, Precision<A> precision) {
        if (Array.getLength(matrix) != rows * columns) {
            throw new IllegalArgumentException(
                    Array.getLength(matrix) + " numbers are not " + rows + " x " + columns + ".");
        }
        A transposed = precision.allocate(rows * columns);
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                System.arraycopy(matrix, row * columns + column, transposed, column * rows + row, 1);
            }
        }
        return transposed;
    }
}
