package io.github.dl4jquantum.bench.gpu;

import java.util.List;

/**
 * What {@code gpu-check checks} found.
 *
 * @param command that was run
 * @param date when, ISO 8601
 * @param host where
 * @param engine what was checked
 * @param against what it was compared with
 * @param passed whether all checks passed
 * @param checks each of them
 */
record ChecksReport(
        String command,
        String date,
        Host host,
        String engine,
        String against,
        boolean passed,
        List<CheckResult> checks) {}
