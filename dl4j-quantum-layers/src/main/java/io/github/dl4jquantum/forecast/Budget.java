package io.github.dl4jquantum.forecast;

/** What ends a training: updates, epochs or minutes. */
@FunctionalInterface
interface Budget {

    /**
     * How many updates the whole training will have, by what is known after {@code done} of them.
     *
     * @param perEpoch updates of one epoch
     * @param minutes since the training began
     * @return {@code done} or less if the training is over
     */
    long updates(long done, int perEpoch, double minutes);

    static Budget ofEpochs(int epochs) {
        LatentSpace.Builder.positive("epochs", epochs);
        return (done, perEpoch, minutes) -> (long) epochs * perEpoch;
    }

    static Budget ofUpdates(int updates) {
        LatentSpace.Builder.positive("updates", updates);
        return (done, perEpoch, minutes) -> updates;
    }

    /** Goes on at the pace so far, and makes one update at least. */
    static Budget ofMinutes(double budget) {
        if (!(budget > 0 && budget < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("A training of " + budget + " minutes: choose more than 0, such as 20.");
        }
        return (done, perEpoch, minutes) -> {
            if (done == 0 || minutes <= 0) {
                return Long.MAX_VALUE;
            }
            return minutes < budget ? Math.max(done + 1, Math.round(done * (budget / minutes))) : done;
        };
    }
}
