package io.github.dl4jquantum.forecast;

import io.github.dl4jquantum.layers.listener.NonFiniteException;

/** A training left the finite numbers; the message names the phase, the epoch and the place, and what to change. */
public class TrainingDivergedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TrainingDivergedException(FitListener.Phase phase, int epoch, int epochs, NonFiniteException stop) {
        super(
                "Training of the " + phase + " diverged in epoch " + epoch + " of " + epochs + ". " + stop.getMessage(),
                stop);
    }

    TrainingDivergedException(FitListener.Phase phase, int epoch, int epochs, double loss) {
        super("The validation loss of the " + phase + " is " + loss + " in epoch " + epoch + " of " + epochs
                + ": lower its learning rate.");
    }
}
