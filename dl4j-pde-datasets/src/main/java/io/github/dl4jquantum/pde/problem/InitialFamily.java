package io.github.dl4jquantum.pde.problem;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A family of initial states. Every problem has these three; its Javadoc says what they are there. A member depends on
 * (seed, index of the trajectory) alone.
 */
public enum InitialFamily {

    /** The state that the literature on the problem starts from. */
    PAPER,

    /** Random smooth fields. */
    RANDOM_SMOOTH,

    /** Random smooth fields of other scales and amplitudes than {@link #RANDOM_SMOOTH}, to test what was learnt there. */
    OUT_OF_DISTRIBUTION;

    /**
     * {@return the family of that name: {@code paper}, {@code random-smooth} or {@code out-of-distribution}}
     *
     * @param name as {@link #toString} gives it
     * @throws IllegalArgumentException if there is none
     */
    public static InitialFamily named(String name) {
        return Arrays.stream(values())
                .filter(family -> family.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Unknown initial states '" + name + "': choose "
                        + Arrays.stream(values()).map(InitialFamily::toString).collect(Collectors.joining(" or "))
                        + "."));
    }

    /** The family's name, as {@link #named} takes it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
