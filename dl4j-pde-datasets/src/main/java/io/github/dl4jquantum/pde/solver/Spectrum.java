package io.github.dl4jquantum.pde.solver;

import org.hipparchus.transform.DftNormalization;
import org.hipparchus.transform.FastFourierTransformer;
import org.hipparchus.transform.TransformType;

/** Complex numbers, one for each wave number of a line, or for each of its points. */
final class Spectrum {

    final double[] real;
    final double[] imaginary;

    /** Zeros. */
    Spectrum(int length) {
        real = new double[length];
        imaginary = new double[length];
    }

    /** From points to wave numbers 0, 1, ..., -2, -1, or back. */
    void transform(TransformType type) {
        FastFourierTransformer.transformInPlace(new double[][] {real, imaginary}, DftNormalization.STANDARD, type);
    }

    void set(Spectrum other) {
        System.arraycopy(other.real, 0, real, 0, real.length);
        System.arraycopy(other.imaginary, 0, imaginary, 0, real.length);
    }

    void clear(int j) {
        real[j] = 0;
        imaginary[j] = 0;
    }

    /** Sets number j to e^z. */
    void setExponential(int j, double zr, double zi) {
        double size = StrictMath.exp(zr);
        real[j] = size * StrictMath.cos(zi);
        imaginary[j] = size * StrictMath.sin(zi);
    }

    /** Multiplies each number by the other's. */
    void multiply(Spectrum by) {
        for (int j = 0; j < real.length; j++) {
            double re = real[j] * by.real[j] - imaginary[j] * by.imaginary[j];
            imaginary[j] = real[j] * by.imaginary[j] + imaginary[j] * by.real[j];
            real[j] = re;
        }
    }

    /** Adds {@code factor x y} to each number. */
    void addProduct(Spectrum x, Spectrum y, double factor) {
        for (int j = 0; j < real.length; j++) {
            real[j] += factor * (x.real[j] * y.real[j] - x.imaginary[j] * y.imaginary[j]);
            imaginary[j] += factor * (x.real[j] * y.imaginary[j] + x.imaginary[j] * y.real[j]);
        }
    }

    /** Adds {@code factor (nr + i ni) / (dr + i di)} to number j. */
    void addQuotient(int j, double nr, double ni, double dr, double di, double factor) {
        double square = dr * dr + di * di;
        real[j] += factor * (nr * dr + ni * di) / square;
        imaginary[j] += factor * (ni * dr - nr * di) / square;
    }
}
