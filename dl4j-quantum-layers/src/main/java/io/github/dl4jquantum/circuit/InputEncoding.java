package io.github.dl4jquantum.circuit;

/**
 * How {@link Ansatz#paper} turns an input x_i into the rotations of its qubit, after an H. The angles' own inputs have a
 * period, so that a large x is told from a larger one only modulo 2 pi; arctan is bounded and monotonic, but flat there.
 */
public enum InputEncoding {

    /** {@code RY(arctan x) RZ(arctan x²)}: the one of arXiv 2009.01783 and 2502.13370. */
    ARCTAN,

    /** {@code RY(x) RZ(x)}. */
    ANGLE,

    /** {@code RY(x) RZ(arctan x²)}. */
    ANGLE_ARCTAN;

    /** Adds the rotations of input {@code qubit} on the qubit of the same number. */
    void addTo(Circuit.Builder circuit, int qubit) {
        circuit.add(new RY(qubit, this == ARCTAN ? Angle.arctan(qubit) : Angle.input(qubit)));
        circuit.add(new RZ(qubit, this == ANGLE ? Angle.input(qubit) : Angle.arctanSquare(qubit)));
    }
}
