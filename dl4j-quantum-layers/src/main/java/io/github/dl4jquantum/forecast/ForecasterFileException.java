package io.github.dl4jquantum.forecast;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A file that is not a whole, undamaged forecaster or latent space of a format this version reads; the message is one
 * line.
 */
public class ForecasterFileException extends IOException {
    private static final long serialVersionUID = 1L;

    /** @param kind what was to be loaded */
    ForecasterFileException(Path file, String kind, String problem, Throwable cause) {
        super("Cannot load the " + kind + " " + file + ": " + problem, cause);
    }
}
