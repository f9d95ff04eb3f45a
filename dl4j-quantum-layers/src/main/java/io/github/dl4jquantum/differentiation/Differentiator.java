package io.github.dl4jquantum.differentiation;

/** A way to differentiate one circuit. */
public interface Differentiator {

    /**
     * {@return the derivatives of all expectations}
     *
     * @param inputs x, [inputs]
     * @param parameters theta, [parameters]
     * @throws IllegalArgumentException if there are more or fewer of them than the circuit has
     */
    Jacobian jacobian(double[] inputs, double[] parameters);
}
