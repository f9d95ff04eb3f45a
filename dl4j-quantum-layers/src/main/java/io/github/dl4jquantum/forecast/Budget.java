package io.github.dl4jquantum.forecast;

/**
 * What ends a training.
 *
 * @param unit of the amount
 * @param amount above 0
 */
record Budget(Unit unit, double amount) {

    /** In what a training is measured. */
    private enum Unit {
        EPOCHS,
        UPDATES,
        MINUTES
    }

    static Budget ofEpochs(int epochs) {
        return new Budget(Unit.EPOCHS, positive("epochs", epochs));
    }

    static Budget ofUpdates(int updates) {
        return new Budget(Unit.UPDATES, positive("updates", updates));
    }

    /** {@return a number of epochs, updates or examples, as a training has it} */
    static int positive(String what, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(what + ": " + value + "; choose 1 or more.");
        }
        return value;
    }

    /** Goes on at the pace so far, and makes one update at least. */
    static Budget ofMinutes(double minutes) {
        if (!(minutes > 0 && minutes < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "A training of " + minutes + " minutes: choose more than 0, such as 20.");
        }
        return new Budget(Unit.MINUTES, minutes);
    }

    /**
     * How many updates the whole training will have, by what is known after {@code done} of them.
     *
     * @param perEpoch updates of one epoch
     * @param minutes since the training began
     * @return {@code done} or less if the training is over
     */
    long updates(long done, int perEpoch, double minutes) {
        switch (unit) {
            case EPOCHS:
                return (long) amount * perEpoch;
            case UPDATES:
                return (long) amount;
            default:
                if (done == 0 || minutes <= 0) {
                    return Long.MAX_VALUE;
                }
                return minutes < amount ? Math.max(done + 1, Math.round(done * (amount / minutes))) : done;
        }
    }
}
