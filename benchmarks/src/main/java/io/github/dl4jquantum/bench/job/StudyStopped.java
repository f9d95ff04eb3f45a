package io.github.dl4jquantum.bench.job;

/** The user ended the program while it worked. */
public final class StudyStopped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message how far it came */
    public StudyStopped(String message) {
        super(message);
    }
}
