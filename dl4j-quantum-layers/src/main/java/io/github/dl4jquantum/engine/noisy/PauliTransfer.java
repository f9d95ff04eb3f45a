package io.github.dl4jquantum.engine.noisy;

import io.github.dl4jquantum.circuit.Unitary;
import io.github.dl4jquantum.noise.Channel;
import io.github.dl4jquantum.noise.KrausOperator;

/** Pauli transfer matrices, {@code R_ij = 2^-k sum_m tr(P_i K_m P_j K_m†)}, row by row. */
final class PauliTransfer {

    private static final double ROUNDING = 1e-13;

    private PauliTransfer() {}

    /** Of a channel, whose trace is kept exactly. */
    static double[] of(Channel channel) {
        int size = 1 << channel.qubits();
        double[] matrix = new double[size * size * size * size];
        for (KrausOperator operator : channel.kraus()) {
            add(size, operator.real(), operator.imaginary(), matrix);
        }
        return keepTrace(matrix, size * size);
    }

    /** Of a unitary; what is 0, 1 or -1 up to rounding becomes so. */
    static double[] of(Unitary unitary) {
        int size = unitary.size();
        double[] matrix = new double[size * size * size * size];
        add(size, unitary.real(), unitary.imaginary(), matrix);
        for (int k = 0; k < matrix.length; k++) {
            double integer = Math.rint(matrix[k]);
            matrix[k] = Math.abs(matrix[k] - integer) < ROUNDING ? integer + 0.0 : matrix[k];
        }
        return keepTrace(matrix, size * size);
    }

    private static double[] keepTrace(double[] matrix, int rows) {
        for (int column = 0; column < rows; column++) {
            matrix[column] = column == 0 ? 1 : 0;
        }
        return matrix;
    }

    private static void add(int size, double[] re, double[] im, double[] matrix) {
        int strings = size * size;
        double[] imageRe = new double[strings];
        double[] imageIm = new double[strings];
        for (int j = 0; j < strings; j++) {
            conjugate(size, re, im, j, imageRe, imageIm);
            for (int i = 0; i < strings; i++) {
                matrix[i * strings + j] += trace(size, i, imageRe, imageIm) / size;
            }
        }
    }

    /** K P K†. */
    private static void conjugate(int size, double[] re, double[] im, int string, double[] outRe, double[] outIm) {
        int flip = flip(string);
        for (int row = 0; row < size; row++) {
            for (int column = 0; column < size; column++) {
                double sumRe = 0;
                double sumIm = 0;
                for (int k = 0; k < size; k++) {
                    // K[row][k] P[k][k ^ flip] conj(K[column][k ^ flip])
                    int a = row * size + k;
                    int b = column * size + (k ^ flip);
                    double productRe = re[a] * re[b] + im[a] * im[b];
                    double productIm = im[a] * re[b] - re[a] * im[b];
                    switch (power(string, k)) {
                        case 0 -> {
                            sumRe += productRe;
                            sumIm += productIm;
                        }
                        case 1 -> {
                            sumRe -= productIm;
                            sumIm += productRe;
                        }
                        case 2 -> {
                            sumRe -= productRe;
                            sumIm -= productIm;
                        }
                        default -> {
                            sumRe += productIm;
                            sumIm -= productRe;
                        }
                    }
                }
                outRe[row * size + column] = sumRe;
                outIm[row * size + column] = sumIm;
            }
        }
    }

    /** tr(P M), which is real for a Hermitian matrix. */
    private static double trace(int size, int string, double[] re, double[] im) {
        int flip = flip(string);
        double sum = 0;
        for (int k = 0; k < size; k++) {
            int entry = (k ^ flip) * size + k;
            sum += switch (power(string, k)) {
                case 0 -> re[entry];
                case 1 -> -im[entry];
                case 2 -> -re[entry];
                default -> im[entry];
            };
        }
        return sum;
    }

    /** The bits that a string flips. */
    private static int flip(int string) {
        int flip = 0;
        for (int bit = 0, p = string; p != 0; bit++, p >>= 2) {
            flip |= (p & 3) == PauliString.X || (p & 3) == PauliString.Y ? 1 << bit : 0;
        }
        return flip;
    }

    /** The power of i that entry [row][row ^ flip] of a string is. */
    private static int power(int string, int row) {
        int power = 0;
        for (int bit = 0, p = string; p != 0; bit++, p >>= 2) {
            boolean one = (row >> bit & 1) == 1;
            if ((p & 3) == PauliString.Y) {
                power += one ? 1 : 3;
            } else if ((p & 3) == PauliString.Z && one) {
                power += 2;
            }
        }
        return power & 3;
    }
}
