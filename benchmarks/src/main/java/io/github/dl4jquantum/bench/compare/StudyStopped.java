package io.github.dl4jquantum.bench.compare;

/** The user ended the program while it worked. */
public final class StudyStopped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StudyStopped(String message) {
        super(message);
    }
}
