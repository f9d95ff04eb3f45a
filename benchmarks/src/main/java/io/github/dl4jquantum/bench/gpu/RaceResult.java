package io.github.dl4jquantum.bench.gpu;

import java.util.Map;

/**
 * How a race ended.
 *
 * @param race the work
 * @param timings of each who finished, by name
 * @param failures of each who did not, by name
 */
record RaceResult(Race race, Map<String, Timing> timings, Map<String, String> failures) {}
