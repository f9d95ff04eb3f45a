package io.github.dl4jquantum.circuit;

import java.util.List;

/**
 * Any unitary of one qubit, {@code U = e^(i phase) U3(theta, phi, lambda)} ({@link U3}), all in radians.
 *
 * @param theta the angle about y, 0 to pi
 * @param phi the angle about z that acts last
 * @param lambda the angle about z that acts first
 * @param phase the global phase
 */
public record EulerAngles(double theta, double phi, double lambda, double phase) {

    /**
     * {@return the angles of a unitary of one qubit}
     *
     * @param u a matrix of size 2
     * @throws IllegalArgumentException for a larger one
     */
    public static EulerAngles of(Unitary u) {
        if (u.size() != 2) {
            throw new IllegalArgumentException(
                    "A unitary of size " + u.size() + " has no Euler angles; give one of a single qubit, of size 2.");
        }
        double cos = Math.hypot(u.real(0, 0), u.imaginary(0, 0));
        double sin = Math.hypot(u.real(1, 0), u.imaginary(1, 0));
        // Without a cosine, phase is free, and atan2(0, 0) = 0 serves.
        double phase = Math.atan2(u.imaginary(0, 0), u.real(0, 0));
        double phi = Math.atan2(u.imaginary(1, 0), u.real(1, 0)) - phase;
        // Either entry gives lambda; the larger one has digits to tell it by.
        double lambda = sin > cos
                ? Math.atan2(-u.imaginary(0, 1), -u.real(0, 1)) - phase
                : Math.atan2(u.imaginary(1, 1), u.real(1, 1)) - phase - phi;
        return new EulerAngles(2 * Math.atan2(sin, cos), phi, lambda, phase);
    }

    /** The unitary on a qubit, its phase included. */
    SubCircuit gate(int qubit) {
        Gate rotation = new U3(qubit, Angle.constant(theta), Angle.constant(phi), Angle.constant(lambda));
        return new SubCircuit("U", List.of(new GlobalPhase(Angle.constant(phase)), rotation));
    }
}
