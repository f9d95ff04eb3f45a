package io.github.dl4jquantum.bench.gpu;

import java.util.Locale;
import java.util.Map;

/**
 * How a race ended.
 *
 * @param race the work
 * @param timings of each who finished, by name
 * @param failures of each who did not, by name
 */
record RaceResult(Race race, Map<String, Timing> timings, Map<String, String> failures) {

    @Override
    public String toString() {
        StringBuilder line = new StringBuilder(race + ":");
        timings.forEach(
                (name, timing) -> line.append(String.format(Locale.ROOT, " %s %.3f ms", name, timing.wallMs())));
        failures.forEach((name, failure) ->
                line.append(' ').append(name).append(" failed: ").append(failure));
        return line.toString();
    }
}
