package io.github.dl4jquantum.engine.spi;

/**
 * One parameter of a cell, as it lies in the array of all of them.
 *
 * @param name its name
 * @param role what it is
 * @param rows fan-in of a weight matrix, 1 for other parameters
 * @param columns fan-out of a weight matrix, length of other parameters
 * @param offset index of its first number. A weight matrix is stored output by output: entry (in, out) lies at
 *     {@code offset + out * rows + in}, ND4J's 'f' order of [fan-in, fan-out]
 */
public record CellParameter(String name, Role role, int rows, int columns, int offset) {

    /** What a parameter is. */
    public enum Role {
        /** A weight matrix. */
        WEIGHT,
        /** A weight matrix that reads the hidden state. */
        RECURRENT_WEIGHT,
        /** A bias. */
        BIAS,
        /** Rotation angles of a circuit. */
        ANGLES
    }

    /** {@return how many numbers it has} */
    public int length() {
        return rows * columns;
    }

    /** {@return the index after its last number} */
    public int end() {
        return offset + length();
    }
}
