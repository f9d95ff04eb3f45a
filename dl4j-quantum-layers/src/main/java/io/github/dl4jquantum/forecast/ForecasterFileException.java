package io.github.dl4jquantum.forecast;

import io.github.dl4jquantum.file.ModelFileException;

/**
 * A file that is not a whole, undamaged forecaster or latent space of a format this version reads; the message is one
 * line.
 */
public class ForecasterFileException extends ModelFileException {
    private static final long serialVersionUID = 1L;

    ForecasterFileException(ModelFileException refusal) {
        super(refusal);
    }
}
