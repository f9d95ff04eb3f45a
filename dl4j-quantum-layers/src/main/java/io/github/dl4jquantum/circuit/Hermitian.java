package io.github.dl4jquantum.circuit;

import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/** A small dense Hermitian matrix of complex numbers, row by row: an {@link Observable#hermitian}, or the generator of an {@link Evolution}. */
public final class Hermitian extends ComplexMatrix {

    /** Largest accepted difference of an entry from the conjugate of its mirror image: 8 typed digits pass. */
    private static final double TOLERANCE = 1e-7;

    private static final int MAX_SIZE = 64;

    /**
     * A matrix of given entries.
     *
     * @param real real parts, row by row
     * @param imaginary imaginary parts, row by row
     * @throws IllegalArgumentException if the matrix is not square, its size no power of two in 2..64, or it is not
     *     Hermitian
     */
    @JsonCreator
    public Hermitian(@JsonProperty("real") double[] real, @JsonProperty("imaginary") double[] imaginary) {
        super(checkedSize(real, imaginary), real.clone(), imaginary.clone());
        for (int row = 0; row < size; row++) {
            for (int column = 0; column <= row; column++) {
                double deviation = Math.hypot(
                        real(row, column) - real(column, row), imaginary(row, column) + imaginary(column, row));
                if (!(deviation <= TOLERANCE)) {
                    throw new IllegalArgumentException("The matrix is not Hermitian: entries (" + row + ", " + column
                            + ") and (" + column + ", " + row + ") deviate from conjugates by " + deviation
                            + ", allowed is " + TOLERANCE + ".");
                }
            }
        }
    }

    private static int checkedSize(double[] real, double[] imaginary) {
        if (real == null || imaginary == null || real.length != imaginary.length) {
            throw new IllegalArgumentException("A Hermitian matrix needs as many imaginary parts as real parts.");
        }
        int size = (int) Math.round(Math.sqrt(real.length));
        if (size * size != real.length || size < 2 || size > MAX_SIZE || Integer.bitCount(size) != 1) {
            throw new IllegalArgumentException("A Hermitian matrix of " + real.length
                    + " entries is not 2^k x 2^k for 1 to 6 qubits; give 4, 16, ..., 4096 entries.");
        }
        return size;
    }
}
