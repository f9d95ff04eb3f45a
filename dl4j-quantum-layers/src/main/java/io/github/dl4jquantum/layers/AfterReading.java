package io.github.dl4jquantum.layers;

import org.nd4j.shade.jackson.databind.util.StdConverter;

/**
 * Checks a layer that was read from JSON or YAML as its builder checks one that was described: Jackson leaves out what is
 * missing and takes any number.
 *
 * @param <L> the layer's class, which Jackson needs to know
 */
abstract class AfterReading<L extends SequenceLayer<?>> extends StdConverter<L, L> {

    @Override
    public final L convert(L layer) {
        layer.checkRead();
        return layer;
    }

    /** The refusal of a key that a layer has not; DL4J's mappers would ignore it, and give another layer. */
    static IllegalArgumentException unknown(Object layer, String key) {
        return new IllegalArgumentException(layer.getClass().getSimpleName() + " has no key \"" + key
                + "\": misspelt, or of a newer version of this project?");
    }

    /** @throws IllegalArgumentException if a size is none */
    static void checkSize(Object layer, String key, long size) {
        if (size < 0 || size > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(layer.getClass().getSimpleName() + "'s " + key + " is " + size
                    + "; choose 1 to " + Integer.MAX_VALUE + ", or 0 to leave it to setInputType.");
        }
    }

    /** @throws IllegalArgumentException if a choice is missing */
    static void checkThere(Object layer, String key, Object choice) {
        if (choice == null) {
            throw new IllegalArgumentException(
                    layer.getClass().getSimpleName() + "'s " + key + " is missing or null; it must be named.");
        }
    }
}
