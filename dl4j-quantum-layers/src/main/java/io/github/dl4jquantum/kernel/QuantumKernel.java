package io.github.dl4jquantum.kernel;

import io.github.dl4jquantum.circuit.Circuit;
import io.github.dl4jquantum.engine.Statevector;
import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * The fidelity kernel of a circuit as feature map:
 *
 * <pre>
 *   k(x, y) = |&lt;phi(x) | phi(y)&gt;|²,    |phi(x)&gt; = U(x, theta) |0...0&gt;
 * </pre>
 *
 * <p>Its Gram matrices are symmetric and positive semidefinite with ones on the diagonal: what a support vector machine
 * or kernel ridge regression of any library asks for. Each example's state is computed once; what is left is a product of
 * matrices. In training, the symmetric {@link #gram(INDArray)} of the training set; in prediction, the rectangular
 * {@link #gram(INDArray, INDArray)} of new examples against it:
 *
 * <pre>{@code
 * QuantumKernel kernel = new QuantumKernel(Ansatz.angleEmbedding(4));
 * INDArray k = kernel.gram(train);                                       // [n, n]
 * INDArray alpha = Nd4j.linalg().solve(k.add(Nd4j.eye(n).mul(1e-3)), labels);
 * INDArray predicted = kernel.gram(test, train).mmul(alpha);             // kernel ridge regression
 * }</pre>
 *
 * <p>Source: Havlicek et al., Nature 567 (2019) 209, arXiv 1804.11326; Schuld, arXiv 2101.11020.
 */
public final class QuantumKernel {

    /** Examples whose states are computed at once. */
    private static final int AT_ONCE = 256;

    private final Circuit circuit;
    private final double[] parameters;

    /**
     * The kernel of a circuit without trainable parameters.
     *
     * @param circuit the feature map; its observables do not matter
     * @throws IllegalArgumentException if it has parameters, or no inputs
     */
    public QuantumKernel(Circuit circuit) {
        this(circuit, new double[0]);
    }

    /**
     * The kernel of a circuit whose parameters are fixed.
     *
     * @param circuit the feature map; its observables do not matter
     * @param parameters theta, [parameters]
     * @throws IllegalArgumentException if there are more or fewer than the circuit has, or it has no inputs
     */
    public QuantumKernel(Circuit circuit, double[] parameters) {
        if (circuit.inputs() == 0) {
            throw new IllegalArgumentException(
                    circuit + " has no input, so that all examples are alike; use an Angle.input in a gate.");
        }
        if (circuit.parameters() != parameters.length) {
            throw new IllegalArgumentException(
                    parameters.length + " parameters do not fit " + circuit + "; give " + circuit.parameters() + ".");
        }
        this.circuit = circuit;
        this.parameters = parameters.clone();
    }

    /**
     * The Gram matrix of examples among themselves.
     *
     * @param x [examples, inputs], of any order and floating-point type
     * @return k(x_i, x_j), [examples, examples], double
     * @throws IllegalArgumentException if x has another width than the circuit inputs, or no example
     */
    public INDArray gram(INDArray x) {
        INDArray states = states(x);
        return fidelities(states, states);
    }

    /**
     * The Gram matrix of examples against others.
     *
     * @param x [examples, inputs]
     * @param y [others, inputs]
     * @return k(x_i, y_j), [examples, others], double
     * @throws IllegalArgumentException if x or y has another width than the circuit inputs, or no example
     */
    public INDArray gram(INDArray x, INDArray y) {
        return fidelities(states(x), states(y));
    }

    /** [2 * 2^n, examples], real parts above imaginary parts. */
    private INDArray states(INDArray x) {
        if (x.rank() != 2 || x.size(0) < 1 || x.size(1) != circuit.inputs()) {
            throw new IllegalArgumentException("Examples " + Arrays.toString(x.shape()) + " do not fit " + circuit
                    + "; they must be [examples, " + circuit.inputs() + "].");
        }
        double[][] rows = x.castTo(DataType.DOUBLE).toDoubleMatrix();
        INDArray states = Nd4j.createUninitialized(DataType.DOUBLE, 2L << circuit.qubits(), rows.length);
        for (int from = 0; from < rows.length; from += AT_ONCE) {
            int to = Math.min(rows.length, from + AT_ONCE);
            states.get(NDArrayIndex.all(), NDArrayIndex.interval(from, to))
                    .assign(Statevector.columns(circuit, Arrays.copyOfRange(rows, from, to), parameters));
        }
        return states;
    }

    /** With a = p + i q and b = r + i s: Re <a|b> = p r + q s, Im <a|b> = p s - q r. */
    private static INDArray fidelities(INDArray a, INDArray b) {
        INDArray real = a.transpose().mmul(b);
        long half = a.size(0) / 2;
        INDArray imaginary = upper(a, half)
                .transpose()
                .mmul(lower(b, half))
                .sub(lower(a, half).transpose().mmul(upper(b, half)));
        return real.mul(real).addi(imaginary.mul(imaginary));
    }

    private static INDArray upper(INDArray states, long half) {
        return states.get(NDArrayIndex.interval(0, half), NDArrayIndex.all()).dup();
    }

    private static INDArray lower(INDArray states, long half) {
        return states.get(NDArrayIndex.interval(half, 2 * half), NDArrayIndex.all())
                .dup();
    }
}
