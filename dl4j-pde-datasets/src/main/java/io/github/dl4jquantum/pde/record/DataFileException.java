package io.github.dl4jquantum.pde.record;

import java.nio.file.Path;

/**
 * A data file cannot be read or written; the one-line message names the file, the dataset, what is wrong and what to do.
 *
 * <p>Arguments of {@link DataFile#trajectories} and of the record readers are written as {@code axes=} and {@code field=},
 * so that a program can put the names of its own options in their place: {@code message.replace("axes=", "--axes ")}.
 */
public final class DataFileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * @param file the file
     * @param dataset the dataset in it, or null where the whole file is meant
     * @param problem what is wrong, and the remedy
     * @param cause what was caught, or null
     */
    DataFileException(Path file, String dataset, String problem, Throwable cause) {
        super(file + (dataset == null ? "" : ", dataset " + dataset) + ": " + problem, cause);
    }

    DataFileException(Path file, String dataset, String problem) {
        this(file, dataset, problem, null);
    }

    DataFileException(Path file, String problem) {
        this(file, null, problem, null);
    }
}
