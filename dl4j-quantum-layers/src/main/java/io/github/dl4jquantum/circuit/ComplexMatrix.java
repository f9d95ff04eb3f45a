package io.github.dl4jquantum.circuit;

import java.util.Arrays;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/** A small dense square matrix of complex numbers, row by row, as a value; what it must be its subclass says and checks. */
public abstract class ComplexMatrix {

    final int size;
    final double[] real;
    final double[] imaginary;

    /**
     * A matrix of given entries.
     *
     * @param size number of rows, 2^k of k qubits
     * @param real real parts, row by row, size x size; not copied
     * @param imaginary imaginary parts, row by row; not copied
     */
    protected ComplexMatrix(int size, double[] real, double[] imaginary) {
        this.size = size;
        this.real = real;
        this.imaginary = imaginary;
    }

    /** {@return the number of rows, 2^k of k qubits} */
    public final int size() {
        return size;
    }

    /**
     * {@return the real part of an entry}
     *
     * @param row 0 to size - 1
     * @param column 0 to size - 1
     */
    public final double real(int row, int column) {
        return real[row * size + column];
    }

    /**
     * {@return the imaginary part of an entry}
     *
     * @param row 0 to size - 1
     * @param column 0 to size - 1
     */
    public final double imaginary(int row, int column) {
        return imaginary[row * size + column];
    }

    /** {@return all real parts, row by row} */
    @JsonProperty("real")
    public final double[] real() {
        return real.clone();
    }

    /** {@return all imaginary parts, row by row} */
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
