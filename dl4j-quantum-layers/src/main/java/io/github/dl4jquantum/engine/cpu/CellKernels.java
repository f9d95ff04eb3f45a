package io.github.dl4jquantum.engine.cpu;

import io.github.dl4jquantum.engine.spi.Precision;
import java.util.List;

/**
 * The inner loops of recurrent cells, on real rows, beside those of circuits.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
interface CellKernels<A> extends Kernels<A> {

    /** The numbers of lanes that there are loops for, ascending. */
    List<Integer> WIDTHS = List.of(8, 16, 32, 64, 128);

    /** Up to here a tile takes the whole of a smaller minibatch; wider ones are for minibatches that fill two of them. */
    int WIDE = 64;

    int WIDEST = 128;

    /**
     * The loops of a precision: in the Vector API where this JVM has it.
     *
     * @param lanes one of {@link #WIDTHS}
     */
    static <A> CellKernels<A> of(Precision<A> precision, int lanes) {
        return Simd.PRESENT ? Simd.of(precision, lanes) : plain(precision, lanes);
    }

    /** The loops that any JVM runs. */
    @SuppressWarnings("unchecked")
    static <A> CellKernels<A> plain(Precision<A> precision, int lanes) {
        boolean single = precision == Precision.FLOAT;
        return (CellKernels<A>)
                switch (lanes) {
                    case 8 -> single ? new FloatCellKernels8() : new DoubleCellKernels8();
                    case 16 -> single ? new FloatCellKernels16() : new DoubleCellKernels16();
                    case 32 -> single ? new FloatCellKernels32() : new DoubleCellKernels32();
                    case 128 -> single ? new FloatCellKernels128() : new DoubleCellKernels128();
                    default -> single ? new FloatCellKernels() : new DoubleCellKernels64();
                };
    }

    /** Zeroed rows of any length. */
    A[] rows(int count, int length);

    /** a *= b, real rows. */
    void multiplyBy(A a, A b);

    /**
     * out_i = sum_k w[offset + i * outStride + k * inStride] in_k, added to what is in out if {@code add}, else to
     * w[bias + i], or to 0 where {@code bias} is negative.
     */
    void linear(A[] out, A[] in, A w, int offset, int outStride, int inStride, int bias, boolean add);

    /**
     * sum_i[k] += sum_j a_i[j] rows_j[k]: a's rows are of lanes j, {@code rows} one for each lane, of features k, of any
     * number.
     */
    void addColumns(A[] a, A[] rows, A[] sum);

    /** The Bloch vector of the state a |0> + b |1>. */
    void bloch(A a, A b, A x, A y, A z);

    /** From d loss / d Bloch vector to d loss / d amplitudes a and b. */
    void blochGradient(A a, A b, A dx, A dy, A dz, A da, A db);

    /**
     * columns_j = all products of (1, x, y, z) of lane j, the first qubit's as the most significant digit.
     *
     * @param low the products of the last qubits
     * @param others of each of the qubits before them the rows 1, x, y, z
     */
    void blochColumns(A[] low, List<A[]> others, A[] columns);

    /** dLow_k += high products_k for all k; dHigh = sum_k products_k low_k. */
    void contract(A[] products, A high, A[] low, A dHigh, A[] dLow);

    /**
     * z_k = sum_h high_h sum_l C[k, h, l] low_l.
     *
     * @param coefficients C, an array of all
     * @param room as many rows as z
     */
    default void transfer(A coefficients, A[] high, A[] low, A[] room, A[] z) {
        int features = high.length * low.length;
        for (A row : z) {
            fill(row, 0);
        }
        for (int h = 0; h < high.length; h++) {
            linear(room, low, coefficients, h * low.length, features, 1, -1, false);
            for (int k = 0; k < z.length; k++) {
                addProduct(high[h], room[k], z[k]);
            }
        }
    }

    /**
     * Its way back: with T[h, l] = sum_k C[k, h, l] dZ_k, dHigh_h = sum_l T[h, l] low_l and dLow_l += sum_h T[h, l] high_h.
     *
     * @param room as many rows as low
     */
    default void transferGradient(A coefficients, A[] dZ, A[] high, A[] low, A[] room, A[] dHigh, A[] dLow) {
        int features = high.length * low.length;
        for (int h = 0; h < high.length; h++) {
            linear(room, dZ, coefficients, h * low.length, 1, features, -1, false);
            contract(room, high[h], low, dHigh[h], dLow);
        }
    }

    /** sums_{first + k} += a rows_k for all rows. */
    void addProducts(A a, A[] rows, A[] sums, int first);

    /** sum += a b. */
    void addProduct(A a, A b, A sum);

    /** columns_j[k] = rows_{first + k}[j], for as many rows as there are, one for each lane at most. */
    void transpose(A[] rows, int first, A[] columns);

    /** Logistic function in place. */
    void sigmoid(A a);

    /** y = tanh a. y may be a. */
    void tanh(A a, A y);

    /** c = f c0 + i g. c may be c0. */
    void cellState(A f, A c0, A i, A g, A c);

    /** y = a b. */
    void product(A a, A b, A y);

    /** y = a - b. */
    void difference(A a, A b, A y);

    /** y = d a (s - s²): back through a logistic gate s that multiplied a. */
    void sigmoidGradient(A d, A a, A s, A y);

    /** y = d a (1 - s²): back through a tanh s that was multiplied by a. y may be d. */
    void tanhGradient(A d, A a, A s, A y);

    /** sum += d a (1 - s²). */
    void addTanhGradient(A d, A a, A s, A sum);
}
