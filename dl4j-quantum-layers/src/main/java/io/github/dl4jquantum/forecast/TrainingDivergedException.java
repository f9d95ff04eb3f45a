package io.github.dl4jquantum.forecast;

/** A training loss became NaN or infinite; the message names the phase and the epoch, and what to change. */
public class TrainingDivergedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TrainingDivergedException(FitListener.Phase phase, int epoch, int epochs, double loss) {
        super("The loss of the " + phase + " is " + loss + " in epoch " + epoch + " of " + epochs
                + ": lower its learning rate.");
    }
}
