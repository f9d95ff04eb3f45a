package io.github.dl4jquantum.engine.spi;

/** A statevector, or the tape of states that its gradient needs, would not fit in memory. */
public final class StateTooLargeException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    /**
     * A refusal.
     *
     * @param what what was to be evaluated
     * @param needed bytes it needs
     * @param available bytes there are
     * @param remedy what the caller can do
     */
    public StateTooLargeException(String what, long needed, long available, String remedy) {
        super(what + " needs " + mebibytes(needed) + " MiB, but " + mebibytes(available) + " MiB can be had; " + remedy
                + ".");
    }

    private static long mebibytes(long bytes) {
        return (bytes + (1 << 20) - 1) >> 20;
    }
}
