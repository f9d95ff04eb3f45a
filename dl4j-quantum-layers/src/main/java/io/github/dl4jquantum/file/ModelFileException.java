package io.github.dl4jquantum.file;

import java.io.IOException;
import java.nio.file.Path;

/** A model file that is not whole, undamaged and of a known format. The message is one line. */
public class ModelFileException extends IOException {
    private static final long serialVersionUID = 1L;

    /**
     * A refusal.
     *
     * @param action what was to be done, such as "load the forecaster"
     * @param file which file
     * @param problem what is wrong where, and what helps
     * @param cause what showed it, or null
     */
    public ModelFileException(String action, Path file, String problem, Throwable cause) {
        super(oneLine("Cannot " + action + " " + file + ": " + problem), cause);
    }

    /**
     * The same refusal, by a more precise name.
     *
     * @param refusal what to repeat
     */
    protected ModelFileException(ModelFileException refusal) {
        super(refusal.getMessage(), refusal);
    }

    /** A file can name its parts as it likes. */
    private static String oneLine(String message) {
        return message.replaceAll("\\p{Cntrl}", "?");
    }
}
