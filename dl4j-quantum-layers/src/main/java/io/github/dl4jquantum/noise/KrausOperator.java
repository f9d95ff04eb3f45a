package io.github.dl4jquantum.noise;

import io.github.dl4jquantum.circuit.ComplexMatrix;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/** A complex matrix of size 2 or 4: one Kraus operator of a channel. */
public final class KrausOperator extends ComplexMatrix {

    /**
     * A matrix, row by row.
     *
     * @param real real parts, row by row, 4 or 16 numbers
     * @param imaginary imaginary parts, as many
     * @throws IllegalArgumentException if it is not 2 x 2 or 4 x 4, or an entry is not finite
     */
    @JsonCreator
    public KrausOperator(@JsonProperty("real") double[] real, @JsonProperty("imaginary") double[] imaginary) {
        super(checkedSize(real, imaginary), real.clone(), imaginary.clone());
        for (int k = 0; k < real.length; k++) {
            if (!Double.isFinite(real[k]) || !Double.isFinite(imaginary[k])) {
                throw new IllegalArgumentException("Entry " + k + " of a Kraus operator is " + real[k] + " + "
                        + imaginary[k] + " i; give finite numbers.");
            }
        }
    }

    private static int checkedSize(double[] real, double[] imaginary) {
        if (real.length != imaginary.length || (real.length != 4 && real.length != 16)) {
            throw new IllegalArgumentException("A Kraus operator of " + real.length + " real and " + imaginary.length
                    + " imaginary parts; give 4 each for one qubit, 16 for two.");
        }
        return real.length == 4 ? 2 : 4;
    }

    /** A real matrix, row by row. */
    static KrausOperator real(double... entries) {
        return new KrausOperator(entries, new double[entries.length]);
    }

    /** {@code re + i im} times a Pauli string such as {@code "X"} or {@code "ZY"}, I included. */
    static KrausOperator pauli(String string, double re, double im) {
        int size = 1 << string.length();
        double[] real = new double[size * size];
        double[] imaginary = new double[size * size];
        for (int row = 0; row < size; row++) {
            int column = row;
            double factorRe = re;
            double factorIm = im;
            for (int k = 0; k < string.length(); k++) {
                int mask = 1 << (string.length() - 1 - k);
                boolean one = (row & mask) != 0;
                char pauli = string.charAt(k);
                if (pauli == 'X' || pauli == 'Y') {
                    column ^= mask;
                }
                if (pauli == 'Y') { // [[0, -i], [i, 0]]
                    double previous = factorRe;
                    factorRe = one ? -factorIm : factorIm;
                    factorIm = one ? previous : -previous;
                } else if (pauli == 'Z' && one) {
                    factorRe = -factorRe;
                    factorIm = -factorIm;
                }
            }
            real[row * size + column] = factorRe;
            imaginary[row * size + column] = factorIm;
        }
        return new KrausOperator(real, imaginary);
    }

    /** The sum of this and another matrix of the same size. */
    KrausOperator plus(KrausOperator other) {
        double[] re = real();
        double[] im = imaginary();
        double[] otherRe = other.real();
        double[] otherIm = other.imaginary();
        for (int k = 0; k < re.length; k++) {
            re[k] += otherRe[k];
            im[k] += otherIm[k];
        }
        return new KrausOperator(re, im);
    }
}
