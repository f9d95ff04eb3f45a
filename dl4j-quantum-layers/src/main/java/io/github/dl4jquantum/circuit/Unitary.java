package io.github.dl4jquantum.circuit;

import java.util.Arrays;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/** A small dense unitary matrix of complex numbers, row by row. */
public final class Unitary {

    /** Largest accepted deviation of U U† from the identity: a matrix typed in with 8 digits still passes. */
    private static final double TOLERANCE = 1e-7;

    private final int size;
    private final double[] real;
    private final double[] imaginary;

    /**
     * @param real real parts, row by row
     * @param imaginary imaginary parts, row by row
     * @throws IllegalArgumentException if the matrix is not square, its size no power of two, or it is not unitary
     */
    @JsonCreator
    public Unitary(@JsonProperty("real") double[] real, @JsonProperty("imaginary") double[] imaginary) {
        if (real == null || imaginary == null || real.length != imaginary.length) {
            throw new IllegalArgumentException("A unitary needs as many imaginary parts as real parts.");
        }
        size = (int) Math.round(Math.sqrt(real.length));
        if (size * size != real.length || size < 2 || Integer.bitCount(size) != 1) {
            throw new IllegalArgumentException(
                    "A unitary of " + real.length + " entries is not 2^k x 2^k; give 4, 16, 64, ... entries.");
        }
        this.real = real.clone();
        this.imaginary = imaginary.clone();
        checkUnitary();
    }

    private void checkUnitary() {
        for (int row = 0; row < size; row++) {
            for (int other = 0; other < size; other++) {
                double re = row == other ? -1 : 0;
                double im = 0;
                for (int k = 0; k < size; k++) {
                    re += real(row, k) * real(other, k) + imaginary(row, k) * imaginary(other, k);
                    im += imaginary(row, k) * real(other, k) - real(row, k) * imaginary(other, k);
                }
                double deviation = Math.hypot(re, im);
                if (!(deviation <= TOLERANCE)) {
                    throw new IllegalArgumentException("The matrix is not unitary: rows " + row + " and " + other
                            + " deviate by " + deviation + ", allowed is " + TOLERANCE + "; orthonormalise it.");
                }
            }
        }
    }

    /** Number of rows, 2^k. */
    public int size() {
        return size;
    }

    /** Real part of an entry. */
    public double real(int row, int column) {
        return real[row * size + column];
    }

    /** Imaginary part of an entry. */
    public double imaginary(int row, int column) {
        return imaginary[row * size + column];
    }

    /** All real parts, row by row. */
    @JsonProperty("real")
    public double[] real() {
        return real.clone();
    }

    /** All imaginary parts, row by row. */
    @JsonProperty("imaginary")
    public double[] imaginary() {
        return imaginary.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Unitary that
                && Arrays.equals(real, that.real)
                && Arrays.equals(imaginary, that.imaginary);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(real) + Arrays.hashCode(imaginary);
    }

    @Override
    public String toString() {
        return "Unitary(" + size + "x" + size + ")";
    }
}
