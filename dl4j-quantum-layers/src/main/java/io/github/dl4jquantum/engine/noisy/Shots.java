package io.github.dl4jquantum.engine.noisy;

/**
 * Finite sampling: every circuit is run a number of times in each basis that it is measured in.
 *
 * @param number how often
 * @param seed of the samples: the same seed gives the same numbers, on any number of threads
 * @param exactGradients whether gradients are those of the expectations, instead of parameter-shift by shots
 */
public record Shots(int number, long seed, boolean exactGradients) {

    /** Most shots of a circuit. */
    public static final int MAX = 100_000_000;

    /**
     * Checks the components.
     *
     * @param number how often
     * @param seed of the samples: the same seed gives the same numbers, on any number of threads
     * @param exactGradients whether gradients are those of the expectations, instead of parameter-shift by shots
     * @throws IllegalArgumentException for a number outside 1..{@value #MAX}
     */
    public Shots {
        if (number < 1 || number > MAX) {
            throw new IllegalArgumentException(
                    number + " shots; choose 1 to " + MAX + ", or none at all for exact expectations.");
        }
    }
}
