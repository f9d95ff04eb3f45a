package io.github.dl4jquantum.engine.cpu;

/**
 * Some rows, and the qubits to rotate on them: {@code count} bundles of {@code width} neighbouring rows, which begin with rows
 * first, first + step, ..., and the qubits whose masks are in [from, to), which neighbours of a bundle do not differ in.
 */
record Rows(int first, int step, int count, int width, int from, int to) {

    boolean has(int mask) {
        return mask >= from && mask < to;
    }
}
