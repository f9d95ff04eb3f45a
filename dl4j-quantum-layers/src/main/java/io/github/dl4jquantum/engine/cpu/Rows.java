package io.github.dl4jquantum.engine.cpu;

/**
 * Some rows, and the qubits to rotate on them: rows first, first + step, ..., {@code count} of them, and the qubits
 * whose masks are in [from, to).
 */
record Rows(int first, int step, int count, int from, int to) {

    boolean has(int mask) {
        return mask >= from && mask < to;
    }
}
