package io.github.dl4jquantum.forecast;

/**
 * Told what {@link LatentForecaster#fit} or {@link LatentSpace.Builder#fit} is doing, on the thread that called it.
 *
 * <p>An exception that a method here throws ends the fit at once and passes through unchanged; what was to be fitted is
 * left as it was before.
 */
public interface FitListener {

    /** Listens to nothing. */
    FitListener NONE = (phase, epoch, epochs, trainLoss, validationLoss) -> {};

    /** The trainings of a fit, in their order; {@link Encoder#POD} and {@link Encoder#NONE} have only the second. */
    enum Phase {
        /** The encoder and decoder learn to reproduce single snapshots. */
        AUTOENCODER("autoencoder"),
        /** The latent model learns to predict the next latent values. */
        LATENT_MODEL("latent model");

        private final String label;

        Phase(String label) {
            this.label = label;
        }

        @Override
        public String toString() {
            return label;
        }
    }

    /**
     * Is told that a phase is about to train for {@code epochs} epochs, or fewer where it runs out of patience; for a
     * training of so many minutes {@link Integer#MAX_VALUE}, and {@link #epochDone} tells how many it will come to at
     * the pace so far.
     *
     * @param phase what is trained
     * @param epochs at most, 1 or more
     */
    default void phaseStarted(Phase phase, int epochs) {}

    /**
     * Is told that one update of the parameters is over, or those that a {@link MinibatchTrainer} makes at once.
     *
     * @param phase what is trained
     * @param epoch counted from 1
     * @param iteration minibatches that were trained on, counted from 1, through all epochs of the phase
     */
    default void iterationDone(Phase phase, int epoch, int iteration) {}

    /**
     * Is told how much of a POD is fitted: it has no epochs, those of {@link Encoder#POD_MLP} come after it.
     *
     * @param share 0 to 1
     */
    default void podDone(double share) {}

    /**
     * Is told that one epoch is over.
     *
     * @param phase what is trained
     * @param epoch counted from 1
     * @param epochs as {@link #phaseStarted} was told; of a training of so many minutes, at the pace so far
     * @param trainLoss mean loss over the epoch's minibatches, each before its own update
     * @param validationLoss loss on the validation part after the epoch
     */
    void epochDone(Phase phase, int epoch, int epochs, double trainLoss, double validationLoss);
}
