package io.github.dl4jquantum.backend;

/** A backend failed, or answered what cannot be right; the message names the backend, what came and what was expected. */
public final class BackendException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * A failure of a backend.
     *
     * @param message what happened, and what to do
     */
    public BackendException(String message) {
        super(message);
    }

    BackendException(String message, Throwable cause) {
        super(message, cause);
    }
}
