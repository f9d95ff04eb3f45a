package io.github.dl4jquantum.bench.gpu;

import java.util.List;

/**
 * What {@code gpu-check races} measured.
 *
 * @param command that was run
 * @param date when, ISO 8601
 * @param host where
 * @param torch version of PyTorch; null without it
 * @param contenders who took part; the first is the one that others are compared with
 * @param absent who did not, and why; races for which there was no time
 * @param races each of them
 */
record RacesReport(
        String command,
        String date,
        Host host,
        String torch,
        List<String> contenders,
        List<String> absent,
        List<RaceResult> races) {}
