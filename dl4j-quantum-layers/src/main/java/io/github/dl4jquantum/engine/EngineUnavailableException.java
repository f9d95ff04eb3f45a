package io.github.dl4jquantum.engine;

/** An engine was asked for that cannot run here. */
public final class EngineUnavailableException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    /**
     * A refusal.
     *
     * @param message which engine, why not, and what to choose instead
     */
    public EngineUnavailableException(String message) {
        super(message);
    }
}
