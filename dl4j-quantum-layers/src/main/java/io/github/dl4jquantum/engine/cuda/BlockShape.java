package io.github.dl4jquantum.engine.cuda;

import io.github.dl4jquantum.engine.spi.Precision;

/**
 * How threads share out statevectors of n qubits. Up to n = 5 a state lies in the registers of 2^n lanes of a warp; beyond,
 * and where its first amplitudes are inputs, in memory: a warp works on it where four of them fit in shared memory, the
 * whole block where not. It depends on nothing but that, the precision and how many circuits a gate has, so that every GPU
 * adds numbers up in the same order.
 *
 * @param states the name of the kernels' variant
 * @param threads threads of a block
 * @param team threads of a state
 */
record BlockShape(String states, int threads, int team) {

    /** Most qubits whose states lie in registers. */
    static final int MOST_IN_REGISTERS = 5;

    private static final int WARP = 32;
    private static final int THREADS = 128;
    /** At most what states.cuh has. */
    private static final int MOST_THREADS = 256;

    private static final int MOST_FLOAT_THREADS = 512;
    /** psi, lambda and a spare array. */
    private static final int ARRAYS = 3;

    /**
     * Of a block of 128 threads or, where their states lie in registers, of more that share out a bank of circuits.
     *
     * @param amplitudes whether states begin with amplitudes of inputs: for their kernels there are too few registers
     */
    static BlockShape of(int qubits, boolean amplitudes, Precision<?> precision, int bank) {
        if (qubits <= MOST_IN_REGISTERS && !amplitudes) {
            int most = precision == Precision.FLOAT ? MOST_FLOAT_THREADS : MOST_THREADS;
            int threads = THREADS * Integer.highestOneBit(Math.min(bank, most / THREADS));
            return new BlockShape("Lanes", threads, 1 << qubits);
        }
        boolean small = THREADS / WARP * stateNumbers(qubits) * precision.bytes() < Placement.MODEST_BYTES;
        int all = Math.min(MOST_THREADS, 1 << (qubits - 1));
        return small ? new BlockShape("Memory", THREADS, WARP) : new BlockShape("Memory", all, all);
    }

    private static long stateNumbers(int qubits) {
        return 2L * ARRAYS << qubits;
    }

    /** Teams of a block. */
    int teams() {
        return threads / team;
    }

    /** Sequences of a block: as many as fill 128 threads with one circuit of each gate, at least one. */
    int examples(int gates) {
        return Math.max(1, Integer.highestOneBit(THREADS / team / gates));
    }

    int warps() {
        return threads / WARP;
    }

    /** Copies of sums over the states of one circuit and so many examples: one for each warp that works on them. */
    int copies(int examples) {
        return team * examples / WARP;
    }

    /** Lanes, a power of two, that can work on each of so many sums. */
    int sharers(int sums) {
        return Math.max(1, Math.min(WARP, Integer.highestOneBit(threads / Math.max(1, sums))));
    }

    /** Numbers that the states of a block take in memory. */
    long statesLength(int qubits) {
        return states.equals("Lanes") ? 0 : teams() * stateNumbers(qubits);
    }

    /** Numbers of a state on the tape: 0 in memory, where the way back runs the circuit again. */
    int tapeLength() {
        return states.equals("Lanes") ? 2 * team : 0;
    }

    /** Numbers of scratch that the teams of a block need; the same as in circuit.cuh. */
    long scratchLength(int slots, int qubits) {
        return teams() * (5L * slots + 4L * qubits + WARP + 3 & ~3L);
    }
}
