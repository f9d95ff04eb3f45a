package io.github.dl4jquantum.circuit;

/** A Pauli matrix other than the identity. */
public enum Pauli {
    /** {@code [[0, 1], [1, 0]]}. */
    X,
    /** {@code [[0, -i], [i, 0]]}. */
    Y,
    /** {@code diag(1, -1)}. */
    Z
}
