package io.github.dl4jquantum.circuit;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/** A small dense unitary matrix of complex numbers, row by row. */
public final class Unitary extends ComplexMatrix {

    /** Largest accepted deviation of U U† from the identity: a matrix typed in with 8 digits still passes. */
    private static final double TOLERANCE = 1e-7;

    /** Most qubits of a matrix made of others. */
    static final int MAX_QUBITS = 10;

    /**
     * A matrix of given entries.
     *
     * @param real real parts, row by row
     * @param imaginary imaginary parts, row by row
     * @throws IllegalArgumentException if the matrix is not square, its size no power of two, or it is not unitary
     */
    @JsonCreator
    public Unitary(@JsonProperty("real") double[] real, @JsonProperty("imaginary") double[] imaginary) {
        super(checkedSize(real, imaginary), real.clone(), imaginary.clone());
        checkUnitary();
    }

    /** A product of unitary matrices: nothing to check. */
    private Unitary(int size, double[] real, double[] imaginary) {
        super(size, real, imaginary);
    }

    private static int checkedSize(double[] real, double[] imaginary) {
        if (real == null || imaginary == null || real.length != imaginary.length) {
            throw new IllegalArgumentException("A unitary needs as many imaginary parts as real parts.");
        }
        int size = (int) Math.round(Math.sqrt(real.length));
        if (size * size != real.length || Integer.bitCount(size) != 1) {
            throw new IllegalArgumentException(
                    "A unitary of " + real.length + " entries is not 2^k x 2^k; give 1, 4, 16, 64, ... entries.");
        }
        return size;
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
                if (Double.isNaN(deviation)) {
                    throw new IllegalArgumentException(
                            "The matrix holds NaN: what it is made of, an input or a parameter, is NaN or"
                                    + " infinite; give finite values.");
                }
                if (!(deviation <= TOLERANCE)) {
                    throw new IllegalArgumentException("The matrix is not unitary: rows " + row + " and " + other
                            + " deviate by " + deviation + ", allowed is " + TOLERANCE + "; orthonormalise it.");
                }
            }
        }
    }

    /** {@return the conjugate transpose, which is the inverse} */
    public Unitary dagger() {
        double[] re = new double[size * size];
        double[] im = new double[size * size];
        for (int k = 0; k < size * size; k++) {
            re[k] = real(k % size, k / size);
            im[k] = -imaginary(k % size, k / size);
        }
        return new Unitary(size, re, im);
    }

    /**
     * This matrix where controls have the given values, and the identity elsewhere; controls are the more significant bits.
     *
     * @throws IllegalArgumentException if that acts on more than {@value #MAX_QUBITS} qubits
     */
    Unitary controlled(List<Boolean> values) {
        int rows = checkedSize(values.size() + Integer.numberOfTrailingZeros(size));
        int block = 0;
        for (boolean value : values) {
            block = 2 * block + (value ? 1 : 0);
        }
        double[] re = new double[rows * rows];
        double[] im = new double[rows * rows];
        for (int row = 0; row < rows; row++) {
            if (row / size != block) {
                re[row * rows + row] = 1;
                continue;
            }
            System.arraycopy(real, row % size * size, re, row * rows + block * size, size);
            System.arraycopy(imaginary, row % size * size, im, row * rows + block * size, size);
        }
        return new Unitary(rows, re, im);
    }

    /**
     * The product of matrices that act one after another on some of several qubits.
     *
     * @param on the qubits of each matrix, as positions among all, 0 being the most significant bit of the product
     * @throws IllegalArgumentException for more than {@value #MAX_QUBITS} qubits
     */
    static Unitary product(int qubits, List<Unitary> matrices, List<List<Integer>> on) {
        int size = checkedSize(qubits);
        double[] re = new double[size * size];
        double[] im = new double[size * size];
        for (int k = 0; k < size; k++) {
            re[k * size + k] = 1;
        }
        for (int k = 0; k < matrices.size(); k++) {
            matrices.get(k)
                    .applyTo(
                            re,
                            im,
                            size,
                            on.get(k).stream()
                                    .mapToInt(position -> 1 << (qubits - 1 - position))
                                    .toArray());
        }
        return new Unitary(size, re, im);
    }

    /** Multiplies the rows of a matrix by this one, whose bits, most significant first, are masks of row indices. */
    private void applyTo(double[] re, double[] im, int rows, int[] masks) {
        int all = Arrays.stream(masks).sum();
        int[] offsets = new int[size];
        for (int k = 0; k < size; k++) {
            for (int bit = 0; bit < masks.length; bit++) {
                offsets[k] |= (k >> (masks.length - 1 - bit) & 1) * masks[bit];
            }
        }
        double[] fromRe = new double[size];
        double[] fromIm = new double[size];
        for (int base = 0; base < rows; base++) {
            for (int column = 0; (base & all) == 0 && column < rows; column++) {
                for (int k = 0; k < size; k++) {
                    fromRe[k] = re[(base | offsets[k]) * rows + column];
                    fromIm[k] = im[(base | offsets[k]) * rows + column];
                }
                for (int k = 0; k < size; k++) {
                    double sumRe = 0;
                    double sumIm = 0;
                    for (int j = 0; j < size; j++) {
                        sumRe += real(k, j) * fromRe[j] - imaginary(k, j) * fromIm[j];
                        sumIm += real(k, j) * fromIm[j] + imaginary(k, j) * fromRe[j];
                    }
                    re[(base | offsets[k]) * rows + column] = sumRe;
                    im[(base | offsets[k]) * rows + column] = sumIm;
                }
            }
        }
    }

    private static int checkedSize(int qubits) {
        if (qubits > MAX_QUBITS) {
            throw new IllegalArgumentException("The matrix of a gate on " + qubits
                    + " qubits is too large; ask for that of " + "at most " + MAX_QUBITS + " qubits.");
        }
        return 1 << qubits;
    }

    /**
     * {@return the principal power of this matrix: its eigenvalues' arguments, in (-pi, pi], times an exponent}
     *
     * @param exponent any finite number
     * @throws IllegalArgumentException for a matrix on more than 6 qubits
     */
    public Unitary power(double exponent) {
        // A generic combination of the Hermitian matrices (U + U†)/2 and (U - U†)/2i, whose eigenvectors are U's.
        double cos = Math.cos(1);
        double sin = Math.sin(1);
        double[] re = new double[size * size];
        double[] im = new double[size * size];
        for (int row = 0; row < size; row++) {
            for (int column = 0; column < size; column++) {
                re[row * size + column] = cos * (real(row, column) + real(column, row)) / 2
                        + sin * (imaginary(row, column) + imaginary(column, row)) / 2;
                im[row * size + column] = cos * (imaginary(row, column) - imaginary(column, row)) / 2
                        - sin * (real(row, column) - real(column, row)) / 2;
            }
        }
        Unitary vectors = new EigenDecomposition(new Hermitian(re, im)).vectors();
        List<Integer> all =
                IntStream.range(0, Integer.numberOfTrailingZeros(size)).boxed().toList();
        Unitary diagonal = product(all.size(), List.of(vectors, this, vectors.dagger()), List.of(all, all, all));
        double[] powerRe = new double[size * size];
        double[] powerIm = new double[size * size];
        for (int k = 0; k < size; k++) {
            double argument = exponent * Math.atan2(diagonal.imaginary(k, k), diagonal.real(k, k));
            powerRe[k * size + k] = Math.cos(argument);
            powerIm[k * size + k] = Math.sin(argument);
        }
        Unitary turned = new Unitary(size, powerRe, powerIm);
        return product(all.size(), List.of(vectors.dagger(), turned, vectors), List.of(all, all, all));
    }

    /** {@code cos(angle/2) - i sin(angle/2) U} of a matrix that is its own inverse. */
    Unitary rotation(double angle) {
        double c = Math.cos(angle / 2);
        double s = Math.sin(angle / 2);
        double[] re = new double[size * size];
        double[] im = new double[size * size];
        for (int k = 0; k < size * size; k++) {
            re[k] = s * imaginary[k] + (k / size == k % size ? c : 0);
            im[k] = -s * real[k];
        }
        return new Unitary(size, re, im);
    }
}
