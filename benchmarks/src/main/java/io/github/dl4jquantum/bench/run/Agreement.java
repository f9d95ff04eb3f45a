package io.github.dl4jquantum.bench.run;

import io.github.dl4jquantum.forecast.Provenance;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Whether a result that was made again has the numbers of the first: every score and every number of every curve.
 *
 * @param numbers how many there are in either
 * @param differences those that do not agree, the largest first
 * @param largest relative difference of all that both have
 * @param tolerance up to which numbers agree
 */
public record Agreement(int numbers, List<Difference> differences, double largest, double tolerance) {
    private static final int SHOWN = 10;

    /**
     * A number that is another.
     *
     * @param name such as {@code errors.rollout.vrmse}, of a curve with its place, {@code curves.latent.train[3]}
     * @param before null where it is only there now
     * @param now null where it was only there before
     */
    public record Difference(String name, Double before, Double now) {

        /** |before - now| over the larger of both; infinite where one of them is missing. */
        double relative() {
            if (before == null || now == null) {
                return Double.POSITIVE_INFINITY;
            }
            double scale = Math.max(Math.abs(before), Math.abs(now));
            return scale == 0 ? 0 : Math.abs(before - now) / scale;
        }

        private String text() {
            return String.format(
                    Locale.ROOT,
                    "%s: %s now, %s before",
                    name,
                    now == null ? "none" : now,
                    before == null ? "none" : before);
        }
    }

    /** Compares number by number. */
    public static Agreement of(Provenance before, Provenance now, double tolerance) {
        SortedMap<String, Double> first = numbers(before);
        SortedMap<String, Double> second = numbers(now);
        TreeSet<String> names = new TreeSet<>(first.keySet());
        names.addAll(second.keySet());
        List<Difference> differences = new ArrayList<>();
        double largest = 0;
        for (String name : names) {
            Difference difference = new Difference(name, first.get(name), second.get(name));
            double relative = difference.relative();
            if (relative > tolerance) {
                differences.add(difference);
            }
            largest = Double.isFinite(relative) ? Math.max(largest, relative) : largest;
        }
        differences.sort(Comparator.comparingDouble(Difference::relative).reversed());
        return new Agreement(names.size(), List.copyOf(differences), largest, tolerance);
    }

    private static SortedMap<String, Double> numbers(Provenance of) {
        SortedMap<String, Double> numbers = new TreeMap<>(of.scores());
        of.curves().forEach((name, curve) -> {
            for (int i = 0; i < curve.size(); i++) {
                numbers.put(name + "[" + i + "]", curve.get(i));
            }
        });
        return numbers;
    }

    /** Whether every number agrees, and there is one at all. */
    public boolean holds() {
        return numbers > 0 && differences.isEmpty();
    }

    /** For people, line by line. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        if (holds()) {
            lines.add(String.format(
                    Locale.ROOT,
                    "reproduced: all %d numbers agree, the largest relative difference is %.1e (limit %.1e)",
                    numbers,
                    largest,
                    tolerance));
            return lines;
        }
        lines.add(String.format(
                Locale.ROOT,
                "not reproduced: %d of %d numbers differ by more than %.1e of their size",
                differences.size(),
                numbers,
                tolerance));
        differences.stream().limit(SHOWN).map(Difference::text).forEach(lines::add);
        if (differences.size() > SHOWN) {
            lines.add("and " + (differences.size() - SHOWN) + " more");
        }
        return lines;
    }

    /** Which versions are others where a result is made again, line by line. */
    public static List<String> otherVersions(Map<String, String> before, Map<String, String> now) {
        TreeSet<String> names = new TreeSet<>(before.keySet());
        names.addAll(now.keySet());
        return names.stream()
                .filter(name -> !Objects.equals(before.get(name), now.get(name)))
                .map(name -> name + " is " + now.get(name) + ", and was " + before.get(name))
                .toList();
    }
}
