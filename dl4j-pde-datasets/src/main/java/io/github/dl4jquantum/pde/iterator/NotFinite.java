package io.github.dl4jquantum.pde.iterator;

/** What to do with NaN and infinite values in data. */
public enum NotFinite {
    /** Refuse the data, naming the place. */
    REFUSE,
    /** Leave out every time step that holds one: masked, and not counted by normalisers. */
    MASK;

    static boolean isFinite(float[] values) {
        for (float value : values) {
            if (!Float.isFinite(value)) {
                return false;
            }
        }
        return true;
    }
}
