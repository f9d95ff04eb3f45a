package io.github.dl4jquantum.pde.solver;

/**
 * Both components of a velocity: separate arrays are what C2 vectorises.
 *
 * @param u along x
 * @param v along y
 */
record Velocity(InterleavedField u, InterleavedField v) {

    /** Zeros. */
    Velocity(int points) {
        this(new InterleavedField(points), new InterleavedField(points));
    }
}
