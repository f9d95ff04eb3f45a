package io.github.dl4jquantum.engine.cpu;

/**
 * A circuit of few qubits for one set of parameters, as one matrix. What follows the encoding depends on no input, and an
 * expectation is linear in the density matrix, so in the 4^n products P of the qubits' Bloch vectors (1, x, y, z):
 *
 * <pre>
 *   z_k = sum_P C[k, P] prod_q r_q[P_q]
 * </pre>
 *
 * <p>Forward and back that is three products of matrices, n 4^n multiplications each an example, whatever the number of
 * layers; and nothing but the inputs must be kept for the way back. C is what {@link Tomography} makes of the layers, once
 * for all examples and time steps, and it takes d loss / d C back through them.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
final class Transfer<A> {

    private static final int MOST_QUBITS = 4;

    /**
     * From so many examples times time steps on: below, making C costs more than the layers themselves.
     */
    static final long LEAST_USES = Long.getLong("CUT", 1024);

    private final int features;
    /** [observable, feature]. */
    final A coefficients;

    Transfer(CircuitPlan plan, A coefficients) {
        features = features(plan);
        this.coefficients = coefficients;
    }

    /** Number of products of Bloch vectors, 4^n. */
    static int features(CircuitPlan plan) {
        return 1 << 2 * plan.qubits();
    }

    /** Whether a circuit's inputs do no more than to prepare a product state of few qubits. */
    static boolean suits(CircuitPlan plan) {
        return plan.qubits() >= 2
                && plan.qubits() <= MOST_QUBITS
                && plan.embedding().isEmpty()
                && plan.trainedSlots().length == 0
                && plan.layers().stream()
                        .allMatch(layer -> layer.inputPhases().isEmpty()
                                && layer.inputRotations().isEmpty());
    }

    /** Expectations of a tile of lanes. */
    void forward(CellKernels<A> kernels, A[] products, A[] z) {
        kernels.linear(z, products, coefficients, 0, features, 1, -1, false);
    }

    /** d loss / d products, from the product {@code first} on, of d loss / d z; or added to it. */
    void backward(CellKernels<A> kernels, A[] dZ, A[] dProducts, int first, boolean add) {
        kernels.linear(dProducts, dZ, coefficients, first, 1, features, -1, add);
    }
}
