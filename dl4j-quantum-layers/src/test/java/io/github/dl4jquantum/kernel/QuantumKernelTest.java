package io.github.dl4jquantum.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dl4jquantum.circuit.Angle;
import io.github.dl4jquantum.circuit.Ansatz;
import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.circuit.RY;
import io.github.dl4jquantum.testing.DenseSimulator;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.eigen.Eigen;
import org.nd4j.linalg.factory.Nd4j;

/** Oracles: closed forms, inner products of a dense simulation, and what a Gram matrix must be. */
@Timeout(60)
class QuantumKernelTest {

    private static final double EXACT = 1e-12;

    private static INDArray random(long seed, int rows, int columns) {
        Random random = new Random(seed);
        double[][] values = new double[rows][];
        for (int row = 0; row < rows; row++) {
            values[row] = random.doubles(columns, -2, 2).toArray();
        }
        return Nd4j.createFromArray(values);
    }

    /** A rotation by x about y: k = cos²((x - y) / 2); of three qubits the product of three. */
    @Test
    void anglesHaveAClosedForm() {
        for (int qubits : new int[] {1, 3}) {
            INDArray x = random(1, 4, qubits);
            INDArray y = random(2, 300, qubits);
            INDArray gram = new QuantumKernel(Ansatz.angleEmbedding(qubits)).gram(x, y);
            assertArrayEquals(new long[] {4, 300}, gram.shape());
            for (int i = 0; i < 4; i++) {
                for (int j = 0; j < 300; j++) {
                    double expected = 1;
                    for (int q = 0; q < qubits; q++) {
                        expected *= Math.pow(Math.cos((x.getDouble(i, q) - y.getDouble(j, q)) / 2), 2);
                    }
                    assertEquals(expected, gram.getDouble(i, j), EXACT);
                }
            }
        }
    }

    @Test
    void itIsTheSquaredInnerProductOfDenseStates() {
        Circuit circuit = Ansatz.paper(3, 2);
        double[] theta = new Random(3).doubles(circuit.parameters(), -2, 2).toArray();
        INDArray x = random(4, 5, 3);
        INDArray y = random(5, 6, 3);
        INDArray gram = new QuantumKernel(circuit, theta).gram(x, y);
        DenseSimulator dense = new DenseSimulator(circuit);
        for (int i = 0; i < 5; i++) {
            for (int j = 0; j < 6; j++) {
                var a = dense.statevector(x.getRow(i).toDoubleVector(), theta);
                var b = dense.statevector(y.getRow(j).toDoubleVector(), theta);
                double re = 0;
                double im = 0;
                for (int k = 0; k < a.real().length; k++) {
                    re += a.real()[k] * b.real()[k] + a.imaginary()[k] * b.imaginary()[k];
                    im += a.real()[k] * b.imaginary()[k] - a.imaginary()[k] * b.real()[k];
                }
                assertEquals(re * re + im * im, gram.getDouble(i, j), EXACT);
            }
        }
    }

    @Test
    void itIsSymmetricAndPositiveSemidefiniteWithOnesOnTheDiagonal() {
        Circuit circuit = Ansatz.paper(2, 1);
        INDArray x = random(6, 30, 2);
        double[] theta = new Random(7).doubles(circuit.parameters(), -2, 2).toArray();
        QuantumKernel kernel = new QuantumKernel(circuit, theta);
        INDArray gram = kernel.gram(x);
        assertEquals(0, gram.sub(gram.transpose()).amaxNumber().doubleValue(), EXACT);
        assertEquals(0, Nd4j.diag(gram).sub(1).amaxNumber().doubleValue(), EXACT);
        // 30 states of 4 complex dimensions span 16 real ones, so that zeros are among the eigenvalues.
        double[] eigenvalues = Eigen.symmetricGeneralizedEigenvalues(gram.dup()).toDoubleVector();
        for (double eigenvalue : eigenvalues) {
            assertTrue(eigenvalue > -1e-10, String.valueOf(eigenvalue));
        }
        assertEquals(0, gram.sub(kernel.gram(x, x)).amaxNumber().doubleValue(), 0);
        INDArray single = kernel.gram(x.castTo(DataType.FLOAT).dup('f'));
        assertEquals(0, gram.sub(single).amaxNumber().doubleValue(), 1e-6);
    }

    /**
     * Kernel ridge regression, worked: y = cos(x_0) cos(x_1) lies in the span of the kernel of RY(x_0) RY(x_1), whose
     * functions are the products of (1, cos, sin) of each input; so 60 examples tell it everywhere, to the ridge.
     */
    @Test
    void kernelRidgeRegressionFindsAFunctionOfItsSpan() {
        int n = 60;
        double ridge = 1e-6;
        INDArray train = random(8, n, 2);
        INDArray test = random(9, 40, 2);
        QuantumKernel kernel = new QuantumKernel(Ansatz.angleEmbedding(2));
        INDArray regularized =
                kernel.gram(train).add(Nd4j.eye(n).castTo(DataType.DOUBLE).mul(ridge));
        INDArray alpha = Nd4j.linalg().solve(regularized, target(train));
        INDArray predicted = kernel.gram(test, train).mmul(alpha);
        assertEquals(0, predicted.sub(target(test)).amaxNumber().doubleValue(), 1e-4);
    }

    private static INDArray target(INDArray x) {
        INDArray y = Nd4j.create(DataType.DOUBLE, x.size(0), 1);
        for (int i = 0; i < x.size(0); i++) {
            y.putScalar(i, 0, Math.cos(x.getDouble(i, 0)) * Math.cos(x.getDouble(i, 1)));
        }
        return y;
    }

    @Test
    void whatDoesNotFitIsRefused() {
        QuantumKernel kernel = new QuantumKernel(Ansatz.angleEmbedding(2));
        String message = assertThrows(IllegalArgumentException.class, () -> kernel.gram(random(1, 3, 4)))
                .getMessage();
        assertTrue(message.contains("[3, 4]") && message.contains("[examples, 2]"), message);
        assertThrows(IllegalArgumentException.class, () -> kernel.gram(random(1, 3, 2), random(1, 3, 1)));
        assertThrows(IllegalArgumentException.class, () -> new QuantumKernel(Ansatz.paper(2, 1)));
        Circuit fixed = Circuit.builder(1).add(new RY(0, Angle.constant(1))).build();
        assertThrows(IllegalArgumentException.class, () -> new QuantumKernel(fixed));
    }
}
