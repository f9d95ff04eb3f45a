package io.github.dl4jquantum.engine.noisy;

import io.github.dl4jquantum.testing.ComplexMatrix;
import io.github.dl4jquantum.testing.GateChecks;

/** Density matrices from Pauli expectations, by Kronecker products of the Pauli matrices. */
final class PauliMatrices {

    private static final ComplexMatrix[] PAULIS = {GateChecks.I, GateChecks.X, GateChecks.Y, GateChecks.Z};

    private PauliMatrices() {}

    /** {@code 2^-n sum_P r_P P}: real parts, then imaginary parts. */
    static double[] sum(int qubits, double[] r) {
        double[] sum = new double[2 << 2 * qubits];
        for (int string = 0; string < r.length; string++) {
            ComplexMatrix product = ComplexMatrix.identity(1);
            for (int qubit = 0; qubit < qubits; qubit++) {
                product = product.kron(PAULIS[string >> 2 * (qubits - 1 - qubit) & 3]);
            }
            double[] entries = product.toArray();
            for (int k = 0; k < sum.length; k++) {
                sum[k] += r[string] * entries[k] / (1 << qubits);
            }
        }
        return sum;
    }

    static double[] diagonal(int qubits, double[] r) {
        double[] rho = sum(qubits, r);
        int size = 1 << qubits;
        double[] diagonal = new double[size];
        for (int k = 0; k < size; k++) {
            diagonal[k] = rho[k * size + k];
        }
        return diagonal;
    }
}
