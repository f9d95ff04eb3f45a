package io.github.dl4jquantum.bench.job;

import io.github.dl4jquantum.forecast.TooFewSnapshotsException;
import io.github.dl4jquantum.pde.record.DataFileException;
import java.util.function.Supplier;

/** The user asked for something that cannot be done; the message is one line with the value, the limit and the remedy. */
public final class BadInputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message what was given, what is possible, what to do */
    public BadInputException(String message) {
        super(message);
    }

    private BadInputException(RuntimeException refusal) {
        super(message(refusal), refusal);
    }

    /** Whether the user can mend what was thrown: this exception, or one about a data file. */
    public static boolean isOne(Exception failure) {
        return failure instanceof BadInputException || failure instanceof DataFileException;
    }

    /** Its message, in which what a library's caller would pass on has the names of this program's options. */
    public static String message(Exception failure) {
        if (failure instanceof TooFewSnapshotsException few) {
            return "--latent " + few.modes() + " is not within 1 to " + (few.snapshots() - 1) + ", for a POD of the "
                    + few.snapshots() + " snapshots to train on: choose fewer, give more --trajectories, --snapshots or"
                    + " files, or take --encoder mlp.";
        }
        String message = failure.getMessage();
        return failure instanceof DataFileException
                ? message.replace("axes=", "--axes ").replace("field=", "--field ")
                : message;
    }

    /** Throws unless {@code holds}. */
    public static void require(boolean holds, String message) {
        if (!holds) {
            throw new BadInputException(message);
        }
    }

    /** What {@code build} makes of the user's options; its refusal of them is the user's to mend. */
    public static <T> T asked(Supplier<T> build) {
        try {
            return build.get();
        } catch (IllegalArgumentException | IllegalStateException refusal) {
            throw new BadInputException(refusal);
        }
    }
}
