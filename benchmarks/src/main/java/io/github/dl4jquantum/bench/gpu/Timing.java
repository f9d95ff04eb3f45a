package io.github.dl4jquantum.bench.gpu;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * How long one run took.
 *
 * @param wallMs median wall time, milliseconds
 * @param wallMinMs least wall time
 * @param runs how many were measured
 */
record Timing(double wallMs, double wallMinMs, int runs) {

    /** Of wall times in milliseconds. */
    static Timing of(List<Double> wall) {
        return new Timing(median(wall), Collections.min(wall), wall.size());
    }

    /** Of several rounds: the median of their medians, the least of all. */
    static Timing together(List<Timing> rounds) {
        return new Timing(
                median(rounds.stream().map(Timing::wallMs).toList()),
                Collections.min(rounds.stream().map(Timing::wallMinMs).toList()),
                rounds.stream().mapToInt(Timing::runs).sum());
    }

    private static double median(List<Double> values) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2);
    }
}
