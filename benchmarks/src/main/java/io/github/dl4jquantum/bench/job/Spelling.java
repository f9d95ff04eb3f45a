package io.github.dl4jquantum.bench.job;

import java.util.Collection;
import java.util.Comparator;

/** Guesses what a user meant to write. */
public final class Spelling {

    private Spelling() {}

    /**
     * What to say of an unknown word: what may have been meant, if anything is near, and everything that could be.
     *
     * @param kind such as "model"
     */
    public static String unknown(String kind, String word, Collection<String> known) {
        return unknownOfMany(kind, word, known) + " Choose of " + String.join(", ", known) + ".";
    }

    /** As {@link #unknown}, where everything that could be is too much to say. */
    public static String unknownOfMany(String kind, String word, Collection<String> known) {
        String nearest = nearest(word, known);
        String guess = 2 * distance(word, nearest) <= word.length() + 1 ? ": did you mean " + nearest + "?" : ".";
        return "Unknown " + kind + " '" + word + "'" + guess;
    }

    /** The known word with the fewest insertions, deletions and substitutions (Levenshtein 1966) from {@code word}. */
    public static String nearest(String word, Collection<String> known) {
        return known.stream()
                .min(Comparator.comparingInt((String each) -> distance(word, each))
                        .thenComparing(each -> each))
                .orElseThrow();
    }

    static int distance(String a, String b) {
        int[] before = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            before[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substituted = before[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(substituted, 1 + Math.min(before[j], row[j - 1]));
            }
            before = row;
        }
        return before[b.length()];
    }
}
