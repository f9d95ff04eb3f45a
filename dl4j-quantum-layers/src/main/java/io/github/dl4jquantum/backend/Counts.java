package io.github.dl4jquantum.backend;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How often each string of bits was read.
 *
 * @param byBits character k of a key, 0 or 1, is bit {@code c[k]}; strings that were not read may be missing
 */
public record Counts(SortedMap<String, Integer> byBits) {

    /**
     * Copies the map.
     *
     * @param byBits character k of a key, 0 or 1, is bit {@code c[k]}; strings that were not read may be missing
     */
    public Counts {
        byBits = Collections.unmodifiableSortedMap(new TreeMap<>(byBits));
    }

    /**
     * The same.
     *
     * @throws BackendException if a key does not have as many bits as the program reads, a count is negative, or they do not
     *     add up to the shots
     */
    static Counts checked(Map<String, Integer> byBits, Program program, int shots, String backend) {
        long sum = 0;
        for (var entry : byBits.entrySet()) {
            if (!entry.getKey().matches("[01]{" + program.bits() + "}")) {
                throw new BackendException(backend + " counted '" + entry.getKey() + "'; the program reads "
                        + program.bits() + " bits, so that each string must be of as many characters 0 or 1.");
            }
            if (entry.getValue() < 0) {
                throw new BackendException(backend + " counted '" + entry.getKey() + "' " + entry.getValue()
                        + " times; counts must not be negative.");
            }
            sum += entry.getValue();
        }
        if (sum != shots) {
            throw new BackendException(
                    backend + " returned counts of " + sum + " shots; " + shots + " were asked for.");
        }
        return new Counts(new TreeMap<>(byBits));
    }
}
