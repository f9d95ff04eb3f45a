package io.github.dl4jquantum.pde.record;

import java.util.Locale;

/** What an axis of an array counts. */
public enum Axis {
    /** Solutions. */
    TRAJECTORY,
    /** Snapshots. */
    TIME,
    /** Points in the third direction of space. */
    Z,
    /** Points in the second direction of space. */
    Y,
    /** Points in the first direction of space. */
    X,
    /** Fields, or components of one. */
    FIELD;

    boolean isSpace() {
        return this == X || this == Y || this == Z;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
