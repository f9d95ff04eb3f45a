package io.github.dl4jquantum.bench.tune;

import io.github.dl4jquantum.bench.result.CandidateResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * How much of the scores' variance one parameter alone accounts for: Kelley's epsilon squared,
 *
 * <pre>
 *   eta² = sum_b n_b (mean_b - mean)² / sum_i (y_i - mean)²          y = log10(score)
 *   epsilon² = 1 - (1 - eta²) (N - 1) / (N - B), at least 0
 * </pre>
 *
 * over the N completed candidates, in B bins of about equal size by the parameter (equal values stay together). The
 * second line takes away what B means explain by chance. What parameters do together alone is not seen.
 *
 * <p>Source: T. L. Kelley, "An unbiased correlation ratio measure", PNAS 21 (1935).
 */
final class Importance {
    /** Bins: fewer candidates than ten a bin say little already. */
    private static final int BINS = 3;

    /** Fewer completed candidates give no number at all. */
    static final int LEAST = 9;

    private Importance() {}

    /** The importance of each parameter that has one. */
    static Map<String, Double> of(List<CandidateResult> candidates) {
        List<CandidateResult> scored = candidates.stream()
                .filter(candidate -> candidate.score() != null && candidate.score() > 0)
                .toList();
        Set<String> names = new LinkedHashSet<>();
        scored.forEach(candidate -> names.addAll(candidate.parameters().keySet()));
        Map<String, Double> importance = new LinkedHashMap<>();
        for (String name : names) {
            List<double[]> points = scored.stream()
                    .map(candidate -> new double[] {
                        ((Number) candidate.parameters().get(name)).doubleValue(), Math.log10(candidate.score())
                    })
                    .toList();
            of(name, points).ifPresent(value -> importance.put(name, value));
        }
        return importance;
    }

    private static OptionalDouble of(String name, List<double[]> points) {
        List<List<Double>> bins = bins(points);
        int n = points.size();
        double mean = points.stream().mapToDouble(point -> point[1]).average().orElse(0);
        double total = points.stream()
                .mapToDouble(point -> Math.pow(point[1] - mean, 2))
                .sum();
        if (n < LEAST || bins.size() < 2 || !(total > 0)) {
            return OptionalDouble.empty();
        }
        double between = bins.stream()
                .mapToDouble(bin -> bin.size()
                        * Math.pow(bin.stream().mapToDouble(y -> y).average().orElse(0) - mean, 2))
                .sum();
        double unexplained = (1 - between / total) * (n - 1) / (n - bins.size());
        return OptionalDouble.of(Math.max(0, 1 - unexplained));
    }

    /** The scores by bin. */
    private static List<List<Double>> bins(List<double[]> points) {
        List<double[]> sorted = points.stream()
                .sorted(Comparator.comparingDouble(point -> point[0]))
                .toList();
        List<List<Double>> bins = new ArrayList<>();
        int bin = -1;
        for (int i = 0; i < sorted.size(); i++) {
            boolean tied = i > 0 && sorted.get(i)[0] == sorted.get(i - 1)[0];
            if (!tied && i * BINS / sorted.size() > bin) {
                bin = i * BINS / sorted.size();
                bins.add(new ArrayList<>());
            }
            bins.get(bins.size() - 1).add(sorted.get(i)[1]);
        }
        return bins;
    }
}
