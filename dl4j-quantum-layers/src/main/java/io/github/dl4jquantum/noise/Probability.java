package io.github.dl4jquantum.noise;

/** Checks probabilities. */
final class Probability {

    private Probability() {}

    /** @throws IllegalArgumentException if a value is not in [0, 1] */
    static void check(String what, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(
                    what + " is " + value + ", but a probability lies in [0, 1]; give such a number.");
        }
    }
}
