package io.github.dl4jquantum.circuit;

import java.util.Arrays;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/** A small dense square matrix of complex numbers, row by row, as a value; what it must be its subclass says and checks. */
public abstract class ComplexMatrix {

    final int size;
    final double[] real;
    final double[] imaginary;

    /**
     * @param real real parts, row by row, size x size; not copied
     * @param imaginary imaginary parts, row by row; not copied
     */
    protected ComplexMatrix(int size, double[] real, double[] imaginary) {
        this.size = size;
        this.real = real;
        this.imaginary = imaginary;
    }

    /** Number of rows, 2^k of k qubits. */
    public final int size() {
        return size;
    }

    /** Real part of an entry. */
    public final double real(int row, int column) {
        return real[row * size + column];
    }

    /** Imaginary part of an entry. */
    public final double imaginary(int row, int column) {
        return imaginary[row * size + column];
    }

    /** All real parts, row by row. */
    @JsonProperty("real")
    public final double[] real() {
        return real.clone();
    }

    /** All imaginary parts, row by row. */
    @JsonProperty("imaginary")
    public final double[] imaginary() {
        return imaginary.clone();
    }

    @Override
    public final boolean equals(Object other) {
        return other instanceof ComplexMatrix that
                && getClass() == that.getClass()
                && Arrays.equals(real, that.real)
                && Arrays.equals(imaginary, that.imaginary);
    }

    @Override
    public final int hashCode() {
        return 31 * Arrays.hashCode(real) + Arrays.hashCode(imaginary);
    }

    @Override
    public final String toString() {
        return getClass().getSimpleName() + "(" + size + "x" + size + ")";
    }
}
