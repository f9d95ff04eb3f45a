package io.github.dl4jquantum.noise;

/** Checks numbers that noise is described with. */
final class Probability {

    private Probability() {}

    /**
     * Checks a probability.
     *
     * @return the probability itself
     * @throws IllegalArgumentException if it is not in [0, 1]
     */
    static double check(String what, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(
                    what + " is " + value + ", but a probability lies in [0, 1]; give such a number.");
        }
        return value;
    }

    /**
     * Checks a time.
     *
     * @return the time itself
     * @throws IllegalArgumentException if it is below {@code least}, or not a number
     */
    static double time(String what, double value, boolean positive) {
        if (!(positive ? value > 0 : value >= 0)) {
            throw new IllegalArgumentException(what + " is " + value + "; give a time "
                    + (positive ? "above 0" : "of 0 or more") + (positive ? ", Infinity for none." : "."));
        }
        return value;
    }
}
