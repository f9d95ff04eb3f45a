package io.github.dl4jquantum.forecast;

import java.io.IOException;
import java.nio.file.Path;

/** A file that is not a whole, undamaged forecaster of a format this version reads; the message is one line. */
public class ForecasterFileException extends IOException {
    private static final long serialVersionUID = 1L;

    ForecasterFileException(Path file, String problem) {
        super("Cannot load the forecaster " + file + ": " + problem);
    }

    ForecasterFileException(Path file, String problem, Throwable cause) {
        super("Cannot load the forecaster " + file + ": " + problem, cause);
    }
}
