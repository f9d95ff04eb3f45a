package io.github.dl4jquantum.pde.solver;

/** An orthogonal transform along the first axis of a field, of all its columns at once. */
interface AxisTransform {

    /** Values at the points to amplitudes of the modes; {@code modes} is another field. */
    void toModes(double[][] values, double[][] modes);

    /** Amplitudes of the modes to values at the points; {@code values} is another field. */
    void toValues(double[][] modes, double[][] values);

    /**
     * Values to slopes of their interpolant along the axis; {@code slopes} is another field.
     *
     * @throws UnsupportedOperationException if slopes have other modes than values
     */
    default void differentiate(double[][] values, double[][] slopes) {
        throw new UnsupportedOperationException("Slopes of sines are cosines, which are no modes of this grid.");
    }
}
