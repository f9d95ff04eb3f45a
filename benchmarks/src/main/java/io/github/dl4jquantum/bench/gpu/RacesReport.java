package io.github.dl4jquantum.bench.gpu;

import java.util.List;

/**
 * What {@code gpu-check races} measured.
 *
 * @param command that was run
 * @param date when, ISO 8601
 * @param host where
 * @param contenders who took part; the first is the one that others are compared with
 * @param absent who did not, and why
 * @param races each of them
 */
record RacesReport(
        String command, String date, Host host, List<String> contenders, List<String> absent, List<RaceResult> races) {}
