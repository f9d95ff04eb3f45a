package io.github.dl4jquantum.engine.noisy;

import io.github.dl4jquantum.circuit.Pauli;

/** Arithmetic of Pauli strings as indices to the base 4: see the package's documentation. */
final class PauliString {

    static final int X = 1;
    static final int Y = 2;
    static final int Z = 3;

    private PauliString() {}

    /** What a digit of a qubit counts. */
    static int stride(int qubits, int qubit) {
        return 1 << 2 * (qubits - 1 - qubit);
    }

    static int digit(Pauli pauli) {
        return switch (pauli) {
            case X -> X;
            case Y -> Y;
            case Z -> Z;
        };
    }

    /** The string of the product, without its phase. */
    static int product(int a, int b) {
        // I, X, Y, Z as pairs of bits 00, 01, 11, 10 multiply by exclusive or.
        return fromBits(toBits(a) ^ toBits(b));
    }

    private static int toBits(int string) {
        return string ^ (string >> 1 & 0x55555555);
    }

    private static int fromBits(int bits) {
        return bits ^ (bits >> 1 & 0x55555555);
    }

    /** The power of i that the product of two strings has as its phase. */
    static int phase(int a, int b) {
        int power = 0;
        for (int p = a, q = b; p != 0 && q != 0; p >>= 2, q >>= 2) {
            int first = p & 3;
            int second = q & 3;
            if (first != 0 && second != 0 && first != second) {
                power += (second - first + 3) % 3 == 1 ? 1 : -1;
            }
        }
        return power & 3;
    }
}
