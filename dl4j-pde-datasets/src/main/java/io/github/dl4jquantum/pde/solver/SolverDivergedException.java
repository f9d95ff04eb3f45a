package io.github.dl4jquantum.pde.solver;

/** A solution stopped being finite; the message says which value, when and where. */
public final class SolverDivergedException extends ArithmeticException {

    private static final long serialVersionUID = 1L;

    /**
     * An exception of that message.
     *
     * @param message which value is not finite, when and where
     */
    public SolverDivergedException(String message) {
        super(message);
    }
}
