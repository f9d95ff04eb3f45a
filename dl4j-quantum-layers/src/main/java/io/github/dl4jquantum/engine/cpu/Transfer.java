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
 */
final class Transfer {

    private static final int MOST_QUBITS = 4;

    /** From so many examples times time steps on: below, making C costs more than it saves. */
    private static final long LEAST_USES = 384;

    /**
     * From so many bytes of tapes on, as {@link Memory} reckons them: while the states after every layer stay in the cache,
     * the layers are as quick as the matrix. Measured with 4 qubits and layers on a processor with 1 MB of L2 cache: QLSTM of
     * 64 sequences of 10 steps (4 MB) 1.2 ms by layers, 1.8 ms by matrices; 1024 (60 MB) 36, by the build before there were matrices, and 14 ms; with 16 circuits a
     * gate, 128 sequences of 3 steps (36 MB) 25 and 23 ms.
     */
    private static final long LEAST_TAPE = 12 << 20;

    private Transfer() {}

    /** Number of products of Bloch vectors, 4^n. */
    static int features(CircuitPlan plan) {
        return 1 << 2 * plan.qubits();
    }

    /** When circuits run as matrices, where they suit. */
    interface Rule {
        boolean pays(long uses, long tape);
    }

    /**
     * Whether matrices are quicker than layers. Never depends on the number of threads, so that no bit does.
     *
     * @param uses examples times time steps
     * @param tape bytes that the way back would need of each of them
     */
    static boolean pays(long uses, long tape) {
        return uses >= LEAST_USES && uses * tape >= LEAST_TAPE;
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
}
