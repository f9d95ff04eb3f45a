package io.github.dl4jquantum.testing;

import io.github.dl4jquantum.circuit.Unitary;
import java.util.function.BinaryOperator;

/** Small dense complex matrices, for the closed forms that gates are compared with. */
public final class ComplexMatrix {

    private record Entry(double re, double im) {

        Entry plus(Entry other) {
            return new Entry(re + other.re, im + other.im);
        }

        Entry times(Entry other) {
            return new Entry(re * other.re - im * other.im, re * other.im + im * other.re);
        }
    }

    private final Entry[][] rows;

    private ComplexMatrix(Entry[][] rows) {
        this.rows = rows;
    }

    /** A matrix with the given real and imaginary parts, row by row. */
    public static ComplexMatrix of(int size, double[] re, double[] im) {
        Entry[][] rows = new Entry[size][size];
        for (int i = 0; i < size * size; i++) {
            rows[i / size][i % size] = new Entry(re[i], im[i]);
        }
        return new ComplexMatrix(rows);
    }

    /** A real matrix, row by row. */
    public static ComplexMatrix real(double... entries) {
        return of((int) Math.round(Math.sqrt(entries.length)), entries, new double[entries.length]);
    }

    /** A gate's matrix. */
    public static ComplexMatrix of(Unitary unitary) {
        return of(unitary.size(), unitary.real(), unitary.imaginary());
    }

    /** The identity. */
    public static ComplexMatrix identity(int size) {
        double[] entries = new double[size * size];
        for (int i = 0; i < size; i++) {
            entries[i * size + i] = 1;
        }
        return real(entries);
    }

    public ComplexMatrix plus(ComplexMatrix other) {
        return entrywise(other, Entry::plus);
    }

    /** This matrix times {@code re + i im}. */
    public ComplexMatrix times(double re, double im) {
        return entrywise(this, (entry, same) -> entry.times(new Entry(re, im)));
    }

    public ComplexMatrix times(ComplexMatrix other) {
        Entry[][] product = new Entry[rows.length][rows.length];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < rows.length; j++) {
                product[i][j] = new Entry(0, 0);
                for (int k = 0; k < rows.length; k++) {
                    product[i][j] = product[i][j].plus(rows[i][k].times(other.rows[k][j]));
                }
            }
        }
        return new ComplexMatrix(product);
    }

    /** The Kronecker product; this matrix acts on the more significant qubits. */
    public ComplexMatrix kron(ComplexMatrix other) {
        int inner = other.rows.length;
        int size = rows.length * inner;
        Entry[][] product = new Entry[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                product[i][j] = rows[i / inner][j / inner].times(other.rows[i % inner][j % inner]);
            }
        }
        return new ComplexMatrix(product);
    }

    /** The conjugate transpose. */
    public ComplexMatrix dagger() {
        Entry[][] transposed = new Entry[rows.length][rows.length];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < rows.length; j++) {
                transposed[i][j] = new Entry(rows[j][i].re, -rows[j][i].im);
            }
        }
        return new ComplexMatrix(transposed);
    }

    /** The exponential, by its power series of the matrix divided by 2^10, squared 10 times. */
    public ComplexMatrix exp() {
        ComplexMatrix small = times(Math.scalb(1.0, -10), 0);
        ComplexMatrix sum = identity(rows.length);
        ComplexMatrix term = sum;
        for (int k = 1; k < 20; k++) {
            term = term.times(small).times(1.0 / k, 0);
            sum = sum.plus(term);
        }
        for (int squaring = 0; squaring < 10; squaring++) {
            sum = sum.times(sum);
        }
        return sum;
    }

    /** All real parts row by row, then all imaginary parts. */
    public double[] toArray() {
        int size = rows.length;
        double[] parts = new double[2 * size * size];
        for (int i = 0; i < size * size; i++) {
            parts[i] = rows[i / size][i % size].re;
            parts[size * size + i] = rows[i / size][i % size].im;
        }
        return parts;
    }

    private ComplexMatrix entrywise(ComplexMatrix other, BinaryOperator<Entry> operator) {
        Entry[][] result = new Entry[rows.length][rows.length];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < rows.length; j++) {
                result[i][j] = operator.apply(rows[i][j], other.rows[i][j]);
            }
        }
        return new ComplexMatrix(result);
    }
}
