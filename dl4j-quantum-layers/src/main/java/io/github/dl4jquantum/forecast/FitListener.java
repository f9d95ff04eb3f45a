package io.github.dl4jquantum.forecast;

/** Told what {@link LatentForecaster#fit} is doing, on the thread that called it. */
public interface FitListener {

    /** The two trainings of a fit, in their order. */
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

    /** A phase is about to train for {@code epochs} epochs. */
    default void phaseStarted(Phase phase, int epochs) {}

    /**
     * One epoch is over.
     *
     * @param epoch counted from 1
     * @param trainLoss mean loss over the epoch's minibatches, each before its own update
     * @param validationLoss loss on the validation part after the epoch
     */
    void epochDone(Phase phase, int epoch, int epochs, double trainLoss, double validationLoss);
}
