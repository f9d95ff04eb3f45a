package io.github.dl4jquantum.engine.spi;

/** A valid circuit that this engine cannot run, though another one can. */
public final class UnsupportedCircuitException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    /**
     * A refusal.
     *
     * @param message what the engine cannot do, and which one can
     */
    public UnsupportedCircuitException(String message) {
        super(message);
    }
}
