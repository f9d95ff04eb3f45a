package io.github.dl4jquantum.engine.cuda;

import io.github.dl4jquantum.circuit.Unitary;

/**
 * A rotation of a qubit, w - i (x X + y Y + z Z) with w^2 + x^2 + y^2 + z^2 = 1: every unitary of one qubit but for its
 * phase, which no expectation depends on. They multiply as Hamilton's quaternions do.
 */
record Quaternion(double w, double x, double y, double z) {

    static final Quaternion ONE = new Quaternion(1, 0, 0, 0);

    /** exp(-i angle P / 2), P the Pauli matrix of an axis: 0 for X, 1 for Y, 2 for Z. */
    static Quaternion about(int axis, double angle) {
        double s = Math.sin(angle / 2);
        return new Quaternion(Math.cos(angle / 2), axis == 0 ? s : 0, axis == 1 ? s : 0, axis == 2 ? s : 0);
    }

    /** A 2 x 2 matrix without its phase, half that of its determinant; the second column is taken to fit the first. */
    static Quaternion of(Unitary matrix) {
        double re = matrix.real(0, 0) * matrix.real(1, 1)
                - matrix.imaginary(0, 0) * matrix.imaginary(1, 1)
                - matrix.real(0, 1) * matrix.real(1, 0)
                + matrix.imaginary(0, 1) * matrix.imaginary(1, 0);
        double im = matrix.real(0, 0) * matrix.imaginary(1, 1)
                + matrix.imaginary(0, 0) * matrix.real(1, 1)
                - matrix.real(0, 1) * matrix.imaginary(1, 0)
                - matrix.imaginary(0, 1) * matrix.real(1, 0);
        double half = Math.atan2(im, re) / 2;
        double c = Math.cos(half);
        double s = Math.sin(half);
        // The first column times exp(-i half) is (w - i z, y - i x).
        return new Quaternion(
                c * matrix.real(0, 0) + s * matrix.imaginary(0, 0),
                s * matrix.real(1, 0) - c * matrix.imaginary(1, 0),
                c * matrix.real(1, 0) + s * matrix.imaginary(1, 0),
                s * matrix.real(0, 0) - c * matrix.imaginary(0, 0));
    }

    /** This after the other one. */
    Quaternion times(Quaternion o) {
        return new Quaternion(
                w * o.w - x * o.x - y * o.y - z * o.z,
                w * o.x + x * o.w + y * o.z - z * o.y,
                w * o.y + y * o.w + z * o.x - x * o.z,
                w * o.z + z * o.w + x * o.y - y * o.x);
    }

    /** U P U^-1 of the Pauli matrix P of an axis, as its parts in X, Y and Z. */
    double[] turn(int axis) {
        return switch (axis) {
            case 0 -> new double[] {1 - 2 * (y * y + z * z), 2 * (x * y + w * z), 2 * (x * z - w * y)};
            case 1 -> new double[] {2 * (x * y - w * z), 1 - 2 * (x * x + z * z), 2 * (y * z + w * x)};
            default -> new double[] {2 * (x * z + w * y), 2 * (y * z - w * x), 1 - 2 * (x * x + y * y)};
        };
    }
}
