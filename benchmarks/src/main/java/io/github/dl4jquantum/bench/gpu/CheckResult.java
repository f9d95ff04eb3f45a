package io.github.dl4jquantum.bench.gpu;

/**
 * What a check found.
 *
 * @param check what was checked
 * @param precision of the arithmetic
 * @param cases how many were tried
 * @param worst largest deviation, or growth, of them; null where it could not be measured
 * @param limit what it may be
 * @param unit of both
 * @param passed whether it is not above the limit
 * @param where the case that was worst, or why nothing was measured
 */
record CheckResult(
        String check,
        String precision,
        int cases,
        Double worst,
        double limit,
        String unit,
        boolean passed,
        String where) {}
