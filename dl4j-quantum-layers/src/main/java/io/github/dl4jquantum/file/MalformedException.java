package io.github.dl4jquantum.file;

import java.io.IOException;

/** What is wrong inside one entry, before it is known of which file; never leaves the package. */
final class MalformedException extends IOException {
    private static final long serialVersionUID = 1L;

    MalformedException(String problem) {
        super(problem);
    }

    MalformedException(String problem, Throwable cause) {
        super(problem, cause);
    }
}
